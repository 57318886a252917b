package portineria.vault.transfer;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * {@code metadata.xml}: what each message says of itself. A document of a few elements, which the
 * package's own README lists.
 */
final class ConservationXml implements Closeable {
  static final String NAMESPACE = "urn:portineria:conservation:1";

  private final Path file;
  private final BufferedWriter out;

  ConservationXml(Path file, String account, Instant now) throws IOException {
    this.file = file;
    this.out = Files.newBufferedWriter(WholeFile.partial(file));
    out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.write("<package xmlns=\"" + NAMESPACE + "\">\n");
    element("  ", "account", account);
    element("  ", "created", now.toString());
    element("  ", "software", "Portineria");
  }

  void add(MessageRow row, Described described) throws IOException {
    out.write("  <message>\n");
    element("    ", "file", row.file());
    element("    ", "format", "message/rfc822");
    element("    ", "sha256", row.digest().hex());
    element("    ", "octets", Long.toString(row.octets()));
    element("    ", "mailbox", row.mailbox().value());
    element("    ", "uid", Long.toString(row.uid()));
    element("    ", "received", row.internalDate().toString());
    element("    ", "message-id", described.messageId());
    element("    ", "date", described.date());
    element("    ", "from", described.from());
    element("    ", "to", described.to());
    element("    ", "cc", described.cc());
    element("    ", "subject", described.subject());
    element("    ", "pec", described.pec());
    for (String attachment : described.attachments()) {
      element("    ", "attachment", attachment);
    }
    out.write("  </message>\n");
  }

  /** What is empty is left out. */
  private void element(String indent, String name, String value) throws IOException {
    if (!value.isEmpty()) {
      out.write(indent + "<" + name + ">" + escaped(value) + "</" + name + ">\n");
    }
  }

  /** XML knows no other way to write a control character than not to write it. */
  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                default -> escaped.appendCodePoint(isAllowed(c) ? c : 0xFFFD);
              }
            });
    return escaped.toString();
  }

  private static boolean isAllowed(int c) {
    return c == '\t'
        || c == '\n'
        || (c >= 0x20 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || c >= 0x10000;
  }

  void finish() throws IOException {
    out.write("</package>\n");
    out.close();
    WholeFile.finish(file);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
