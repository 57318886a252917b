package portineria.vault.transfer;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import portineria.message.Header;
import portineria.message.MessageDates;

/** INTERNALDATE of a message of which nobody has noted it: RFC 9051 §2.3.3. */
final class ForeignDate {
  private ForeignDate() {}

  /** The time of the topmost Received line, else of Date, else what the file says. */
  static Instant of(Header header, Instant file) {
    return MessageDates.arrival(header).map(OffsetDateTime::toInstant).orElse(file);
  }

  /** The time in the line that begins a message in an mbox; it has no zone. */
  static Optional<Instant> ofSeparator(String line) {
    String[] words = line.split(" ", 3);
    return words.length < 3
        ? Optional.empty()
        : MessageDates.parse(words[2]).map(OffsetDateTime::toInstant);
  }
}
