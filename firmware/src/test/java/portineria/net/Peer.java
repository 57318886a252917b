package portineria.net;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** The client's end of a connection in a test: a plain blocking socket with a generous timeout. */
public final class Peer implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 20_000;

  private final Socket socket;
  private final InputStream in;

  private Peer(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream(), 65_536);
  }

  public static Peer of(Door door) throws IOException {
    return new Peer(new Socket(door.address().getAddress(), door.port()));
  }

  /** All of 127.0.0.0/8 is this machine: so a test has clients with different addresses. */
  public static Peer from(String localAddress, Door door) throws IOException {
    return new Peer(
        new Socket(
            door.address().getAddress(), door.port(), InetAddress.ofLiteral(localAddress), 0));
  }

  /** With a kernel's receive buffer of about {@code octets}, to be a slow reader soon. */
  public static Peer narrow(Door door, int octets) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(octets);
    socket.connect(new InetSocketAddress(door.address().getAddress(), door.port()));
    return new Peer(socket);
  }

  /** The same connection under TLS. */
  public Peer secured(SSLContext context, String... protocols) throws IOException {
    SSLSocket over =
        (SSLSocket) context.getSocketFactory().createSocket(socket, "localhost", 0, true);
    SSLParameters parameters = over.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    if (protocols.length > 0) {
      parameters.setProtocols(protocols);
    }
    over.setSSLParameters(parameters);
    over.setSoTimeout(PATIENCE_MILLIS);
    over.startHandshake();
    return new Peer(over);
  }

  public Socket socket() {
    return socket;
  }

  public Peer send(String octets) throws IOException {
    return send(octets.getBytes(StandardCharsets.ISO_8859_1));
  }

  public Peer send(byte[] octets) throws IOException {
    socket.getOutputStream().write(octets);
    socket.getOutputStream().flush();
    return this;
  }

  /** The next line without its CRLF. */
  public String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int octet = in.read(); octet != '\n'; octet = in.read()) {
      if (octet < 0) {
        throw new EOFException("the server left after \"" + line + "\"");
      }
      line.append((char) octet);
    }
    assert line.charAt(line.length() - 1) == '\r' : "a bare LF";
    line.setLength(line.length() - 1);
    return line.toString();
  }

  /** All that comes until the end. */
  public String rest() throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  public byte[] exactly(int octets) throws IOException {
    return in.readNBytes(octets);
  }

  public Peer endOutput() throws IOException {
    socket.shutdownOutput();
    return this;
  }

  /** Vanishes with a reset. */
  public void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
