package portineria.store.sqlite;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import portineria.store.Digest;
import portineria.store.MailboxName;
import portineria.store.MessageId;
import portineria.store.Uid;
import portineria.store.sqlite.database.Database;
import portineria.store.sqlite.database.Trouble;
import portineria.store.volume.Entry;
import portineria.store.volume.Found;
import portineria.store.volume.Location;
import portineria.store.volume.Position;
import portineria.store.volume.Volumes;

/**
 * Checks everything: the index in itself, every message against its SHA-256, every entry against
 * its message. Changes nothing, and may run beside a process that has the store open: it looks at
 * what was committed when it began.
 */
public final class Verify {
  private static final String INTEGRITY = "PRAGMA integrity_check(20)";

  private static final String LAST = "SELECT ifnull(max(id), 0) FROM messages";

  private static final String TOTAL =
      "SELECT ifnull(sum(size), 0) FROM messages WHERE id <= ? AND volume > 0";

  private static final String ALL =
      "SELECT id, volume FROM messages WHERE id <= ? AND volume > 0 ORDER BY id";

  private static final String PRESENT =
      "SELECT volume, position, size, digest FROM messages WHERE id = ? AND volume > 0";

  private static final String GRAVE = "SELECT 1 FROM graves WHERE volume = ? AND position = ?";

  private static final String REPLACED = "SELECT 1 FROM copies WHERE volume = ? AND position = ?";

  /** Of what is cut off the volume, not even the beginning of its octets need be there. */
  private static final String ALL_REPLACED =
      """
      SELECT EXISTS (SELECT 1 FROM copies WHERE volume = ?1 AND position >= ?2)
        AND NOT EXISTS (
          SELECT 1 FROM messages WHERE volume = ?1 AND position >= ?2 AND position < ?3)
      """;

  private static final String ERASING = "SELECT 1 FROM erasing WHERE message = ?";

  private static final String LISTED =
      """
      SELECT accounts.name, mailboxes.name, entries.uid
      FROM entries JOIN mailboxes ON mailboxes.id = entries.mailbox
        JOIN accounts ON accounts.id = mailboxes.account
      WHERE entries.message = ? AND entries.removed IS NULL
      """;

  private static final String NOTED = "SELECT message FROM damaged";

  /** More than the groups that a box commits between two looks; of an old index one is enough. */
  private static final int BEYOND_MAX = 10_000;

  private final StoreSettings settings;
  private final Progress progress;
  private final List<Finding> findings = new ArrayList<>();
  private final List<Entry> beyond = new ArrayList<>();
  private final BitSet whole = new BitSet();
  private final BitSet told = new BitSet();

  /** Where something of an erased message seems to be left; looked at once more at the end. */
  private final List<Location> remains = new ArrayList<>();

  private long octets;
  private long total;

  private Verify(StoreSettings settings, Progress progress) {
    this.settings = settings;
    this.progress = progress;
  }

  /** Hears how far it has come, and what came up. */
  @FunctionalInterface
  public interface Progress {
    /** So many octets of messages were read, of about so many. */
    void at(long octets, long total);

    /**
     * What is noted of a message may not be true any more: it is damaged, or was. Who owns the
     * store should look at it; we read beside one that writes, and may be mistaken.
     */
    default void doubtful(MessageId message) {}
  }

  /**
   * Checks the store in {@code settings.data()}. Where the index is lost or can't be read, the
   * messages are checked all the same.
   *
   * @return what is wrong, in the order in which it was found; empty when all is well
   * @throws IOException also when there is nothing to check
   */
  public static List<Finding> run(StoreSettings settings, Progress progress) throws IOException {
    Landing.requireEnded(settings.data());
    Verify verify = new Verify(settings, progress);
    Optional<IndexLost> lost = IndexLost.in(settings);
    if (lost.isPresent()) {
      if (!IndexLost.hasVolumes(settings)) {
        throw lost.get();
      }
      verify.volumes("the index is lost");
      return List.copyOf(verify.findings);
    }
    try (Database database = Index.openReading(settings.data().resolve(Index.NAME))) {
      verify.run(database);
    } catch (SQLException unreadable) {
      if (Trouble.of(unreadable) != Trouble.CORRUPT) {
        throw new IOException("the index can't be read: " + unreadable.getMessage(), unreadable);
      }
      verify.volumes("the index is damaged: " + unreadable.getMessage());
    }
    return List.copyOf(verify.findings);
  }

