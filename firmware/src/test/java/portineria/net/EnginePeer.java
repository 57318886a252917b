package portineria.net;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;

/**
 * A TLS client that decides which records go into one packet: it sends nothing until it must read
 * or is told to, and it sees whether the server's end was announced.
 */
public final class EnginePeer implements AutoCloseable {
  private final Socket socket;
  private final SSLEngine engine;
  private final ByteArrayOutputStream packet = new ByteArrayOutputStream();
  private final ByteBuffer received = ByteBuffer.allocate(64 * 1024).flip();
  private final ByteArrayOutputStream read = new ByteArrayOutputStream();
  private boolean announced;

  public EnginePeer(Socket socket, SSLContext context, String protocol) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(20_000);
    engine = context.createSSLEngine("localhost", 0);
    engine.setUseClientMode(true);
    engine.setEnabledProtocols(new String[] {protocol});
    engine.beginHandshake();
  }

  /** Up to the client's last message, which stays in the packet. */
  public EnginePeer handshake() throws IOException {
    while (true) {
      HandshakeStatus next = engine.getHandshakeStatus();
      switch (next) {
        case NEED_WRAP -> wrap(ByteBuffer.allocate(0));
        case NEED_TASK -> engine.getDelegatedTask().run();
        case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> receive();
        case FINISHED, NOT_HANDSHAKING -> {
          return this;
        }
      }
    }
  }

  /** Adds a record to the packet. */
  public EnginePeer write(String octets) throws IOException {
    wrap(ByteBuffer.wrap(octets.getBytes(StandardCharsets.ISO_8859_1)));
    return this;
  }

  public EnginePeer send() throws IOException {
    socket.getOutputStream().write(packet.toByteArray());
    packet.reset();
    return this;
  }

  /** All there is until the end; the packet is sent first. */
  public String rest() throws IOException {
    send();
    try {
      while (!announced) {
        receive();
      }
    } catch (EOFException unannounced) {
      return read.toString(StandardCharsets.ISO_8859_1);
    }
    return read.toString(StandardCharsets.ISO_8859_1);
  }

  /** What came, as soon as it is at least {@code octets}. */
  public String atLeast(int octets) throws IOException {
    send();
    while (read.size() < octets) {
      receive();
    }
    return read.toString(StandardCharsets.ISO_8859_1);
  }

  /** Whether the server said that this is the end: RFC 8446 §6.1. */
  public boolean endWasAnnounced() {
    return announced;
  }

  private void wrap(ByteBuffer source) throws IOException {
    ByteBuffer record = ByteBuffer.allocate(32 * 1024);
    SSLEngineResult result = engine.wrap(source, record);
    if (result.getStatus() != Status.OK) {
      throw new IOException("wrap: " + result);
    }
    packet.write(record.array(), 0, record.position());
  }

  private void receive() throws IOException {
    ByteBuffer clear = ByteBuffer.allocate(32 * 1024);
    SSLEngineResult result = engine.unwrap(received, clear);
    read.write(clear.array(), 0, clear.position());
    if (result.getStatus() == Status.CLOSED) {
      announced = true;
    } else if (result.getStatus() == Status.BUFFER_UNDERFLOW) {
      send();
      received.compact();
      int count =
          socket.getInputStream().read(received.array(), received.position(), received.remaining());
      if (count < 0) {
        throw new EOFException("the server left after \"" + read + "\"");
      }
      received.position(received.position() + count).flip();
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
