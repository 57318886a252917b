package portineria.imap;

import java.io.EOFException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import portineria.net.Connection;

/** Says its lines and counts what it is told, of which it keeps only the end. */
final class ScriptedConnection implements Connection {
  private static final int KEPT = 1000;

  private final Deque<String> lines;
  private final StringBuilder heard = new StringBuilder();
  private long octets;

  ScriptedConnection(List<String> lines) {
    this.lines = new ArrayDeque<>(lines);
  }

  /** How many octets were written. */
  long octets() {
    return octets;
  }

  /** The last of them. */
  String heard() {
    return heard.toString();
  }

  @Override
  public String id() {
    return "script";
  }

  @Override
  public InetAddress remoteAddress() {
    return InetAddress.getLoopbackAddress();
  }

  @Override
  public boolean isSecure() {
    return false;
  }

  @Override
  public boolean isLocal() {
    return true;
  }

  @Override
  public void startTls() {}

  @Override
  public byte[] readLine(int octetsMax) throws EOFException {
    if (lines.isEmpty()) {
      throw new EOFException();
    }
    return lines.poll().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    return -1;
  }

  @Override
  public boolean inputWaiting() {
    return !lines.isEmpty();
  }

  @Override
  public Wait await(Duration longest) {
    return Wait.END;
  }

  @Override
  public void wake() {}

  @Override
  public void timeout(Duration longest) {}

  @Override
  public void write(byte[] source, int offset, int length) {
    octets += length;
    heard.append(new String(source, offset, length, StandardCharsets.ISO_8859_1));
    heard.delete(0, Math.max(0, heard.length() - KEPT));
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
