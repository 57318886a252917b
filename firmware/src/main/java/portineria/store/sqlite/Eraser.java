package portineria.store.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portineria.store.Act;
import portineria.store.Derived;
import portineria.store.Digest;
import portineria.store.Erasure;
import portineria.store.Erasure.Judgement;
import portineria.store.MessageId;
import portineria.store.Refusal;
import portineria.store.Subscription;
import portineria.store.sqlite.database.Database;
import portineria.store.volume.DiskFailed;
import portineria.store.volume.Grave;
import portineria.store.volume.Location;
import portineria.store.volume.NoSpace;

/**
 * Erases messages: FORMAT.md, "Erasure", step by step. Everything it has begun is in the index, so
 * it may end at any point, by the end of the program or by a full disk, and goes on from there.
 *
 * <p>One erasure at a time, on the thread of whoever wants it: the writer is asked for short steps
 * and goes on with its own work between them. Files are overwritten here, not by the writer.
 */
final class Eraser implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Eraser.class);

  /** Messages of one step: bounds what a commit holds up. */
  private static final int BATCH = 64;

  /** Messages that are looked up at once. */
  private static final int LOOKED_UP = 1024;

  private static final String FIND =
      """
      SELECT id FROM messages
      WHERE account IN (
          SELECT id FROM accounts WHERE name = ?1
          UNION SELECT account FROM bygone_names WHERE name = ?1)
        AND digest = ?2 AND volume > 0
      """;

  private static final String DECIDE =
      """
      INSERT INTO erasing (message, removed_by, everywhere, forgotten) VALUES (?1, ?2, ?3, 0)
      ON CONFLICT DO UPDATE SET everywhere = max(everywhere, ?3)
      """;

  private static final String LISTED =
      """
      SELECT 1 FROM entries JOIN mailboxes ON mailboxes.id = entries.mailbox
      WHERE entries.message = ? AND entries.removed IS NULL AND mailboxes.kind = 0
      """;

  private static final String GRAVES =
      "SELECT volume, position, size, account, tag FROM graves ORDER BY volume, position LIMIT ?";

  private static final String BURIED = "DELETE FROM graves WHERE volume = ? AND position = ?";

  private static final String FORGOTTEN = "SELECT message FROM erasing WHERE forgotten = 1";

  private static final String COPIES_TOO =
      "SELECT ifnull(max(everywhere), 0) FROM erasing WHERE forgotten = 1";

  private static final String DONE = "DELETE FROM erasing WHERE forgotten = 1";

  private static final String PENDING =
      "SELECT EXISTS (SELECT 1 FROM erasing) OR EXISTS (SELECT 1 FROM graves)";

  private final Engine engine;
  private final StoreSettings settings;
  private final Ledger ledger;
  private final Scrubbing scrubbing;
  private final Compaction compaction;

  /** Held by the one who erases. */
  private final ReentrantLock turn = new ReentrantLock();

  private volatile boolean closing;

  Eraser(Engine engine, StoreSettings settings, SafeCopies safeCopies) {
    this.engine = engine;
    this.settings = settings;
    this.ledger = new Ledger(settings.disk());
    this.scrubbing = new Scrubbing(engine, settings, safeCopies);
    this.compaction = new Compaction(engine, settings, this::refuseWhenClosing);
  }

  /** See {@link portineria.store.Store#erase}. */
  List<Erasure.Target> erase(Erasure erasure, Erasure.Progress progress) throws Refusal {
    turn.lock();
    try {
      Map<Long, Erasure.Target> found = find(erasure.targets());
      if (!found.isEmpty()) {
        found.keySet().retainAll(decide(erasure, found));
      }
      finish(done -> progress.at(Math.min(done, found.size()), found.size()));
      compact();
      return List.copyOf(found.values());
    } finally {
      turn.unlock();
    }
  }

  /** Whether something is being erased, or was interrupted. */
  static boolean isPending(Database index) throws SQLException {
    return index.number(PENDING) != 0;
  }

  /** From now on {@code derived} is told of erased messages. */
  Subscription tell(Derived derived) {
    scrubbing.derived().add(derived);
    return () -> scrubbing.derived().remove(derived);
  }

  /** At start: goes on with what was interrupted. */
  void begin() throws Refusal {
    resume();
    if (compaction.isBegun()) {
      compact();
    }
  }

  /** Nobody waits for it: what can't be done now is done another time. */
  private void compact() {
    try {
      compaction.run();
    } catch (IOException | UncheckedIOException | Refusal later) {
      LOG.warn("compaction-stopped cause=\"{}\"", later.getMessage());
    } catch (DiskFailed failed) {
      throw fatal(failed);
    }
  }

  /** Nobody can tell any more what is on the disk. */
  private DiskFailed fatal(DiskFailed failed) {
    LOG.error("store-failed", failed);
    settings.fatal().accept(failed);
    return failed;
  }

  /** Goes on with an erasure that was interrupted, if one was. */
  void resume() throws Refusal {
    if (!turn.tryLock()) {
      return; // somebody goes on already
    }
    try {
      if (engine.readers().read(Eraser::isPending)) {
        LOG.info("erasure-resumed");
        finish(done -> {});
      }
    } finally {
      turn.unlock();
    }
  }

  private Map<Long, Erasure.Target> find(List<Erasure.Target> targets) {
    Map<Long, Erasure.Target> found = new HashMap<>();
    for (int from = 0; from < targets.size(); from += LOOKED_UP) {
      List<Erasure.Target> some = targets.subList(from, Math.min(targets.size(), from + LOOKED_UP));
      engine
          .readers()
          .read(
              index -> {
                for (Erasure.Target one : some) {
                  Optional<Long> id =
                      index.row(FIND, row -> row.getLong(1), one.account(), one.digest().octets());
                  id.ifPresent(number -> found.put(number, one));
                }
                return found;
              });
    }
    return found;
  }

  /** The point of no return: one commit, however many they are. Gives those that go. */
  private Set<Long> decide(Erasure erasure, Map<Long, Erasure.Target> found) throws Refusal {
    return engine
        .changes()
        .perform(
            transaction -> {
              requireSameHolds(transaction.database(), erasure);
              boolean listedToo = erasure.judgement().map(Judgement::listedToo).orElse(true);
              Map<Long, Erasure.Target> going = new HashMap<>();
              for (Map.Entry<Long, Erasure.Target> one : found.entrySet()) {
                if (listedToo || !isListed(transaction.database(), one.getKey())) {
                  going.put(one.getKey(), one.getValue());
                }
              }
              decide(transaction, erasure, going);
              return going.keySet();
            });
  }

  private static void decide(
      Transaction transaction, Erasure erasure, Map<Long, Erasure.Target> going)
      throws SQLException {
    long by = Entries.actor(transaction, erasure.actor());
    int everywhere = erasure.extent() == Erasure.Extent.EVERYWHERE ? 1 : 0;
    Map<String, Integer> accounts = new TreeMap<>();
    for (Map.Entry<Long, Erasure.Target> one : going.entrySet()) {
      transaction.database().run(DECIDE, one.getKey(), by, everywhere);
      accounts.merge(one.getValue().account(), 1, Integer::sum);
    }
    for (Map.Entry<String, Integer> account : accounts.entrySet()) {
      Act act = erasure.act().with(Act.Part.ACCOUNT, account.getKey());
      AuditChain.append(transaction, act.with(Act.Figure.MESSAGES, account.getValue()));
    }
  }

  private static void requireSameHolds(Database index, Erasure erasure)
      throws Refusal, SQLException {
    Optional<Judgement> judgement = erasure.judgement();
    if (judgement.isPresent()
        && !Set.copyOf(judgement.get().holds()).equals(Set.copyOf(SqliteDecisions.holds(index)))) {
      throw new Refusal(
          Refusal.Reason.IN_USE,
          "a hold was begun or ended while this was decided: give the command again");
    }
  }

  private static boolean isListed(Database index, long message) throws SQLException {
    return index.row(LISTED, row -> true, message).isPresent();
  }

  /** Hears how many messages are overwritten. */
  private interface Count {
    void at(long done);
  }

  private void finish(Count count) throws Refusal {
    try {
      bury();
      long done = 0;
      for (List<Doomed> next = next(); !next.isEmpty(); next = next()) {
        for (int from = 0; from < next.size(); from += BATCH) {
          refuseWhenClosing();
          List<Doomed> batch = next.subList(from, Math.min(next.size(), from + BATCH));
          forget(batch);
          bury();
          done += batch.size();
          count.at(done);
        }
      }
      scrub();
    } catch (NoSpace full) {
      throw unfinished(Refusal.Reason.NO_SPACE, full);
    } catch (IOException | UncheckedIOException failed) {
      throw unfinished(Refusal.Reason.UNAVAILABLE, failed);
    } catch (Refusal refused) {
      throw unfinished(refused.reason(), refused);
    } catch (DiskFailed failed) {
      throw fatal(failed);
    }
  }

  private static Refusal unfinished(Refusal.Reason reason, Exception cause) {
    LOG.error("erasure-interrupted", cause);
    return new Refusal(
        reason,
        "the erasure was begun and goes on by itself later, at the next start at the latest; for"
            + " now it stopped: "
            + cause.getMessage(),
        cause);
  }

  private void refuseWhenClosing() throws Refusal {
    if (closing) {
      throw new Refusal(Refusal.Reason.UNAVAILABLE, "the store is closed");
    }
  }

  /** Lets the step that is under way end; the rest waits for the next start. */
  @Override
  public void close() {
    closing = true;
    turn.lock();
    try {
      assert closing : "whoever has the next turn sees it";
    } finally {
      turn.unlock();
    }
  }

  private List<Doomed> next() {
    return engine.readers().read(index -> Doomed.next(index, LOOKED_UP));
  }

  private void forget(List<Doomed> batch) throws IOException, Refusal {
    List<Digest> tags = batch.stream().map(Doomed::tag).toList();
    long length = ledger.append(tags, engine.clock().instant());
    engine
        .changes()
        .perform(
            transaction -> {
              Forgetting.run(transaction, batch, length);
              return batch;
            });
    engine.locations().forget(batch.stream().map(Doomed::id).toList());
  }

  /** Overwrites all that is to be overwritten. */
  private void bury() throws IOException, Refusal {
    for (List<Grave> graves = graves(); !graves.isEmpty(); graves = graves()) {
      engine.volumes().erase(graves);
      List<Grave> done = graves;
      engine
          .changes()
          .perform(
              transaction -> {
                for (Grave grave : done) {
                  Location place = grave.location();
                  transaction.database().run(BURIED, place.volume(), place.offset());
                }
                return done;
              });
    }
  }

  private List<Grave> graves() {
    return engine
        .readers()
        .read(
            index ->
                index.rows(
                    GRAVES,
                    row ->
                        new Grave(
                            new Location(row.getInt(1), row.getLong(2), row.getLong(3)),
                            row.getString(4),
                            Digest.of(row.getBytes(5))),
                    LOOKED_UP));
  }

  private void scrub() throws IOException, Refusal {
    List<MessageId> messages = new ArrayList<>();
    boolean copiesToo =
        engine
            .readers()
            .read(
                index -> {
                  messages.addAll(index.rows(FORGOTTEN, row -> new MessageId(row.getLong(1))));
                  return index.number(COPIES_TOO) != 0;
                });
    if (messages.isEmpty()) {
      return;
    }
    scrubbing.derived(messages);
    if (copiesToo) {
      scrubbing.copies();
    }
    engine.changes().perform(transaction -> transaction.database().run(DONE));
    LOG.info("erased messages={}", messages.size());
  }
}
