package portineria.vault.transfer;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import portineria.message.Header;
import portineria.message.Octets;

/**
 * An mbox of Thunderbird or any other program. A message is what stands between two {@code From }
 * lines, without the empty line that ends it; one {@code >} of a quoted {@code From } line is taken
 * away, as Thunderbird does since version 115; a line that ends with LF ends with CRLF from then
 * on, as it did when it was received. See {@link KeptStatus} for the fields that are left out.
 *
 * @param where its name for a person
 */
record MboxFile(Path file, String where, String mailbox) {
  private static final byte[] MAGIC = "From ".getBytes(StandardCharsets.US_ASCII);

  /** The first message in a file of c-client, which is none. */
  private static final String INTERNAL = "FOLDER INTERNAL DATA";

  static boolean is(byte[] begin) {
    return begin.length >= MAGIC.length
        && new String(begin, 0, MAGIC.length, StandardCharsets.ISO_8859_1).equals("From ");
  }

  void each(MailSource.Finder finder) throws IOException, Stopped {
    try (FileChannel channel = FileChannel.open(file)) {
      MboxScanner scanner = new MboxScanner(channel);
      Instant fileTime = Files.getLastModifiedTime(file).toInstant();
      int number = 0;
      for (Optional<MboxScanner.Found> found = scanner.next();
          found.isPresent();
          found = scanner.next()) {
        number++;
        letter(channel, found.get(), number, fileTime, finder);
      }
    }
  }

  private void letter(
      FileChannel channel,
      MboxScanner.Found found,
      int number,
      Instant fileTime,
      MailSource.Finder finder)
      throws IOException, Stopped {
    long size = found.end() - found.start();
    Octets octets = new FileOctets(channel, found.start(), size);
    Header header = Header.read(octets);
    KeptStatus status = KeptStatus.mbox(header);
    if (status.gone() || header.first("Subject").orElse("").contains(INTERNAL)) {
      return;
    }
    Instant date =
        ForeignDate.of(header, ForeignDate.ofSeparator(found.separator()).orElse(fileTime));
    finder.letter(
        new Letter(
            where + ", message " + number,
            mailbox,
            status.flagsOrSeen(),
            date,
            size,
            Optional.empty(),
            content(file, found, status.fields())));
  }

  private static Letter.Content content(Path file, MboxScanner.Found found, Set<String> fields) {
    return () ->
        new StagedStream(
            FileOctets.open(file, found.start(), found.end() - found.start()),
            next -> MboxQuoting.unquote(new FieldDropping(LineEnding.toCrlf(next), fields)));
  }
}
