package portineria.vault.transfer;

import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import portineria.store.Digest;
import portineria.store.Flag;
import portineria.store.MailboxName;

/**
 * A row of {@code messages.csv}: all that a file can't say of a message.
 *
 * @param octets the size of the message, not of the file
 * @param file relative to the export's folder, {@code /} between its levels
 * @param position where in the file it begins; 0 where it has the file for itself
 */
record MessageRow(
    MailboxName mailbox,
    long uid,
    List<Flag> flags,
    Instant internalDate,
    long octets,
    Digest digest,
    String file,
    long position,
    LineEnds lineEnds) {
  static final String HEADING =
      "mailbox,uid,flags,internaldate,octets,sha256,file,position,line_ends\r\n";
  private static final int CELLS = 9;

  MessageRow {
    flags = List.copyOf(flags);
  }

  String csv() {
    return Csv.row(
        List.of(
            mailbox.value(),
            Long.toString(uid),
            flags.stream().map(Flag::name).collect(Collectors.joining(" ")),
            internalDate.toString(),
            Long.toString(octets),
            digest.hex(),
            file,
            Long.toString(position),
            lineEnds.text()));
  }

  static MessageRow parse(List<String> cells) throws IOException {
    if (cells.size() < CELLS) {
      throw new IOException("a row of messages.csv has " + cells.size() + " cells, not " + CELLS);
    }
    try {
      return new MessageRow(
          new MailboxName(cells.get(0)),
          Long.parseLong(cells.get(1)),
          Arrays.stream(cells.get(2).split(" "))
              .filter(name -> !name.isEmpty())
              .map(Flag::new)
              .toList(),
          Instant.parse(cells.get(3)),
          Long.parseLong(cells.get(4)),
          Digest.parse(cells.get(5)),
          cells.get(6),
          Long.parseLong(cells.get(7)),
          LineEnds.parse(cells.get(8)).orElseThrow(IllegalArgumentException::new));
    } catch (IllegalArgumentException | DateTimeParseException e) {
      throw new IOException("a row of messages.csv can't be read: " + cells, e);
    }
  }
}
