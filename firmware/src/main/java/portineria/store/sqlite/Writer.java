package portineria.store.sqlite;

import java.io.IOException;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portineria.store.Refusal;
import portineria.store.sqlite.database.Database;
import portineria.store.sqlite.database.Trouble;
import portineria.store.volume.NoSpace;
import portineria.store.volume.Position;

/**
 * The one thread that writes: it takes everything that waits as one group, and makes it durable
 * with one forced volume and one commit. It owns the write connection and the open volume.
 *
 * <pre>
 *   gather ─→ for each change: check, append bytes, SQL  ──refused──→ back to the savepoint
 *          ─→ force the volume ─→ commit ─→ publish ─→ listeners ─→ those who wait
 *                │                  │
 *                └──── failed ──────┴─→ roll back, cut the volume back, each change alone
 * </pre>
 *
 * <p>Nobody is kept waiting for company: a group is what came while the last one was written.
 */
final class Writer implements Changes, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

  /** So long must nothing have come before the write-ahead log is looked after. */
  private static final long IDLE_MILLISECONDS = 200;

  /** Handed in last of all: there is nothing after it. */
  private static final Ticket<Boolean> END = new Ticket<>(transaction -> true, 0);

  private final Database database;
  private final Catalog catalog;
  private final Shipment shipment;
  private final StoreLimits limits;
  private final WriteAheadLog log;
  private final InstantSource clock;
  private final Consumer<Throwable> fatal;
  private final BlockingQueue<Ticket<?>> waiting;
  private final Thread thread;

  /** Taken from the queue, but too much for the group that was gathered. Writer only. */
  private Optional<Ticket<?>> leftOver = Optional.empty();

  /** Those who hand something in share it; it is taken for good by {@link #close}. */
  private final ReadWriteLock door = new ReentrantReadWriteLock();

  /** Under {@link #door}. */
  private boolean closed;

  /** Why nothing can be changed any more. */
  private volatile Optional<String> broken = Optional.empty();

  /** Whether the last group failed: what goes on and on is said once. Writer only. */
  private boolean failing;

  Writer(Database database, Catalog catalog, Shipment shipment, StoreSettings settings) {
    this.database = database;
    this.catalog = catalog;
    this.shipment = shipment;
    this.limits = settings.limits();
    this.log = new WriteAheadLog(database, limits.walPages());
    this.clock = settings.clock();
    this.fatal = settings.fatal();
    this.waiting = new ArrayBlockingQueue<>(limits.waiting());
    this.thread = Thread.ofPlatform().name("store-writer").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Why the store went over to reading only, where it did. */
  Optional<String> broken() {
    return broken;
  }

  /** How many changes wait to be gathered. */
  int waiting() {
    return waiting.size();
  }

  @Override
  public <T> T perform(long octets, Change<T> change) throws Refusal {
    Ticket<T> ticket = new Ticket<>(change, octets);
    door.readLock().lock();
    try {
      if (closed) {
        throw new Refusal(Refusal.Reason.UNAVAILABLE, "the store is closed");
      }
      waiting.put(ticket);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new Refusal(Refusal.Reason.UNAVAILABLE, "interrupted before anything was done");
    } finally {
      door.readLock().unlock();
    }
    return ticket.await();
  }

  /** Finishes what was handed in. */
  @Override
  public void close() {
    door.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        waiting.put(END);
      }
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      door.writeLock().unlock();
    }
  }

  private void run() {
    List<Ticket<?>> group = List.of();
    try {
      for (group = gather(); !group.isEmpty(); group = gather()) {
        commit(group);
        log.committed();
      }
    } catch (Throwable failed) { // whatever it is, nobody can tell any more what is on the disk
      LOG.error("store-failed", failed);
      fatal.accept(failed);
      refuseAll(group);
    }
  }

  /** All that waits and fits; empty when the end has come. */
  private List<Ticket<?>> gather() throws InterruptedException, SQLException {
    List<Ticket<?>> group = new ArrayList<>();
    Ticket<?> next = leftOver.isPresent() ? leftOver.get() : first();
    leftOver = Optional.empty();
    long octets = 0;
    while (next != END) {
      group.add(next);
      octets += next.octets();
      Ticket<?> another = group.size() < limits.groupChanges() ? waiting.poll() : null;
      if (another == null) {
        return group;
      }
      if (another == END || octets + another.octets() > limits.groupOctets()) {
        leftOver = Optional.of(another);
        return group;
      }
      next = another;
    }
    return group;
  }

  private Ticket<?> first() throws InterruptedException, SQLException {
    if (log.isTidy()) {
      return waiting.take();
    }
    Ticket<?> next = waiting.poll(IDLE_MILLISECONDS, TimeUnit.MILLISECONDS);
    if (next != null) {
      return next;
    }
    log.tidy();
    return waiting.take();
  }

  /** Makes a group durable, or tells its members why not. */
  private void commit(List<Ticket<?>> group) throws Exception {
    Transaction transaction = new Transaction(database, catalog, shipment, clock);
    Position mark = shipment.mark();
    try {
      for (Ticket<?> ticket : group) {
        ticket.run(transaction);
      }
      shipment.sync();
      transaction.commit(shipment.mark());
    } catch (SQLException | IOException failed) {
      takeBack(transaction, mark, failed);
      if (group.size() == 1) {
        group.getFirst().refuse(reason(failed), "nothing was changed: " + failed.getMessage());
        group.getFirst().open();
        return;
      }
      for (Ticket<?> alone : group) {
        commit(List.of(alone));
      }
      return;
    }
    failing = false;
    tell(transaction.publish());
    group.forEach(Ticket::open);
  }

  private void takeBack(Transaction transaction, Position mark, Exception failed)
      throws SQLException {
    if (!failing) {
      LOG.error("group-failed", failed);
      failing = true;
    }
    if (failed instanceof SQLException sql) {
      switch (Trouble.of(sql)) {
        case NOT_FORCED -> throw sql;
        case CORRUPT -> broken = Optional.of("the index is damaged: " + sql.getMessage());
        case FULL, OTHER -> {}
      }
    }
    transaction.rollBack();
    shipment.cutBack(mark);
  }

  private static Refusal.Reason reason(Exception failed) {
    boolean full =
        failed instanceof NoSpace
            || (failed instanceof SQLException sql && Trouble.of(sql) == Trouble.FULL);
    return full ? Refusal.Reason.NO_SPACE : Refusal.Reason.UNAVAILABLE;
  }

  private static void tell(Set<LiveMailbox> changed) {
    for (LiveMailbox mailbox : changed) {
      for (Runnable listener : mailbox.listeners()) {
        tell(mailbox, listener);
      }
    }
  }

  /** A listener must not throw. One that does is a session's bug, and no reason to stop the box. */
  private static void tell(LiveMailbox mailbox, Runnable listener) {
    try {
      listener.run();
    } catch (RuntimeException bug) {
      LOG.error("listener-failed mailbox={}", mailbox.id(), bug);
    }
  }

  /** For tests, where the program lives on: nothing is done any more, and nobody waits for ever. */
  private void refuseAll(List<Ticket<?>> group) {
    broken = Optional.of("the store has failed");
    Stream.concat(group.stream(), leftOver.stream()).forEach(Writer::refuse);
    try {
      for (Ticket<?> next = waiting.take(); next != END; next = waiting.take()) {
        refuse(next);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void refuse(Ticket<?> ticket) {
    ticket.refuse(Refusal.Reason.UNAVAILABLE, "the store has failed");
    ticket.open();
  }
}
