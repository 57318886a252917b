package portineria.admin;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running box's end of the control socket: takes commands of its own machine, several side by
 * side, each on a virtual thread of its own.
 *
 * <p>Who may open the socket's file may do everything; the data's folder is closed to others, and
 * so is the file.
 */
public final class ControlServer implements AutoCloseable {
  /** Commands at one time; more than a person and a few timers give. */
  static final int CLIENTS_MAX = 32;

  private static final Logger log = LoggerFactory.getLogger(ControlServer.class);

  private final ServerSocketChannel channel;
  private final Path file;
  private final CommandRunner runner;
  private final Duration grace;
  private final Set<ControlSession> sessions = ConcurrentHashMap.newKeySet();
  private final CountDownLatch ended = new CountDownLatch(1);

  private ControlServer(
      ServerSocketChannel channel, Path file, CommandRunner runner, Duration grace) {
    this.channel = channel;
    this.file = file;
    this.runner = runner;
    this.grace = grace;
  }

  /**
   * Listens at {@code file}; one that is there is a crash's, because the data's lock is ours.
   *
   * @param grace how long commands may go on when the box closes
   */
  public static ControlServer open(Path file, CommandRunner runner, Duration grace)
      throws IOException {
    Files.deleteIfExists(file);
    ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.bind(UnixDomainSocketAddress.of(file));
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    } catch (IOException e) {
      channel.close();
      throw new IOException("no control socket at " + file + ": " + e.getMessage(), e);
    }
    ControlServer server = new ControlServer(channel, file, runner, grace);
    Thread.ofVirtual().name("control").start(server::accept);
    return server;
  }

  private void accept() {
    try {
      while (true) {
        SocketChannel client = channel.accept();
        ControlSession session = new ControlSession(client, runner);
        if (sessions.size() >= CLIENTS_MAX) {
          session.refuse("too many commands at one time: wait for one to end");
          continue;
        }
        sessions.add(session);
        Thread.ofVirtual().name("control-" + session.id()).start(() -> serve(session));
      }
    } catch (ClosedChannelException e) {
      // The box closes.
    } catch (IOException e) {
      log.error("control socket failed, commands can't reach the box any more", e);
    } finally {
      ended.countDown();
    }
  }

  private void serve(ControlSession session) {
    try {
      session.run();
    } finally {
      sessions.remove(session);
    }
  }

  /** Takes no more commands, and gives those that run some time to end. */
  @Override
  public void close() {
    try {
      channel.close();
      Files.deleteIfExists(file);
      if (!ended.await(grace.toMillis(), TimeUnit.MILLISECONDS)) {
        log.warn("control socket was slow to close");
      }
    } catch (IOException e) {
      log.warn("control socket did not close", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    long until = System.nanoTime() + grace.toNanos();
    sessions.forEach(session -> session.close(Duration.ofNanos(until - System.nanoTime())));
  }
}
