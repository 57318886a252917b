package portineria.vault;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import portineria.message.Octets;
import portineria.store.View;

/**
 * One file: each message behind a line {@code From MAILER-DAEMON <time>}, a line that looks like
 * one quoted with {@code >}, CRLF as LF, an empty line after each: RFC 4155, in the variant
 * "mboxrd", which can be undone.
 */
final class MboxFile implements MailboxFiles {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss uuuu", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static final byte[] FROM = "From ".getBytes(StandardCharsets.US_ASCII);

  private final OutputStream out;

  MboxFile(Path folder) throws IOException {
    Path parent = folder.toAbsolutePath().getParent();
    Files.createDirectories(parent);
    Path file = parent.resolve(folder.getFileName() + ".mbox");
    out = new BufferedOutputStream(Files.newOutputStream(file), 64 * 1024);
  }

  @Override
  public void add(View view, int index, Octets message) throws IOException {
    String time = TIME.format(Instant.ofEpochSecond(view.internalDate(index)));
    out.write(("From MAILER-DAEMON " + time + "\n").getBytes(StandardCharsets.US_ASCII));
    Quoting quoting = new Quoting();
    try (InputStream in = new BufferedInputStream(message.stream(), 64 * 1024)) {
      for (int octet = in.read(); octet >= 0; octet = in.read()) {
        quoting.take(octet);
      }
    }
    quoting.end();
    out.write('\n');
  }

  /** One message on its way into the file. */
  private final class Quoting {
    private boolean lineBegins = true;
    private int signs;
    private int matched;
    private boolean carriageReturn;

    void take(int octet) throws IOException {
      if (lineBegins) {
        if (matched == 0 && octet == '>') {
          signs++;
          return;
        }
        if (octet == FROM[matched]) {
          matched++;
          if (matched == FROM.length) {
            signs++;
            begin();
          }
          return;
        }
        begin();
      }
      inLine(octet);
    }

    /** It is clear now how the line begins: writes what was held back. */
    private void begin() throws IOException {
      for (; signs > 0; signs--) {
        out.write('>');
      }
      out.write(FROM, 0, matched);
      matched = 0;
      lineBegins = false;
    }

    private void inLine(int octet) throws IOException {
      if (carriageReturn && octet != '\n') {
        out.write('\r');
      }
      carriageReturn = octet == '\r';
      if (!carriageReturn) {
        out.write(octet);
      }
      lineBegins = octet == '\n';
    }

    /** A message's last line may lack its end. */
    void end() throws IOException {
      boolean inLine = !lineBegins || signs > 0 || matched > 0;
      begin();
      if (carriageReturn) {
        out.write('\r');
      }
      if (inLine) {
        out.write('\n');
      }
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
