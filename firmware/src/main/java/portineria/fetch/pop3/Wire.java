package portineria.fetch.pop3;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;

/** The line to the server: octets and lines over a socket, in clear or under TLS. */
final class Wire {
  /** A TLS record. */
  private static final int BUFFER_OCTETS = 16 * 1024;

  private final int lineOctetsMax;
  private final byte[] buffer = new byte[BUFFER_OCTETS];
  private volatile Socket plain = new Socket();
  private volatile boolean dropped;
  private Socket socket = plain;
  private InputStream in = InputStream.nullInputStream();
  private OutputStream out = OutputStream.nullOutputStream();
  private int start;
  private int end;
  private boolean lineFeedOnly;

  Wire(int lineOctetsMax) {
    this.lineOctetsMax = lineOctetsMax;
  }

  /** May be called again after a failure. */
  void connect(InetSocketAddress address, Duration limit) throws IOException {
    plain = new Socket();
    socket = plain;
    if (dropped) {
      throw new SocketException("closed here");
    }
    plain.connect(address, Math.toIntExact(limit.toMillis()));
    plain.setTcpNoDelay(true);
    plain.setKeepAlive(true);
    in = plain.getInputStream();
    out = plain.getOutputStream();
  }

  /**
   * From now on under TLS. What had been received by then was not protected, and the server had
   * nothing to say: RFC 2595 §4.
   *
   * @param host the name that the certificate must be for
   */
  void secure(Trust trust, String host) throws IOException {
    if (start < end) {
      throw new SSLException("the server went on talking before it");
    }
    SSLSocket tls = (SSLSocket) trust.sockets().createSocket(plain, host, plain.getPort(), true);
    SSLParameters parameters = tls.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    tls.setSSLParameters(parameters);
    tls.startHandshake();
    socket = tls;
    in = tls.getInputStream();
    out = tls.getOutputStream();
  }

  /** The server's certificate, once the line is under TLS. */
  Optional<X509Certificate> certificate() {
    if (!(socket instanceof SSLSocket tls)) {
      return Optional.empty();
    }
    try {
      return tls.getSession().getPeerCertificates()[0] instanceof X509Certificate certificate
          ? Optional.of(certificate)
          : Optional.empty();
    } catch (SSLPeerUnverifiedException e) {
      return Optional.empty();
    }
  }

  /** For every read from now on. */
  void timeout(Duration limit) throws IOException {
    plain.setSoTimeout(Math.toIntExact(limit.toMillis()));
    socket.setSoTimeout(Math.toIntExact(limit.toMillis()));
  }

  /** Sends commands, their CRLF included, at once. */
  void send(String commands) throws IOException {
    out.write(commands.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** A line without its end; its octets as characters. */
  String line() throws IOException {
    StringBuilder line = new StringBuilder();
    while (true) {
      fill();
      int at = start;
      while (at < end && buffer[at] != '\n') {
        at++;
      }
      line.append(new String(buffer, start, at - start, StandardCharsets.ISO_8859_1));
      if (line.length() > lineOctetsMax) {
        throw new LineTooLong();
      }
      boolean whole = at < end;
      start = whole ? at + 1 : at;
      if (whole) {
        return withoutCarriageReturn(line);
      }
    }
  }

  private String withoutCarriageReturn(StringBuilder line) {
    int length = line.length();
    lineFeedOnly = length == 0 || line.charAt(length - 1) != '\r';
    return lineFeedOnly ? line.toString() : line.substring(0, length - 1);
  }

  /** Whether the last line ended with a bare LF. */
  boolean lineFeedOnly() {
    return lineFeedOnly;
  }

  /**
   * Gives what has come to {@code unstuffer}; waits if nothing has.
   *
   * @param target for what it makes of it
   * @return octets in {@code target}; 0 is possible
   */
  int feed(Unstuffer unstuffer, byte[] target) throws IOException {
    fill();
    int length = Math.min(end - start, target.length - 2);
    start += unstuffer.feed(buffer, start, start + length, target);
    return unstuffer.produced();
  }

  private void fill() throws IOException {
    if (start < end) {
      return;
    }
    int count = in.read(buffer, 0, buffer.length);
    if (count < 0) {
      throw new EOFException();
    }
    start = 0;
    end = count;
  }

  /**
   * Drops the line, from any thread. The plain socket, because closing TLS may wait for a writer.
   */
  void drop() {
    dropped = true;
    try {
      plain.close();
    } catch (IOException e) {
      // The line is gone either way.
      assert plain.isClosed();
    }
  }

  /** A line that has no end in sight. */
  static final class LineTooLong extends IOException {
    private static final long serialVersionUID = 1L;
  }
}
