package portineria.store.sqlite;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portineria.store.Digest;
import portineria.store.Refusal;
import portineria.store.sqlite.database.Database;
import portineria.store.volume.Entry;
import portineria.store.volume.Found;
import portineria.store.volume.Parcel;

/**
 * Gives back the space of what was erased: FORMAT.md, "Compaction". One volume after the other, in
 * steps that the writer takes between its own work; so at any time no more than half a volume is on
 * the disk twice. Whoever erases runs it, and nobody else at the same time.
 */
final class Compaction {
  private static final Logger LOG = LoggerFactory.getLogger(Compaction.class);

  /** What one commit moves: so long is the writer busy. */
  private static final long STEP_OCTETS = 4L * 1024 * 1024;

  private static final int STEP_MESSAGES = 256;

  /** What entries take: whole blocks, and nearly always three of them for the head. */
  private static final String WORN =
      """
      SELECT worn.volume, ifnull(live.octets, 0)
      FROM worn LEFT JOIN (
        SELECT volume, sum((size + 511) / 512 * 512 + 1536) AS octets FROM messages
        WHERE volume IN (SELECT volume FROM worn) GROUP BY volume
      ) AS live ON live.volume = worn.volume
      WHERE going = 0 ORDER BY worn.volume
      """;

  private static final String GOING = "SELECT volume FROM worn WHERE going = 1 ORDER BY volume";

  private static final String LEFT = "SELECT count(*) FROM messages WHERE volume = ?";

  private static final String GO = "UPDATE worn SET going = 1 WHERE volume = ?";

  private static final String NOT_WORN = "DELETE FROM worn WHERE volume = ?";

  private static final String NO_COPIES = "DELETE FROM copies WHERE volume = ?";

  private static final String BEGUN =
      """
      SELECT EXISTS (
        SELECT 1 FROM worn WHERE going = 1 OR volume IN (SELECT volume FROM copies))
      """;

  private final Engine engine;
  private final StoreSettings settings;
  private final Pause pause;

  /** Between two steps. */
  interface Pause {
    /** Refuses when there is no time for another one. */
    void check() throws Refusal;
  }

  Compaction(Engine engine, StoreSettings settings, Pause pause) {
    this.engine = engine;
    this.settings = settings;
    this.pause = pause;
  }

  /** Whether one was interrupted. */
  boolean isBegun() {
    return engine.readers().read(index -> index.number(BEGUN)) != 0;
  }

  private record Worn(int volume, long liveOctets) {}

  void run() throws IOException, Refusal {
    removeGoing();
    List<Worn> all =
        engine
            .readers()
            .read(index -> index.rows(WORN, row -> new Worn(row.getInt(1), row.getLong(2))));
    for (Worn one : all) {
      look(one);
    }
    removeGoing();
  }

  private void look(Worn worn) throws IOException, Refusal {
    int volume = worn.volume;
    if (volume == engine.catalog().volumesEnd().committed().openVolume()) {
      return; // it is written to; later
    }
    OptionalLong size = engine.volumes().size(volume);
    if (size.isEmpty()) {
      forget(volume);
    } else if (2 * worn.liveOctets >= size.getAsLong()) {
      engine.changes().perform(transaction -> transaction.database().run(NOT_WORN, volume));
    } else if (empty(volume) && isEmpty(volume)) {
      engine
          .changes()
          .perform(
              transaction -> {
                long left = transaction.database().number(LEFT, volume);
                assert left == 0 : left + " messages are in volume " + volume;
                return transaction.database().run(GO, volume);
              });
      removeGoing();
    } else {
      engine.changes().perform(transaction -> transaction.database().run(NOT_WORN, volume));
    }
  }

  /** Moves all messages away; false where not all can be read. */
  private boolean empty(int volume) throws IOException, Refusal {
    List<Entry> step = new ArrayList<>();
    long octets = 0;
    for (Entry entry : messages(volume)) {
      if (octets + entry.location().size() > STEP_OCTETS || step.size() == STEP_MESSAGES) {
        move(step, octets);
        step = new ArrayList<>();
        octets = 0;
      }
      if (isHere(entry)) {
        if (!engine.volumes().isWhole(entry.location(), entry.digest())) {
          LOG.warn("uncompacted volume={} damaged={}", volume, entry.path());
          return false;
        }
        step.add(entry);
        octets += entry.location().size();
      }
    }
    move(step, octets);
    return true;
  }

  private List<Entry> messages(int volume) throws IOException {
    List<Entry> messages = new ArrayList<>();
    engine
        .volumes()
        .contents(
            volume,
            found -> {
              if (found instanceof Found.Message(Entry entry)) {
                messages.add(entry);
              }
            });
    return messages;
  }

  private Optional<Places.Known> known(Entry entry) {
    return engine
        .readers()
        .read(index -> Places.find(index, entry.label().account(), entry.digest()));
  }

  private boolean isHere(Entry entry) {
    return known(entry).filter(known -> known.location().equals(entry.location())).isPresent();
  }

  private void move(List<Entry> step, long octets) throws IOException, Refusal {
    if (step.isEmpty()) {
      return;
    }
    pause.check();
    if (settings.disk().freeOctets() - octets < settings.volumes().reserveOctets()) {
      throw new Refusal(Refusal.Reason.NO_SPACE, "the disk is nearly full");
    }
    List<Long> moved =
        engine
            .changes()
            .perform(
                octets,
                transaction -> {
                  List<Long> ids = new ArrayList<>();
                  for (Entry entry : step) {
                    ids.add(move(transaction, entry));
                  }
                  return ids;
                });
    engine.locations().forget(moved);
  }

  private long move(Transaction transaction, Entry entry)
      throws IOException, Refusal, SQLException {
    Database index = transaction.database();
    Places.Known known = Places.find(index, entry.label().account(), entry.digest()).orElseThrow();
    Parcel parcel = engine.volumes().parcel(entry);
    Places.move(index, known, transaction.shipping().append(parcel));
    return known.id();
  }

  /**
   * Whether nothing is left in the volume that is nowhere else: looked at once more, entry by
   * entry, before it is removed.
   */
  private boolean isEmpty(int volume) throws IOException {
    List<String> left = new ArrayList<>();
    engine
        .volumes()
        .contents(
            volume,
            found -> {
              switch (found) {
                case Found.Message(Entry entry) -> {
                  if (!isElsewhere(entry)) {
                    left.add(entry.path());
                  }
                }
                case Found.Erased erased -> {}
                case Found.Damaged damaged -> left.add(damaged.what());
              }
            });
    if (!left.isEmpty()) {
      LOG.warn("unremoved volume={} what=\"{}\"", volume, left.getFirst());
    }
    return left.isEmpty();
  }

  private boolean isElsewhere(Entry entry) {
    Optional<Places.Known> known = known(entry);
    if (known.isPresent()) {
      return known.get().location().volume() != entry.location().volume();
    }
    Digest tag = Tag.of(entry.label().account(), entry.digest());
    return engine.readers().read(index -> Ledger.has(index, tag));
  }

  /** The one with the highest number stays until there is another one: V5. */
  private void removeGoing() throws IOException, Refusal {
    for (int volume : engine.readers().read(index -> index.rows(GOING, row -> row.getInt(1)))) {
      if (!engine.volumes().isLast(volume)) {
        engine.volumes().remove(volume);
        forget(volume);
        LOG.info("volume-removed volume={}", volume);
      }
    }
  }

  private void forget(int volume) throws Refusal {
    engine
        .changes()
        .perform(
            transaction -> {
              transaction.database().run(NO_COPIES, volume);
              return transaction.database().run(NOT_WORN, volume);
            });
  }
}