  /** Without the index, for the reason {@code why}: whether each message has its SHA-256. */
  private void volumes(String why) throws IOException {
    index(why);
    try (Volumes volumes = Volumes.open(settings.disk(), settings.clock(), settings.volumes())) {
      volumes.verify(
          Position.UNBOUNDED,
          found -> {
            switch (found) {
              case Found.Message(Entry entry) -> octets += entry.location().size();
              case Found.Erased erased -> {}
              case Found.Damaged damaged -> unknown(damaged);
            }
            progress.at(octets, octets);
          });
    }
  }

  private void run(Database database) throws SQLException, IOException {
    for (String line : database.rows(INTEGRITY, row -> row.getString(1))) {
      if (!line.equals("ok")) {
        index("the index is damaged: " + line);
      }
    }
    database.run("BEGIN");
    Position end = CatalogLoader.volumesEnd(database);
    long last = database.number(LAST);
    database.run("COMMIT");
    total = database.number(TOTAL, last);
    IndexRules.check(database, findings::add);
    try (Volumes volumes = Volumes.open(settings.disk(), settings.clock(), settings.volumes())) {
      volumes.verify(end, found -> meet(database, found));
      volumes.scan(end, Position.UNBOUNDED, this::meetBeyond);
      missing(database, volumes, last);
      remains(database, volumes);
    } catch (SqlFailed unreadable) {
      throw unreadable.sql();
    }
    behind(database);
    database.each(NOTED, row -> progress.doubtful(new MessageId(row.getLong(1))));
  }

  private void meetBeyond(Found found) {
    if (beyond.size() < BEYOND_MAX
        && found instanceof Found.Message(Entry entry)
        && entry.group().isPresent()) {
      beyond.add(entry);
    }
  }

  /**
   * What the walk found beyond the position that it began with is known by now, or belongs to the
   * group that is under way: else the index is an older copy (V9).
   */
  private void behind(Database database) throws SQLException {
    Optional<Position> end = Optional.of(CatalogLoader.volumesEnd(database));
    for (Entry entry : beyond) {
      if (!entry.group().equals(end) && known(database, entry).isEmpty()) {
        index("the index is older than the volumes: it does not know " + entry.path());
        return;
      }
    }
  }

  private void meet(Database database, Found found) {
    try {
      switch (found) {
        case Found.Message(Entry entry) -> message(database, entry);
        case Found.Erased erased -> {
          if (!erased.blank()) {
            remains.add(erased.grave().location());
          }
        }
        case Found.Damaged damaged -> damaged(database, damaged);
      }
    } catch (SQLException failed) {
      throw new SqlFailed(failed);
    }
    progress.at(octets, total);
  }

  private static Optional<Places.Known> known(Database database, Entry entry) throws SQLException {
    return Places.find(database, entry.label().account(), entry.digest());
  }

  private static boolean isErased(Database database, Entry entry) throws SQLException {
    return Ledger.has(database, Tag.of(entry.label().account(), entry.digest()));
  }

  private void message(Database database, Entry entry) throws SQLException {
    octets += entry.location().size();
    int volume = entry.location().volume();
    Optional<Places.Known> known = known(database, entry);
    if (isErased(database, entry)) {
      erased(database, entry, known);
    } else if (known.isEmpty()) {
      find(volume, "the index does not know " + entry.path());
    }
    if (known.isPresent() && known.get().location().equals(entry.location())) {
      whole.set(Math.toIntExact(known.get().id()));
    }
  }

  /** A message that was erased, and is there all the same. */
  private void erased(Database database, Entry entry, Optional<Places.Known> known)
      throws SQLException {
    if (known.isEmpty()) {
      remains.add(entry.location());
    } else if (database.row(ERASING, row -> true, known.get().id()).isEmpty()) {
      find(entry.location().volume(), "a message that was erased is in the index (I17)");
    }
  }

