package portineria;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.SocketFactory;

/** Sends lines and reads lines, each octet a char. */
final class LineClient implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 60_000;

  private final Socket socket;
  private final InputStream in;

  LineClient(int port, SocketFactory factory) throws IOException {
    socket = factory.createSocket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    in = new BufferedInputStream(socket.getInputStream());
  }

  LineClient(int port) throws IOException {
    this(port, SocketFactory.getDefault());
  }

  String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int octet = in.read(); octet != '\n'; octet = in.read()) {
      if (octet < 0) {
        throw new EOFException("after: " + line);
      }
      line.write(octet);
    }
    return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
  }

  /** The lines up to and with the first that begins with {@code end}. */
  String ask(String line, String end) throws IOException {
    socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    StringBuilder answer = new StringBuilder();
    String next;
    do {
      next = line();
      answer.append(next).append('\n');
    } while (!next.startsWith(end));
    return answer.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
