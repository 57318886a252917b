package portineria.store.sqlite;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import portineria.store.Digest;
import portineria.store.MailboxName;
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

  private static final String TOTAL = "SELECT ifnull(sum(size), 0) FROM messages WHERE id <= ?";

  private static final String FIND =
      """
      SELECT messages.id, volume, position, size
      FROM messages JOIN accounts ON accounts.id = messages.account
      WHERE accounts.name = ? AND digest = ?
      """;

  private static final String ALL =
      "SELECT id, volume, hex(digest) FROM messages WHERE id <= ? ORDER BY id";

  private static final String LISTED =
      """
      SELECT accounts.name, mailboxes.name, entries.uid
      FROM entries JOIN mailboxes ON mailboxes.id = entries.mailbox
        JOIN accounts ON accounts.id = mailboxes.account
      WHERE entries.message = ? AND entries.removed IS NULL
      """;

  /** More than the groups that a box commits between two looks; of an old index one is enough. */
  private static final int BEYOND_MAX = 10_000;

  private final StoreSettings settings;
  private final Progress progress;
  private final List<Finding> findings = new ArrayList<>();
  private final List<Entry> beyond = new ArrayList<>();
  private final BitSet whole = new BitSet();
  private final BitSet told = new BitSet();
  private long octets;
  private long total;

  private Verify(StoreSettings settings, Progress progress) {
    this.settings = settings;
    this.progress = progress;
  }

  /** Hears how far it has come. */
  @FunctionalInterface
  public interface Progress {
    /** So many octets of messages were read, of about so many. */
    void at(long octets, long total);
  }

  /**
   * Checks the store in {@code settings.data()}. Where the index is lost or can't be read, the
   * messages are checked all the same.
   *
   * @return what is wrong, in the order in which it was found; empty when all is well
   * @throws IOException also when there is nothing to check
   */
  public static List<Finding> run(StoreSettings settings, Progress progress) throws IOException {
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
    } catch (SqlFailed unreadable) {
      throw unreadable.sql();
    }
    missing(database, last);
    behind(database);
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
        case Found.Erased erased -> {}
        case Found.Damaged damaged -> damaged(database, damaged);
      }
    } catch (SQLException failed) {
      throw new SqlFailed(failed);
    }
    progress.at(octets, total);
  }

  private record Known(long id, Location location) {}

  private static Optional<Known> known(Database database, Entry entry) throws SQLException {
    return database.row(
        FIND,
        row ->
            new Known(row.getLong(1), new Location(row.getInt(2), row.getLong(3), row.getLong(4))),
        entry.label().account(),
        entry.digest().octets());
  }

  private void message(Database database, Entry entry) throws SQLException {
    octets += entry.location().size();
    Optional<Known> known = known(database, entry);
    if (known.isEmpty()) {
      findings.add(
          new Finding(
              Optional.of(entry.location().volume()),
              Optional.empty(),
              "the index does not know " + entry.path(),
              Finding.Remedy.REBUILD));
    } else if (known.get().location.equals(entry.location())) {
      whole.set(Math.toIntExact(known.get().id));
    }
  }

  private void damaged(Database database, Found.Damaged damaged) throws SQLException {
    Optional<Entry> entry = damaged.entry();
    Optional<Known> known = entry.isPresent() ? known(database, entry.get()) : Optional.empty();
    if (known.isPresent()) {
      told.set(Math.toIntExact(known.get().id));
      tell(database, known.get().id, damaged.volume(), damaged.what());
    } else {
      unknown(damaged);
    }
  }

  private void unknown(Found.Damaged damaged) {
    String where = " (octets " + damaged.from() + " to " + damaged.to() + ")";
    findings.add(
        new Finding(Optional.of(damaged.volume()), Optional.empty(), damaged.what() + where));
  }

  /** Those that the walk through the volumes did not come across. */
  private void missing(Database database, long last) throws SQLException {
    List<Missing> missing = new ArrayList<>();
    database.each(
        ALL,
        row -> {
          int id = Math.toIntExact(row.getLong(1));
          if (!whole.get(id) && !told.get(id)) {
            missing.add(new Missing(id, row.getInt(2), Digest.parse(row.getString(3))));
          }
        },
        last);
    for (Missing one : missing) {
      tell(
          database,
          one.id,
          one.volume,
          "the message " + one.digest.hex() + " is not where the index says");
    }
  }

  private record Missing(long id, int volume, Digest digest) {}

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

  private void index(String what) {
    findings.add(new Finding(Optional.empty(), Optional.empty(), what, Finding.Remedy.REBUILD));
  }
}
