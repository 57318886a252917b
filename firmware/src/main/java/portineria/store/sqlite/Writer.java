package portineria.store.sqlite;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
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
 *   for each change in line: check, append bytes, SQL  ──refused──→ back to the savepoint
 *     ─→ force the volume ─→ commit ─→ publish ─→ listeners ─→ those who wait
 *           │                  │
 *           └──── failed ──────┴─→ roll back, cut the volume back, each change alone
 * </pre>
 *
 * <p>Nobody is kept waiting for company: a group is what came while the last one was written, and
 * what comes until the last of them was done.
 */
final class Writer implements Changes, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

  /** So long must nothing have come before the write-ahead log is looked after. */
  private static final long IDLE_MILLISECONDS = 200;

  private final Database database;
  private final Catalog catalog;
  private final Shipment shipment;
  private final StoreLimits limits;
  private final WriteAheadLog log;
  private final StoreSettings settings;
  private final Consumer<Throwable> fatal;
  private final Line line;
  private final Thread thread;

  /** Those who wait for what is under way, together or alone. Writer only. */
  private List<Ticket<?>> group = List.of();

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
    this.settings = settings;
    this.fatal = settings.fatal();
    this.line = new Line(limits.waiting());
    this.thread = Thread.ofPlatform().name("store-writer").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Why the store went over to reading only, where it did. */
  Optional<String> broken() {
    return broken;
  }

  /** How many changes wait to be taken. */
  int waiting() {
    return line.length();
  }

  @Override
  public <T> T perform(long octets, Change<T> change) throws Refusal {
    Optional<String> why = broken;
    if (why.isPresent()) {
      throw new Refusal(Refusal.Reason.READ_ONLY, why.get());
    }
    return await(octets, change);
  }

  @Override
  public <T> T look(Change<T> change) throws Refusal {
    return await(0, change);
  }

  private <T> T await(long octets, Change<T> change) throws Refusal {
    Ticket<T> ticket = new Ticket<>(change, octets);
    line.join(ticket);
    return ticket.await();
  }

  /** Finishes what was handed in. */
  @Override
  public void close() {
    line.close();
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      for (Optional<Ticket<?>> first = first(); first.isPresent(); first = first()) {
        commit(first.get(), true);
        log.committed();
      }
    } catch (Throwable failed) { // whatever it is, nobody can tell any more what is on the disk
      LOG.error("store-failed", failed);
      fatal.accept(failed);
      refuseAll();
    }
  }

  private Optional<Ticket<?>> first() throws InterruptedException, SQLException {
    if (!log.isTidy() && line.staysEmpty(IDLE_MILLISECONDS)) {
      log.tidy();
    }
    return line.take();
  }

  /**
   * Makes a change durable, or tells those who asked for it why not.
   *
   * @param gathering whether those who stand in line go with it
   */
  private void commit(Ticket<?> first, boolean gathering) throws Exception {
    Transaction transaction = new Transaction(database, catalog, shipment, settings);
    Position mark = shipment.mark();
    List<Ticket<?>> together = new ArrayList<>();
    if (gathering) {
      group = together;
    }
    try {
      long octets = 0;
      for (Optional<Ticket<?>> next = Optional.of(first); next.isPresent(); ) {
        Ticket<?> ticket = next.get();
        together.add(ticket);
        octets += ticket.octets();
        ticket.run(transaction);
        next = gathering ? another(octets) : Optional.empty();
      }
      shipment.sync();
      transaction.commit(shipment.mark());
    } catch (SQLException | IOException failed) {
      takeBack(transaction, mark, failed);
      tryAlone(together, failed);
      return;
    }
    failing = false;
    long lastMessage = catalog.lastMessage().committed();
    tell(transaction.publish());
    if (catalog.lastMessage().committed() > lastMessage) {
      catalog.arrivalListeners().forEach(Writer::tell);
    }
    together.forEach(Ticket::open);
  }

  private Optional<Ticket<?>> another(long octets) {
    return group.size() < limits.groupChanges()
        ? line.takeIf(ticket -> octets + ticket.octets() <= limits.groupOctets())
        : Optional.empty();
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
        case CORRUPT ->
            broken =
                Optional.of(
                    "the index is damaged ("
                        + sql.getMessage()
                        + "): 'portineria rebuild' mends it");
        case FULL, OTHER -> {}
      }
    }
    transaction.rollBack();
    shipment.cutBack(mark);
  }

  /** What failed together may have failed because of one of them. */
  private void tryAlone(List<Ticket<?>> together, Exception failed) throws Exception {
    if (together.size() > 1) {
      for (Ticket<?> ticket : together) {
        commit(ticket, false);
      }
    } else {
      Ticket<?> alone = together.getFirst();
      Refusal.Reason reason = reason(failed);
      String why =
          reason == Refusal.Reason.NO_SPACE
              ? "the disk is full: free some space, then try again"
              : failed.getMessage();
      alone.refuse(reason, "nothing was changed: " + why);
      alone.open();
    }
  }

  private static Refusal.Reason reason(Exception failed) {
    boolean full =
        failed instanceof NoSpace
            || (failed instanceof SQLException sql && Trouble.of(sql) == Trouble.FULL);
    return full ? Refusal.Reason.NO_SPACE : Refusal.Reason.UNAVAILABLE;
  }

  private static void tell(Set<LiveMailbox> changed) {
    for (LiveMailbox mailbox : changed) {
      mailbox.listeners().forEach(Writer::tell);
    }
  }

  /** A listener must not throw. One that does is a session's bug, and no reason to stop the box. */
  private static void tell(Runnable listener) {
    try {
      listener.run();
    } catch (RuntimeException bug) {
      LOG.error("listener-failed", bug);
    }
  }

  /** For tests, where the program lives on: nothing is done any more, and nobody waits for ever. */
  private void refuseAll() {
    broken = Optional.of("the store has failed");
    group.forEach(Writer::refuse);
    try {
      for (Optional<Ticket<?>> next = line.take(); next.isPresent(); next = line.take()) {
        refuse(next.get());
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
