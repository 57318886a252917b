package portineria.net.mina;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.apache.mina.core.filterchain.IoFilterChain;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.transport.socket.nio.NioSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a connection ends so that its last line arrives: what is on its way is sent, then the TLS
 * close, then ours of the two TCP directions is closed; what the client still sends is read and
 * thrown away until it closes too. Closing at once instead would make the kernel answer that unread
 * input with a reset, which takes the last line from the client's hands.
 *
 * <p>All of it happens within one bound; a client that doesn't play along is cut off then.
 */
final class Farewell {
  private static final Logger LOG = LoggerFactory.getLogger(Farewell.class);

  private final NioSession socket;
  private final Line line;
  private final Inbox inbox;
  private final long deadline;

  Farewell(IoSession socket, Line line, Inbox inbox, Duration longest) {
    this.socket = (NioSession) socket;
    this.line = line;
    this.inbox = inbox;
    deadline = System.nanoTime() + longest.toNanos();
  }

  void run() {
    line.close();
    inbox.turnDeaf();
    inbox.resume();
    try {
      if (!isLost()) {
        closeTls();
        if (await(() -> socket.getScheduledWriteBytes() <= 0)) {
          ((SocketChannel) socket.getChannel()).shutdownOutput();
          await(inbox::hasEnded);
        }
      }
    } catch (IOException | RuntimeException late) {
      LOG.debug("lost while closing: {}", late.toString());
    } finally {
      socket.closeNow();
    }
  }

  /** Taking the filter out of the chain makes it send its close_notify: RFC 8446 §6.1. */
  private void closeTls() {
    IoFilterChain chain = socket.getFilterChain();
    if (chain.contains(TlsFilter.NAME)) {
      chain.remove(TlsFilter.NAME);
    }
  }

  private boolean await(BooleanSupplier event) throws InterruptedIOException {
    BooleanSupplier any = () -> isLost() || event.getAsBoolean();
    return line.await(any, Duration.ofNanos(deadline - System.nanoTime())) && !isLost();
  }

  private boolean isLost() {
    return line.isLost() || !socket.isConnected();
  }
}
