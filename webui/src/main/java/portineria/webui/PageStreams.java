package portineria.webui;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parts of open pages that renew themselves, as streams of server-sent events: one look every
 * two seconds, on one virtual thread for all of them, and no thread for an open page (Jetty sends
 * without one).
 *
 * <pre>
 *   page opens        the part as it is now
 *   part differs      the part
 *   15 s of silence   a comment, so that nobody takes the connection for dead
 *   session over      the part, which asks by itself now and is sent to the login; end
 *   too many          the same, and the page asks for a stream again a minute later
 *   box stops         end; the browser asks again until it is answered
 * </pre>
 *
 * <p>A part is made once for all who watch it as the same visitor, whatever their number, and
 * looked at ever more seldom while it stays as it is: every 2, 4, … 10 seconds. It is looked at at
 * once when somebody has done something on a page. A stream is no click: it does not keep a session
 * from being over.
 *
 * <p>Jetty ends what is idle, requests of HTTP/2 as well as connections, and what counts is that
 * something is written, comments too. They go out before a look, and by the time that has passed
 * and not by the number of looks: parts may be slow to make while the box has much to do. A browser
 * that reads nothing any more is given up after the same time.
 *
 * <p>Pages do without streams: each has its part with {@code every 20s} at first, and the stream's
 * first message takes that away. Safe for many threads.
 */
final class PageStreams implements AutoCloseable {
  /** More than a person has open; who has more is served as before. */
  static final int SESSION_MAX = 20;

  /** Half of the connections, so that the other half is left to be clicked with. */
  static final int ALL_MAX = 100;

  /** Stands for the token where a part is made for several sessions. No page has these words. */
  static final String TOKEN = "token-of-the-session-that-watches";

  static final Duration PACE = Duration.ofSeconds(2);

  /** Looks without a change after which it is not looked at any more seldom. */
  private static final int SELDOM = 5;

  /** When to ask again where there were too many. */
  private static final int LATER_MILLIS = 60_000;

  /** When to ask again where the page is about to be left. */
  private static final int SOON_MILLIS = 5000;

  private static final Logger log = LoggerFactory.getLogger(PageStreams.class);

  private final Site site;
  private final Duration pace;

  /** After which a comment is due. */
  private final Duration silence;

  /** Guarded by this object, as is all that follows. */
  private final Set<PageStream> open = new LinkedHashSet<>();

  private final Map<Part, Pace> paces = new HashMap<>();
  private boolean nudged;
  private boolean begun;
  private boolean closed;

  /**
   * For the pages of {@code site}.
   *
   * @param idle after which what is silent is ended; more than twice the pace
   */
  PageStreams(Site site, Duration pace, Duration idle) {
    this.site = site;
    this.pace = pace;
    this.silence = idle.dividedBy(2);
  }

  /**
   * What a browser asks for.
   *
   * @param ask whose answer is the part; with {@link #TOKEN} for its token
   * @param path by which it was asked for
   * @param cookie of the session
   * @param token of the session
   */
  record Wish(Ask ask, String path, String cookie, String token) {
    Part part() {
      return new Part(
          path,
          ask.words().language(),
          ask.who().visitor(),
          ask.door(),
          ask.route().isOfTheSession() ? cookie : "");
    }

    /** Without its secrets. */
    @Override
    public String toString() {
      return "Wish[" + path + "]";
    }
  }

  /**
   * What is the same for several pages.
   *
   * @param cookie of the session that alone sees it; empty for most
   */
  record Part(String path, Language language, Visitor visitor, Ask.Door door, String cookie) {
    @Override
    public String toString() {
      return "Part[" + path + "]";
    }
  }

  /** How often a part is looked at. Used by the looking thread alone. */
  private static final class Pace {
    private String last = "";
    private int unchanged;
    private int waited;

    /** Whether it is to be looked at now. */
    boolean isDue(boolean nudged) {
      if (nudged) {
        unchanged = 0;
      }
      waited++;
      return nudged || waited > Math.min(unchanged, SELDOM - 1);
    }

    void looked(String part) {
      waited = 0;
      unchanged = part.equals(last) ? unchanged + 1 : 0;
      last = part;
    }
  }

