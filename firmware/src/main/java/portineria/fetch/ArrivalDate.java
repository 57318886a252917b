package portineria.fetch;

import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import portineria.message.Header;
import portineria.message.MessageDates;
import portineria.message.Octets;

/** INTERNALDATE of a fetched message: when the upstream server got it, RFC 9051 §2.3.3. */
final class ArrivalDate {
  private ArrivalDate() {}

  /** The time of the topmost Received line, else of Date, else {@code now}. */
  static Instant of(Octets message, Instant now) {
    try {
      return MessageDates.arrival(Header.read(message)).map(OffsetDateTime::toInstant).orElse(now);
    } catch (IOException | RuntimeException | StackOverflowError e) {
      // A header that can't be read must not keep its message out, and not come again as a crash.
      return now;
    }
  }
}
