package portineria.vault.transfer;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import portineria.message.Header;
import portineria.message.MessageDates;
import portineria.message.MessageStructure;
import portineria.message.Octets;
import portineria.message.Part;

/**
 * What a message says of itself, as text; empty where it says nothing.
 *
 * @param pec what kind of Italian certified mail it is: of a transport envelope or a receipt
 * @param attachments the names of files in it
 */
public record Described(
    String messageId,
    String date,
    String from,
    String to,
    String cc,
    String subject,
    String pec,
    List<String> attachments) {
  private static final int ATTACHMENTS_MAX = 1000;

  /** The names of the columns, in the order of {@link #cells}. */
  public static final List<String> COLUMNS =
      List.of("message_id", "date", "from", "to", "cc", "subject", "pec", "attachments");

  public Described {
    attachments = List.copyOf(attachments);
  }

  static Described of(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      return of(new FileOctets(channel, 0, channel.size()));
    }
  }

  /** Of a message of the store. */
  public static Described of(Octets octets) throws IOException {
    Header header = Header.read(octets);
    return new Described(
        text(header, "Message-ID"),
        header
            .first("Date")
            .flatMap(MessageDates::parse)
            .map(DateTimeFormatter.ISO_OFFSET_DATE_TIME::format)
            .orElse(""),
        text(header, "From"),
        text(header, "To"),
        text(header, "Cc"),
        text(header, "Subject"),
        text(header, "X-Trasporto") + text(header, "X-Ricevuta"),
        attachments(octets));
  }

  private static String text(Header header, String field) {
    return String.join(", ", header.decoded(field));
  }

  private static List<String> attachments(Octets octets) throws IOException {
    List<String> names = new ArrayList<>();
    MessageStructure.read(octets)
        .part()
        .walk()
        .map(Part::fileName)
        .flatMap(Optional::stream)
        .limit(ATTACHMENTS_MAX)
        .forEach(names::add);
    return names;
  }

  /** For a table: one cell each. */
  public List<String> cells() {
    return List.of(messageId, date, from, to, cc, subject, pec, String.join("; ", attachments));
  }
}
