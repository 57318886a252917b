package portineria.vault;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import portineria.store.MailboxName;

/**
 * One file for a mailbox in the form "mboxrd": a line {@code From …} before each message, and a
 * {@code >} before every line of a message that begins with any number of {@code >} and {@code From
 * }, so that it can be undone without doubt. Line ends become LF; RFC 4155 §2 describes the family.
 */
final class MboxWriter implements MailboxWriter {
  private static final DateTimeFormatter ASCTIME =
      DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final byte[] FROM = "From ".getBytes(StandardCharsets.US_ASCII);

  private final Path file;
  private final Path partial;
  private final OutputStream out;

  private MboxWriter(Path file, Path partial, OutputStream out) {
    this.file = file;
    this.partial = partial;
    this.out = out;
  }

  static MboxWriter open(Path folder, MailboxName mailbox) throws IOException {
    Path place = FileNames.path(folder, mailbox);
    Path parent = place.getParent();
    Files.createDirectories(parent == null ? folder : parent);
    Path file = place.resolveSibling(place.getFileName() + ".mbox");
    Path partial = place.resolveSibling(place.getFileName() + ".mbox.part");
    return new MboxWriter(
        file, partial, new BufferedOutputStream(Files.newOutputStream(partial), 64 * 1024));
  }

  @Override
  public Path write(ExportedMessage message) throws IOException {
    String separator = "From MAILER-DAEMON " + ASCTIME.format(message.internalDate()) + "\n";
    out.write(separator.getBytes(StandardCharsets.US_ASCII));
    try (InputStream in = message.octets().stream()) {
      quote(in);
    }
    out.write('\n');
    return file;
  }

  /**
   * Copies a message; {@code matched} counts how much of {@code From } stands at the line's begin.
   */
  private void quote(InputStream in) throws IOException {
    Line line = new Line();
    byte[] buffer = new byte[64 * 1024];
    for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
      for (int i = 0; i < n; i++) {
        line.add(buffer[i]);
      }
    }
    line.end();
  }

  /** One line on its way: what may still turn out to be {@code >>From } or CRLF is held back. */
  private final class Line {
    private int arrows;
    private int matched;
    private boolean atStart = true;
    private boolean heldCr;
    private boolean lineOpen;

    void add(byte octet) throws IOException {
      if (heldCr && octet != '\n') {
        heldCr = false;
        plain((byte) '\r');
      }
      if (octet == '\n') {
        heldCr = false;
        release();
        out.write('\n');
        atStart = true;
        lineOpen = false;
      } else if (octet == '\r') {
        heldCr = true;
      } else {
        plain(octet);
      }
    }

    private void plain(byte octet) throws IOException {
      lineOpen = true;
      if (!atStart) {
        out.write(octet);
      } else if (octet == '>' && matched == 0) {
        arrows++;
      } else if (octet == FROM[matched]) {
        matched++;
        if (matched == FROM.length) {
          arrows++;
          release();
        }
      } else {
        release();
        out.write(octet);
      }
    }

    private void release() throws IOException {
      for (; arrows > 0; arrows--) {
        out.write('>');
      }
      out.write(FROM, 0, matched);
      matched = 0;
      atStart = false;
    }

    void end() throws IOException {
      if (heldCr) {
        plain((byte) '\r');
      }
      release();
      if (lineOpen) {
        out.write('\n');
      }
    }
  }

  @Override
  public void finish() throws IOException {
    out.close();
    Files.deleteIfExists(file);
    ExportedMessage.moveTo(partial, file);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
