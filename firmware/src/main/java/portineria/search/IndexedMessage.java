package portineria.search;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portineria.message.Octets;
import portineria.store.Arrivals.Arrival;

/**
 * What the index keeps of a message.
 *
 * @param came when the message came, as far as it tells
 * @param presence how much of what a search looks through is in the two texts
 */
record IndexedMessage(Arrival arrival, Instant came, String head, String body, Presence presence) {
  private static final Logger LOG = LoggerFactory.getLogger(IndexedMessage.class);

  private static final int CHUNK = 8192;

  /** How much of a message is there. */
  enum Presence {
    WHOLE,
    /** The body is too long. */
    CUT,
    /** The message can't be read. */
    NONE
  }

  /** Reads a message. One that can't be read is kept as such: whoever searches tries again. */
  static IndexedMessage read(Arrival arrival, Supplier<Octets> octets, int textChars) {
    try {
      return read(arrival, new MessageText(octets.get()), textChars);
    } catch (IOException | UncheckedIOException unreadable) {
      long number = arrival.message().value();
      LOG.warn("search unread message={} cause=\"{}\"", number, unreadable.getMessage());
      return unread(arrival);
    } catch (RuntimeException | StackOverflowError | AssertionError bug) {
      LOG.error("search unread message={}", arrival.message().value(), bug);
      return unread(arrival);
    }
  }

  /** One of which nothing is known but that it is there. */
  static IndexedMessage unread(Arrival arrival) {
    return new IndexedMessage(arrival, arrival.received(), "", "", Presence.NONE);
  }

  private static IndexedMessage read(Arrival arrival, MessageText message, int textChars)
      throws IOException {
    StringBuilder body = new StringBuilder();
    Presence presence = Presence.WHOLE;
    char[] chunk = new char[CHUNK];
    try (Reader text = message.body()) {
      int count = text.read(chunk);
      while (count >= 0 && presence == Presence.WHOLE) {
        int taken = Math.min(count, textChars - body.length());
        body.append(chunk, 0, taken);
        presence = taken < count ? Presence.CUT : Presence.WHOLE;
        count = text.read(chunk);
      }
    }
    int last = body.length() - 1;
    if (presence == Presence.CUT && last >= 0 && Character.isHighSurrogate(body.charAt(last))) {
      body.setLength(last); // half a character: UTF-8 can't say it
    }
    Instant came = message.came().orElse(arrival.received());
    return new IndexedMessage(arrival, came, message.head(), body.toString(), presence);
  }

  long chars() {
    return (long) head.length() + body.length();
  }
}
