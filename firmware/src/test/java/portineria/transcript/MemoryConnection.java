package portineria.transcript;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import portineria.net.Connection;
import portineria.net.IdleTimeout;
import portineria.net.LineTooLong;

/**
 * A connection without a socket. One side is the session's; the other belongs to the test, which
 * can wait until the session has nothing left to do ({@link #awaitIdle}) and let time pass without
 * waiting ({@link #silence}).
 */
public final class MemoryConnection implements Connection {
  private static final long PATIENCE_MILLIS = 20_000;

  private final String id;
  private final InetAddress address;
  private boolean secure;

  private byte[] inbox = new byte[0];
  private int inboxStart;
  private boolean inputEnded;
  private boolean woken;
  private Duration timeout = Duration.ofMinutes(1);
  private Optional<Duration> silence = Optional.empty();
  private boolean waiting;

  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
  private final ByteArrayOutputStream outbox = new ByteArrayOutputStream();
  private int flushes;
  private boolean closed;

  public MemoryConnection(String id, InetAddress address, boolean secure) {
    this.id = id;
    this.address = address;
    this.secure = secure;
  }

  /** Without TLS, from this machine. */
  public static MemoryConnection local(String id) {
    return new MemoryConnection(id, InetAddress.getLoopbackAddress(), false);
  }

  // The test's side.

  /** The client sends these octets, at once. */
  public synchronized void send(byte[] octets) {
    int unread = inbox.length - inboxStart;
    byte[] more = Arrays.copyOfRange(inbox, inboxStart, inbox.length + octets.length);
    System.arraycopy(octets, 0, more, unread, octets.length);
    inbox = more;
    inboxStart = 0;
    waiting = false;
    notifyAll();
  }

  /** The client closes its side. */
  public synchronized void hangUp() {
    inputEnded = true;
    waiting = false;
    notifyAll();
  }

  /** The client says nothing for so long. */
  public synchronized void silence(Duration length) {
    silence = Optional.of(length);
    waiting = false;
    notifyAll();
  }

  /** Waits until the session waits for something, or has ended. */
  public synchronized void awaitIdle() throws InterruptedException {
    long until = System.currentTimeMillis() + PATIENCE_MILLIS;
    while (!waiting && !closed) {
      long rest = until - System.currentTimeMillis();
      if (rest <= 0) {
        throw new AssertionError(id + ": the session does not come to rest");
      }
      wait(rest);
    }
  }

  /** What the client has received and not yet taken. */
  public synchronized byte[] takeOutput() {
    byte[] octets = outbox.toByteArray();
    outbox.reset();
    return octets;
  }

  /** How often something was flushed: packets, so to speak. */
  public synchronized int flushes() {
    return flushes;
  }

  public synchronized boolean isClosed() {
    return closed;
  }

  // The session's side.

  @Override
  public String id() {
    return id;
  }

  @Override
  public InetAddress remoteAddress() {
    return address;
  }

  @Override
  public synchronized boolean isSecure() {
    return secure;
  }

  @Override
  public boolean isLocal() {
    return address.isLoopbackAddress();
  }

  @Override
  public synchronized void startTls() throws IOException {
    if (secure) {
      throw new IllegalStateException("TLS is on already");
    }
    flush();
    inboxStart = inbox.length;
    secure = true;
  }

  @Override
  public synchronized byte[] readLine(int octetsMax) throws IOException {
    int end = indexOfLf();
    while (end < 0) {
      block();
      end = indexOfLf();
    }
    byte[] line = take(end + 1 - inboxStart);
    int length = line.length - 1;
    if (length > 0 && line[length - 1] == '\r') {
      length--;
    }
    if (length > octetsMax) {
      throw new LineTooLong(octetsMax, true);
    }
    return Arrays.copyOf(line, length);
  }

  private int indexOfLf() {
    for (int i = inboxStart; i < inbox.length; i++) {
      if (inbox[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private byte[] take(int count) {
    byte[] taken = Arrays.copyOfRange(inbox, inboxStart, inboxStart + count);
    inboxStart += count;
    return taken;
  }

  /** Waits for more input. */
  private void block() throws IOException {
    if (closed) {
      throw new IOException("closed");
    }
    if (inputEnded) {
      throw new EOFException("the client has hung up");
    }
    if (rest(timeout)) {
      throw new IdleTimeout(timeout);
    }
  }

  /** Waits for whatever happens next; true when it was a silence of at least {@code longest}. */
  @SuppressWarnings("WaitNotInLoop") // every caller is a loop
  private boolean rest(Duration longest) throws IOException {
    if (silence.isEmpty()) {
      flush(); // as a real connection does, so that half a line never holds up answers
      waiting = true;
      notifyAll();
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      } finally {
        waiting = false;
      }
    }
    boolean over = silence.isPresent() && silence.get().compareTo(longest) >= 0;
    silence = Optional.empty();
    return over;
  }

  @Override
  public synchronized int read(byte[] target, int offset, int length) throws IOException {
    while (inboxStart == inbox.length) {
      if (inputEnded) {
        return -1;
      }
      block();
    }
    int count = Math.min(length, inbox.length - inboxStart);
    System.arraycopy(take(count), 0, target, offset, count);
    return count;
  }

  @Override
  public synchronized boolean inputWaiting() {
    return inboxStart < inbox.length;
  }

  @Override
  public synchronized Wait await(Duration longest) throws IOException {
    while (true) {
      if (closed) {
        throw new IOException("closed");
      }
      if (inboxStart < inbox.length) {
        return Wait.INPUT;
      }
      if (inputEnded) {
        return Wait.END;
      }
      if (woken) {
        woken = false;
        return Wait.WOKEN;
      }
      if (rest(longest)) {
        return Wait.TIMEOUT;
      }
    }
  }

  @Override
  public synchronized void wake() {
    woken = true;
    waiting = false;
    notifyAll();
  }

  @Override
  public synchronized void timeout(Duration longest) {
    timeout = longest;
  }

  @Override
  public synchronized void write(byte[] source, int offset, int length) throws IOException {
    if (closed) {
      throw new IOException("closed");
    }
    buffer.write(source, offset, length);
  }

  @Override
  public synchronized void flush() {
    if (buffer.size() > 0) {
      flushes++;
      outbox.writeBytes(buffer.toByteArray());
      buffer.reset();
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
  }
}
