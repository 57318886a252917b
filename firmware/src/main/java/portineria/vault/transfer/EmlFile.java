package portineria.vault.transfer;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import portineria.message.Header;

/**
 * A file that is one message, of any program. A line that ends with LF ends with CRLF from then on;
 * else the octets are kept. See {@link KeptStatus} for the fields that are left out.
 *
 * @param where its name for a person
 */
record EmlFile(Path file, String where, String mailbox, Origin origin) {
  /** Who wrote it. */
  enum Origin {
    /** Anybody. */
    OTHERS,
    /** readpst, out of Outlook's file. */
    READPST
  }

  private static final Pattern FIELD = Pattern.compile("(?s)[!-9;-~]{1,200}[ \t]*:.*");

  /** Other files have lines with a colon, too: a message has one of these. */
  private static final Pattern MAILS_OWN =
      Pattern.compile(
          "(?im)^(From|Sender|Reply-To|To|Cc|Bcc|Date|Subject|Message-ID|MIME-Version|Content-Type"
              + "|Received(-SPF)?|Return-Path|Delivered-To|DKIM-Signature|Authentication-Results"
              + "|(ARC|List|X)-[a-z-]+)[ \t]*:");

  /** Whether a file begins as a message does. */
  static boolean is(byte[] begin) {
    String text = new String(begin, StandardCharsets.ISO_8859_1);
    return FIELD.matcher(text).matches() && MAILS_OWN.matcher(text).find();
  }

  Letter letter() throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      long size = channel.size();
      Header header = Header.read(new FileOctets(channel, 0, size));
      KeptStatus status =
          origin == Origin.READPST ? KeptStatus.readpst(header) : KeptStatus.thunderbird(header);
      Instant fileTime = Files.getLastModifiedTime(file).toInstant();
      return new Letter(
          where,
          mailbox,
          status.flagsOrSeen(),
          ForeignDate.of(header, fileTime),
          size,
          Optional.empty(),
          () -> new StagedStream(Files.newInputStream(file), next -> stages(status, next)));
    }
  }

  private Stage stages(KeptStatus status, Stage last) {
    Stage crlf = new FieldDropping(LineEnding.toCrlf(last), status.fields());
    return origin == Origin.READPST ? new ReadpstNumbers(crlf) : crlf;
  }
}
