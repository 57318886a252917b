package portineria.net.mina;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLException;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.transport.socket.nio.NioSocketAcceptor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portineria.net.Door;
import portineria.net.DoorSettings;
import portineria.net.Limits;
import portineria.net.SessionHandler;
import portineria.net.tls.ServerTls;

/** One listening port and the sessions that came in through it. */
final class MinaDoor implements Door {
  private static final Logger LOG = LoggerFactory.getLogger(MinaDoor.class);

  /** As many may knock at once as one client may have: all of an office after a power cut. */
  private static final int BACKLOG = 600;

  /**
   * What one read of a socket brings at most. MINA's TLS allocates a whole record's buffer for each
   * record in it and keeps them all until the last is read: a client that sends records of one
   * octet makes 16 KiB into 12 MB, for a moment, on one I/O thread.
   */
  private static final int READ_OCTETS_MAX = 16 * 1024;

  private final DoorSettings settings;
  private final SessionHandler sessions;
  private final Limits limits;
  private final ServerTls tls;
  private final Admission admission;
  private final NioSocketAcceptor acceptor;
  private final InetSocketAddress address;
  private final AtomicLong number = new AtomicLong();

  // Guarded by itself.
  private final Set<MinaConnection> connections = new HashSet<>();
  private boolean closed;

  MinaDoor(
      DoorSettings settings,
      SessionHandler sessions,
      Limits limits,
      ServerTls tls,
      Admission admission,
      IoThreads threads)
      throws IOException {
    this.settings = settings;
    this.sessions = sessions;
    this.limits = limits;
    this.tls = tls;
    this.admission = admission;
    acceptor = new NioSocketAcceptor(threads.executor(), threads);
    acceptor.setReuseAddress(true);
    acceptor.setBacklog(BACKLOG);
    acceptor.setCloseOnDeactivation(false);
    acceptor.getSessionConfig().setTcpNoDelay(true);
    // A client that lost its network in IDLE says nothing for ever; the kernel asks every two
    // hours.
    acceptor.getSessionConfig().setKeepAlive(true);
    acceptor.getSessionConfig().setMaxReadBufferSize(READ_OCTETS_MAX);
    acceptor.setHandler(new Callbacks(this));
    try {
      acceptor.bind(settings.address());
    } catch (IOException taken) {
      acceptor.dispose();
      throw new IOException(
          "door " + settings.name() + ": " + settings.address() + ": " + taken.getMessage(), taken);
    }
    address = acceptor.getLocalAddress();
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public InetSocketAddress address() {
    return address;
  }

  @Override
  public int connections() {
    synchronized (connections) {
      return connections.size();
    }
  }

  List<MinaConnection> open() {
    synchronized (connections) {
      return List.copyOf(connections);
    }
  }

  /** On an I/O thread: the new connection, already running, unless it is refused. */
  void welcome(IoSession socket) {
    if (!(socket.getRemoteAddress() instanceof InetSocketAddress client)) {
      // Gone before it was here.
      socket.closeNow();
      return;
    }
    InetAddress from = client.getAddress();
    if (!admission.enter(from)) {
      refuse(socket);
      return;
    }
    String id = settings.name() + "-" + Long.toString(number.incrementAndGet(), 36);
    MinaConnection connection = new MinaConnection(id, socket, from, limits, tls);
    Callbacks.attach(socket, connection);
    synchronized (connections) {
      connections.add(connection);
      if (closed) {
        connection.retire();
      }
    }
    if (settings.implicitTls()) {
      // Nothing may be read past the filter: this thread is the one that reads, so it is in time.
      connection.useTls();
    }
    Thread.ofVirtual().name(id).start(() -> run(connection));
  }

  private void refuse(IoSession socket) {
    if (!settings.implicitTls()) {
      String line = settings.refusal() + "\r\n";
      socket.write(IoBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)));
    }
    socket.closeOnFlush();
  }

  private void run(MinaConnection connection) {
    try {
      connection.begin();
      if (settings.implicitTls()) {
        connection.awaitHandshake();
      }
      sessions.serve(connection);
      connection.drain();
    } catch (SSLException failed) {
      LOG.info(
          "{} tls failed client={} reason={}",
          connection.id(),
          connection.remoteAddress().getHostAddress(),
          failed.getMessage());
    } catch (IOException gone) {
      LOG.debug("{} gone: {}", connection.id(), gone.toString());
    } catch (VirtualMachineError fatal) {
      throw fatal; // no memory is left: not this session's fault, and not its to survive
    } catch (RuntimeException | Error bug) {
      LOG.error("{} session ended by a bug", connection.id(), bug);
    } finally {
      connection.end();
      admission.leave(connection.remoteAddress());
      synchronized (connections) {
        connections.remove(connection);
        connections.notifyAll();
      }
    }
  }

  /** Lets nobody in any more and tells those who are in. */
  void closeConnections() {
    synchronized (connections) {
      closed = true;
    }
    acceptor.unbind();
    open().forEach(MinaConnection::retire);
  }

  @Override
  public void close(Duration grace) {
    closeConnections();
    awaitEmpty(System.nanoTime() + grace.toNanos());
    open().forEach(MinaConnection::abort);
    acceptor.dispose();
  }

  private void awaitEmpty(long deadline) {
    synchronized (connections) {
      long left = deadline - System.nanoTime();
      while (!connections.isEmpty() && left > 0) {
        try {
          connections.wait(1 + left / 1_000_000);
        } catch (InterruptedException hurry) {
          Thread.currentThread().interrupt();
          return;
        }
        left = deadline - System.nanoTime();
      }
    }
  }
}
