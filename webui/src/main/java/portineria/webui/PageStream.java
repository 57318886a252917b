package portineria.webui;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The stream of one open page: the part that it shows, sent again whenever it differs (WHATWG HTML
 * §9.2, server-sent events).
 *
 * <p>One message is on its way at a time. While a browser does not read, what comes meanwhile is
 * not queued: it gets the newest when it reads again. Safe for many threads; nothing is sent under
 * its lock.
 */
final class PageStream {
  static final String TYPE = "text/event-stream;charset=utf-8";

  /** How long a browser waits until it asks for a stream again that has ended. */
  private static final String AGAIN = "retry: ";

  /** Says nothing, and is heard: so neither side takes the connection for dead. */
  private static final String ALIVE = ":\n\n";

  /** Where it goes. */
  interface Line {
    /**
     * Called before anything is sent: who hears that the browser has left says so to the stream.
     */
    void opened(PageStream stream);

    /**
     * Begins to send; one call at a time.
     *
     * @param last whether nothing follows
     * @param sent called when it has gone
     * @param gone called when the browser has
     */
    void send(String text, boolean last, Runnable sent, Runnable gone);
  }

  private final PageStreams.Wish wish;
  private final Line line;

  /** Told when it is over, once or more. */
  private final Consumer<PageStream> over;

  private final LongSupplier nanoTime;

  /** Guarded by this object, as is all that follows. */
  private String shown = "";

  /** What goes out next. */
  private Optional<String> waiting = Optional.empty();

  private boolean sending;
  private boolean ending;
  private boolean finished;

  /** By {@link #nanoTime}. */
  private long lastSent;

  PageStream(PageStreams.Wish wish, Line line, Consumer<PageStream> over, LongSupplier nanoTime) {
    this.wish = wish;
    this.line = line;
    this.over = over;
    this.nanoTime = nanoTime;
    this.lastSent = nanoTime.getAsLong();
  }

  PageStreams.Wish wish() {
    return wish;
  }

  /** The part as it is now; not sent if the page shows it already. */
  void show(String part) {
    synchronized (this) {
      if (ending || part.equals(shown)) {
        return;
      }
      shown = part;
      waiting = Optional.of(message(part));
    }
    goOn();
  }

  /** Says that it lives, if nothing was sent for so long. */
  void keepAlive(Duration silence) {
    synchronized (this) {
      boolean spoke = nanoTime.getAsLong() - lastSent < silence.toNanos();
      if (ending || sending || waiting.isPresent() || spoke) {
        return;
      }
      waiting = Optional.of(ALIVE);
    }
    goOn();
  }

  /** The last of it: the page is to ask by itself from now on. */
  void end(String part, int againMillis) {
    end(AGAIN + againMillis + "\n\n" + message(part));
  }

  /** Nothing more is said; the browser asks again when it likes. */
  void end() {
    end("");
  }

  private void end(String last) {
    synchronized (this) {
      if (ending) {
        return;
      }
      ending = true;
      waiting = Optional.of(last);
    }
    goOn();
  }

  /** What the page shows, or is about to. */
  synchronized String shown() {
    return shown;
  }

  private void goOn() {
    String next;
    boolean last;
    synchronized (this) {
      if (sending || finished || waiting.isEmpty()) {
        return;
      }
      next = waiting.get();
      last = ending;
      waiting = Optional.empty();
      sending = true;
      lastSent = nanoTime.getAsLong();
    }
    line.send(next, last, () -> sent(last), this::gone);
  }

  private void sent(boolean last) {
    synchronized (this) {
      sending = false;
      finished |= last;
    }
    if (last) {
      over.accept(this);
    } else {
      goOn();
    }
  }

  /** The browser has left. */
  void gone() {
    synchronized (this) {
      finished = true;
      ending = true;
    }
    over.accept(this);
  }

  /** A message of one event; the token of its session is put in where the forms want it. */
  private String message(String part) {
    StringBuilder text = new StringBuilder(part.length() + 256);
    part.replace(PageStreams.TOKEN, wish.token())
        .lines()
        .forEach(each -> text.append("data: ").append(each).append('\n'));
    return text.append('\n').toString();
  }
}
