package portineria.pop3;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import portineria.net.Connection;

/** Writes responses: RFC 1939 §3. Used by the session's thread alone. */
public final class Answers {
  /** Octets of a first line with its CRLF: RFC 2449 §4. */
  private static final int LINE_OCTETS_MAX = 512;

  /** UTF-8 needs at most three octets for a char. */
  private static final int TEXT_CHARS_MAX = (LINE_OCTETS_MAX - "-ERR \r\n".length()) / 3;

  private static final byte[] CRLF = {'\r', '\n'};

  private final Connection connection;
  private boolean utf8;
  private boolean inside;

  Answers(Connection connection) {
    this.connection = connection;
  }

  /** Whether texts may hold more than US-ASCII from now on: RFC 6856 §2. */
  void utf8(boolean on) {
    utf8 = on;
  }

  public void ok(String text) throws IOException {
    first("+OK", text);
  }

  void err(String text) throws IOException {
    first("-ERR", text);
  }

  /** A question of SASL: RFC 5034 §4. */
  void challenge(String base64) throws IOException {
    first("+", base64);
  }

  private void first(String status, String text) throws IOException {
    assert !inside : "an answer within an answer";
    octets(status + ' ' + speakable(text));
  }

  /** Texts come from other rooms: made one line of what the client can read. */
  private String speakable(String text) {
    StringBuilder line = new StringBuilder();
    text.chars()
        .limit(TEXT_CHARS_MAX)
        .forEach(c -> line.append(c >= ' ' && c != 0x7F && (utf8 || c < 0x7F) ? (char) c : '?'));
    return line.toString();
  }

  /** The first line of a multi-line response, which {@link #end} ends. */
  public void begin(String text) throws IOException {
    ok(text);
    inside = true;
  }

  /** A line within a multi-line response; it is ASCII and does not begin with a dot. */
  public void line(String text) throws IOException {
    assert inside && !text.startsWith(".");
    octets(text);
  }

  public void end() throws IOException {
    inside = false;
    octets(".");
  }

  /** Whether a multi-line response was begun and not ended. */
  boolean isInside() {
    return inside;
  }

  private void octets(String line) throws IOException {
    connection.write(line.getBytes(StandardCharsets.UTF_8));
    connection.write(CRLF);
  }
}