  /** Beside a process that erases, they may be gone by now, or be the next to go. */
  private void remains(Database database, Volumes volumes) throws SQLException, IOException {
    for (Location place : remains) {
      boolean isNext = database.row(GRAVE, row -> true, place.volume(), place.offset()).isPresent();
      if (!isNext && !volumes.isBlank(place)) {
        find(
            place.volume(),
            "a message that was erased is there again, at octet "
                + place.offset()
                + "; run portineria rebuild, and start the box");
      }
    }
  }

  private void damaged(Database database, Found.Damaged damaged) throws SQLException {
    if (isReplaced(database, damaged)) {
      return;
    }
    Optional<Entry> entry = damaged.entry();
    Optional<Places.Known> known =
        entry.isPresent() ? known(database, entry.get()) : Optional.empty();
    if (known.isPresent()) {
      told.set(Math.toIntExact(known.get().id()));
      progress.doubtful(new MessageId(known.get().id()));
      tell(database, known.get().id(), damaged.volume(), damaged.what());
    } else {
      unknown(damaged);
    }
  }

  /**
   * Whether all that lies there has another place by now: messages that were damaged, and came
   * again.
   */
  private static boolean isReplaced(Database database, Found.Damaged damaged) throws SQLException {
    if (damaged.entry().isEmpty()) {
      return database.number(ALL_REPLACED, damaged.volume(), damaged.from(), damaged.to()) != 0;
    }
    Location place = damaged.entry().get().location();
    return database.row(REPLACED, row -> true, place.volume(), place.offset()).isPresent();
  }

  private void unknown(Found.Damaged damaged) {
    String where = " (octets " + damaged.from() + " to " + damaged.to() + ")";
    findings.add(
        new Finding(Optional.of(damaged.volume()), Optional.empty(), damaged.what() + where));
  }

  /** Those that the walk through the volumes did not come across. */
  private void missing(Database database, Volumes volumes, long last)
      throws SQLException, IOException {
    List<Long> missing = new ArrayList<>();
    database.each(
        ALL,
        row -> {
          int id = Math.toIntExact(row.getLong(1));
          if (!whole.get(id) && !told.get(id)) {
            missing.add((long) id);
          }
        },
        last);
    for (long id : missing) {
      Optional<Present> present = database.row(PRESENT, Verify::present, id);
      if (present.isPresent() && !present.get().isThere(volumes)) {
        if (volumes.size(present.get().location.volume()).isPresent()) {
          progress.doubtful(new MessageId(id)); // a missing volume is known to all
        }
        tell(
            database,
            id,
            present.get().location.volume(),
            "the message " + present.get().digest.hex() + " is not where the index says");
      }
    }
  }

  private static Present present(ResultSet row) throws SQLException {
    return new Present(
        new Location(row.getInt(1), row.getLong(2), row.getLong(3)), Digest.of(row.getBytes(4)));
  }

  /** Where a message lies by now; beside a process that compacts, it may have been moved. */
  private record Present(Location location, Digest digest) {
    boolean isThere(Volumes volumes) {
      try {
        return volumes.isWhole(location, digest);
      } catch (IOException unreadable) {
        return false;
      }
    }
  }

  /** One finding for each mailbox that lists the message, or one if none does. */
  private void tell(Database database, long message, int volume, String what) throws SQLException {
    List<Finding.Entry> entries =
        database.rows(
            LISTED,
            row ->
                new Finding.Entry(
                    row.getString(1), new MailboxName(row.getString(2)), new Uid(row.getLong(3))),
            message);
    for (Finding.Entry entry : entries) {
      findings.add(new Finding(Optional.of(volume), Optional.of(entry), what));
    }
    if (entries.isEmpty()) {
      findings.add(new Finding(Optional.of(volume), Optional.empty(), what));
    }
  }

  private void find(int volume, String what) {
    findings.add(new Finding(Optional.of(volume), Optional.empty(), what));
  }

  private void index(String what) {
    findings.add(new Finding(Optional.empty(), Optional.empty(), what, Finding.Remedy.REBUILD));
  }
}
