package portineria.net.mina;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLHandshakeException;
import org.apache.mina.core.session.IoSession;
import portineria.net.Connection;
import portineria.net.IdleTimeout;
import portineria.net.Limits;
import portineria.net.LineTooLong;
import portineria.net.tls.ServerTls;

/**
 * A MINA session as a blocking connection.
 *
 * <p>The I/O thread comes in by the methods below "callbacks"; they put octets or set a flag, and
 * ring. All else belongs to the session's thread, but for {@link #wake} and {@link #close}, which
 * set a flag and ring too.
 */
final class MinaConnection implements Connection {
  private final String id;
  private final IoSession socket;
  private final InetAddress remoteAddress;
  private final Limits limits;
  private final ServerTls tls;
  private final Line line = new Line();
  private final Inbox inbox;
  private final Intake intake = new Intake();
  private final Outbox outbox;
  private Duration timeout;
  private volatile boolean woken;
  private volatile boolean secure;

  MinaConnection(
      String id, IoSession socket, InetAddress remoteAddress, Limits limits, ServerTls tls) {
    this.id = id;
    this.socket = socket;
    this.remoteAddress = remoteAddress;
    this.limits = limits;
    this.tls = tls;
    // One half is in the inbox, one half in the intake.
    inbox = new Inbox(socket, limits.inboxOctets() / 2);
    outbox = new Outbox(socket, line, limits);
    timeout = limits.idleBeforeLogin();
  }

  // ---- callbacks

  void received(ByteBuffer octets) {
    inbox.put(octets);
    line.ring();
  }

  void inputClosed() {
    inbox.end();
    line.ring();
  }

  /** From here on octets are the client's own, under TLS. */
  void secured() {
    inbox.listen();
    secure = true;
    line.ring();
  }

  /** Something has left: the end of a connection waits for the last of it. */
  void sent() {
    if (line.isClosed()) {
      line.ring();
    }
  }

  void broke(IOException reason) {
    line.broke(reason);
  }

  boolean isGone() {
    return line.isGone();
  }

  // ---- the session's thread

  void begin() {
    line.hear();
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public InetAddress remoteAddress() {
    return remoteAddress;
  }

  @Override
  public boolean isSecure() {
    return secure;
  }

  @Override
  public boolean isLocal() {
    return remoteAddress.isLoopbackAddress();
  }

  /**
   * The order matters. The I/O thread also does the writing, so once it has written the answer to
   * STARTTLS it has done its last read in the clear, and it reads again only when the filter is in
   * place. What it had read until then is thrown away.
   */
  @Override
  public void startTls() throws IOException {
    if (secure) {
      throw new IllegalStateException("TLS is on already");
    }
    inbox.suspend();
    inbox.turnDeaf();
    intake.drop();
    outbox.flush();
    useTls();
    awaitHandshake();
  }

  /** Puts TLS between the socket and this connection. */
  void useTls() {
    inbox.turnDeaf();
    socket.getFilterChain().addFirst(TlsFilter.NAME, new TlsFilter(tls));
    outbox.useTls();
    inbox.resume();
  }

  void awaitHandshake() throws IOException {
    BooleanSupplier over = () -> secure || inbox.hasEnded() || line.isGone() || line.isRetired();
    if (!line.await(over, limits.handshake())) {
      throw new SSLHandshakeException("no handshake within " + limits.handshake());
    }
    if (secure) {
      return;
    }
    line.check();
    if (line.isRetired()) {
      throw new IOException("closed during the handshake"); // no goodbye can be said
    }
    if (socket.getReadBytes() == 0) {
      throw new EOFException("somebody looked whether the port is open");
    }
    // Also when the two had nothing in common: MINA tells the client so, but not us.
    throw new SSLHandshakeException("the client left during the handshake");
  }

  @Override
  public byte[] readLine(int octetsMax) throws IOException {
    LineBuffer octets = new LineBuffer();
    long deadline = System.nanoTime() + timeout.toNanos();
    boolean whole = false;
    long skipped = 0;
    while (!whole) {
      if (!fill(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())))) {
        throw new EOFException("the client left");
      }
      whole = intake.readLineInto(octets);
      if (skipped > 0 || octets.lengthWithoutEnd() > octetsMax) {
        skipped += octets.size();
        octets.reset();
        if (skipped > limits.skippedLineOctetsMax()) {
          throw new LineTooLong(octetsMax, false);
        }
      }
    }
    if (skipped > 0) {
      throw new LineTooLong(octetsMax, true);
    }
    return octets.withoutEnd();
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    return fill(timeout) ? intake.read(target, offset, length) : -1;
  }

  /** Waits for octets in the intake; false at the end. */
  private boolean fill(Duration longest) throws IOException {
    line.checkReadable();
    if (!intake.isEmpty()) {
      return true;
    }
    while (true) {
      // Asked first: what came before the end is in the inbox by now.
      boolean ended = inbox.hasEnded();
      if (inbox.moveTo(intake)) {
        return true;
      }
      line.check();
      if (ended) {
        return false;
      }
      outbox.flush();
      if (!line.await(() -> hasInput() || isOver(), longest)) {
        throw new IdleTimeout(timeout);
      }
      line.checkReadable();
    }
  }

  private boolean isOver() {
    return line.isGone() || line.isRetired();
  }

  private boolean hasInput() {
    return !inbox.isEmpty() || inbox.hasEnded();
  }

  @Override
  public boolean inputWaiting() {
    return !intake.isEmpty() || !inbox.isEmpty();
  }

  @Override
  public Wait await(Duration longest) throws IOException {
    if (!inputWaiting()) {
      outbox.flush();
    }
    line.await(() -> woken || inputWaiting() || hasInput() || isOver(), longest);
    line.checkReadable();
    boolean ended = inbox.hasEnded();
    if (inputWaiting()) {
      return Wait.INPUT;
    }
    if (woken) {
      // Cleared before the caller looks at what it was woken for: nothing is missed.
      woken = false;
      return Wait.WOKEN;
    }
    line.check();
    return ended ? Wait.END : Wait.TIMEOUT;
  }

  @Override
  public void wake() {
    woken = true;
    line.ring();
  }

  @Override
  public void timeout(Duration longest) {
    timeout = longest;
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    outbox.write(source, offset, length);
  }

  @Override
  public void flush() throws IOException {
    outbox.flush();
  }

  @Override
  public void close() {
    line.close();
  }

  /** From any thread: the door is being closed. */
  void retire() {
    line.retire();
  }

  /**
   * However slow the client is: what was written for it is not cut off while it keeps taking it.
   */
  void drain() throws IOException {
    outbox.drain();
  }

  /** Ends the connection, on the session's thread and as its last act. */
  void end() {
    new Farewell(socket, line, inbox, outbox, limits.closing()).run();
  }

  void abort() {
    line.close();
    socket.closeNow();
  }

  /** For the tests of the limits: what this connection holds in both directions. */
  int octetsHeld() {
    return inbox.octetsHeld() + intake.octetsHeld() + outbox.octetsHeld() + outbox.octetsCharged();
  }
}
