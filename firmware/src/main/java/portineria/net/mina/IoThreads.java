package portineria.net.mina;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.mina.core.service.IoProcessor;
import org.apache.mina.core.write.WriteRequest;
import org.apache.mina.transport.socket.nio.NioProcessor;
import org.apache.mina.transport.socket.nio.NioSession;
import org.jspecify.annotations.Nullable;

/**
 * The few threads that move octets between sockets and connections, for all doors. A connection
 * stays with the thread that it got by its number.
 *
 * <p>MINA has a pool of its own; this one exists because the processors in it are repaired, see
 * {@link Processor}.
 */
final class IoThreads implements IoProcessor<NioSession> {
  private final ExecutorService executor;
  private final Processor[] processors;

  /** As many threads as there are cores, at most four: they copy and never compute for long. */
  IoThreads() {
    executor = Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("io-", 1).factory());
    processors = new Processor[Math.min(4, Runtime.getRuntime().availableProcessors())];
    for (int i = 0; i < processors.length; i++) {
      processors[i] = new Processor(executor);
    }
  }

  ExecutorService executor() {
    return executor;
  }

  private Processor of(NioSession session) {
    return processors[(int) (session.getId() % processors.length)];
  }

  @Override
  public void add(NioSession session) {
    of(session).add(session);
  }

  @Override
  public void write(NioSession session, WriteRequest request) {
    of(session).write(session, request);
  }

  @Override
  public void flush(NioSession session) {
    of(session).flush(session);
  }

  @Override
  public void updateTrafficControl(NioSession session) {
    of(session).updateTrafficControl(session);
  }

  @Override
  public void remove(NioSession session) {
    of(session).remove(session);
  }

  @Override
  public boolean isDisposing() {
    return processors[0].isDisposing();
  }

  @Override
  public boolean isDisposed() {
    return processors[0].isDisposed();
  }

  @Override
  public void dispose() {
    for (Processor processor : processors) {
      processor.dispose();
    }
    executor.shutdown();
  }

  /**
   * One thread with its selector. In MINA 2.2 suspendRead and resumeRead change a key's interest on
   * the caller's thread, reading and writing it back while the I/O thread may do the same, and they
   * drop the interest in writing when the queue is empty although a request is half written. Either
   * leaves a connection that never reads or never writes again. Here only the I/O thread touches
   * the interest, and only that in reading.
   */
  private static final class Processor extends NioProcessor {
    private volatile @Nullable Thread thread;

    Processor(ExecutorService executor) {
      super(executor);
    }

    @Override
    protected int select(long timeout) throws Exception {
      thread = Thread.currentThread();
      return super.select(timeout);
    }

    @Override
    public void updateTrafficControl(NioSession session) {
      if (!Thread.currentThread().equals(thread)) {
        updateTrafficMask(session);
        return;
      }
      try {
        setInterestedInRead(session, !session.isReadSuspended());
      } catch (Exception broken) {
        session.getFilterChain().fireExceptionCaught(broken);
      }
    }
  }
}