  /**
   * Begins a stream.
   *
   * @param first the part as it is now
   */
  void open(Wish wish, String first, PageStream.Line line) {
    PageStream stream = new PageStream(wish, line, this::forget, System::nanoTime);
    line.opened(stream);
    if (enter(stream)) {
      stream.show(first);
    } else {
      stream.end(asking(wish, first), LATER_MILLIS);
    }
  }

  private synchronized boolean enter(PageStream stream) {
    String cookie = stream.wish().cookie();
    long own = open.stream().filter(one -> one.wish().cookie().equals(cookie)).count();
    if (closed || open.size() >= ALL_MAX || own >= SESSION_MAX) {
      return false;
    }
    open.add(stream);
    if (!begun) {
      begun = true;
      Thread.ofVirtual().name("web-streams").start(this::run);
    }
    notifyAll();
    return true;
  }

  private synchronized void forget(PageStream stream) {
    open.remove(stream);
  }

  /** How many pages are open. */
  synchronized int count() {
    return open.size();
  }

  /** Somebody has done something: whoever watches sees at once what came of it. */
  synchronized void nudge() {
    nudged = true;
    notifyAll();
  }

  private void run() {
    try {
      while (await()) {
        look();
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /** Until it is time to look; false when it is over. */
  private synchronized boolean await() throws InterruptedException {
    while (open.isEmpty() && !closed) {
      wait();
    }
    long end = System.nanoTime() + pace.toNanos();
    long left = pace.toNanos();
    while (!nudged && !closed && left > 0) {
      wait(left / 1_000_000, (int) (left % 1_000_000));
      left = end - System.nanoTime();
    }
    return !closed;
  }

  /** Looks at all that is watched, and says what differs. */
  void look() {
    boolean all = takeNudge();
    open().forEach(stream -> stream.keepAlive(silence));
    Map<String, Boolean> here = new HashMap<>();
    for (Map.Entry<Part, List<PageStream>> watched : watched().entrySet()) {
      List<PageStream> staying = new ArrayList<>();
      for (PageStream stream : watched.getValue()) {
        if (here.computeIfAbsent(stream.wish().cookie(), this::isHere)) {
          staying.add(stream);
        } else {
          leave(stream);
        }
      }
      if (!staying.isEmpty() && pace(watched.getKey()).isDue(all)) {
        show(watched.getKey(), staying);
      }
    }
  }

  private synchronized List<PageStream> open() {
    return List.copyOf(open);
  }

  private synchronized boolean takeNudge() {
    boolean was = nudged;
    nudged = false;
    return was;
  }

  private synchronized Map<Part, List<PageStream>> watched() {
    Map<Part, List<PageStream>> watched = new LinkedHashMap<>();
    for (PageStream stream : open) {
      watched.computeIfAbsent(stream.wish().part(), part -> new ArrayList<>()).add(stream);
    }
    paces.keySet().retainAll(watched.keySet());
    return watched;
  }

  private synchronized Pace pace(Part part) {
    return paces.computeIfAbsent(part, fresh -> new Pace());
  }

  private boolean isHere(String cookie) {
    return site.session(cookie, false).isPresent();
  }

  private void show(Part part, List<PageStream> streams) {
    Optional<String> now = made(streams.getFirst().wish());
    if (now.isPresent()) {
      pace(part).looked(now.get());
      streams.forEach(stream -> stream.show(now.get()));
    } else {
      streams.forEach(this::leave);
    }
  }

  /** The part as it is now; empty where there is none any more, and the page has to be left. */
  private Optional<String> made(Wish wish) {
    try {
      Answer answer = site.serve(wish.ask());
      return answer.isPart() ? Optional.of(answer.body()) : Optional.empty();
    } catch (RuntimeException bug) {
      log.error("part failed path={}", wish.path(), bug);
      return Optional.empty();
    }
  }

  private void leave(PageStream stream) {
    stream.end(asking(stream.wish(), stream.shown()), SOON_MILLIS);
  }

  private String asking(Wish wish, String part) {
    return site.asking(wish.ask().words(), wish.path(), part);
  }

  @Override
  public void close() {
    List<PageStream> all;
    synchronized (this) {
      closed = true;
      all = List.copyOf(open);
      notifyAll();
    }
    all.forEach(PageStream::end);
  }
}
