package portineria.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import portineria.store.Act;
import portineria.store.Actor;
import portineria.store.sqlite.database.Database;
import portineria.store.sqlite.database.Gate;
import portineria.store.volume.Position;
import portineria.store.volume.Volumes;

/**
 * Makes the index anew: from the present one if it is intact but older than the volumes, else from
 * the newest safe copy, else from nothing; and then from what the volumes hold beyond that. The old
 * index is kept as {@code index.db.old}.
 *
 * <p>What was erased stays so: the ledger is asked first, and tombstones are believed. What there
 * is to overwrite once more, the next start does.
 *
 * <p>What was done between the copy and the loss is lost, except messages: those come back into the
 * mailbox they first arrived in. So that no client may see one UID for two messages, or miss a
 * change because it saw a higher modseq before, UIDNEXTs and modseqs jump. Without a copy every
 * mailbox has a new UIDVALIDITY, and nobody has a password.
 */
public final class Rebuild {
  private static final String NAMED = "SELECT name FROM accounts WHERE filed = ?";

  private final StoreSettings settings;
  private final Actor by;
  private final Path index;
  private final Path fresh;

  private Rebuild(StoreSettings settings, Actor by) {
    this.settings = settings;
    this.by = by;
    this.index = settings.data().resolve(Index.NAME);
    this.fresh = settings.data().resolve("index.db.new");
  }

  /**
   * What came of it.
   *
   * @param base the copy that it began with
   * @param since when that was made, where something may have come since
   * @param messages taken in from the volumes
   * @param accounts that are new by this: they need passwords
   * @param damages what can't be read of the volumes, in sentences
   */
  public record Report(
      Optional<Path> base,
      Optional<Instant> since,
      long messages,
      List<String> accounts,
      List<String> damages) {
    public Report {
      accounts = List.copyOf(accounts);
      damages = List.copyOf(damages);
    }
  }

  /**
   * Makes the index of {@code settings.data()} anew.
   *
   * @param by who wants it; the new index's audit chain says so
   * @param progress hears how many messages were taken in
   * @throws DataInUse when a process has it open
   * @throws IndexLost when nothing is there of which an index could be made
   */
  public static Report run(StoreSettings settings, Actor by, LongConsumer progress)
      throws IOException {
    Landing.requireEnded(settings.data());
    Optional<IndexLost> lost = IndexLost.in(settings);
    if (lost.isPresent()
        && !IndexLost.hasVolumes(settings)
        && new SafeCopies(settings).all().isEmpty()) {
      throw lost.get();
    }
    DataLock lock = DataLock.take(settings.data());
    try (lock) {
      new Replacement(settings.data()).finish();
      return new Rebuild(settings, by).run(progress);
    } catch (SQLException failed) {
      throw new IOException("the index can't be made: " + failed.getMessage(), failed);
    }
  }

  private Report run(LongConsumer progress) throws IOException, SQLException {
    Optional<Path> base = base();
    Report report;
    try (Database database = Index.open(fresh, Gate.OPEN)) {
      database.run("BEGIN IMMEDIATE");
      long epoch = NextLife.begin(database, settings, base.isPresent());
      database.run("COMMIT");
      Epoch.file(settings.disk()).write(epoch);
      report = fill(database, base, progress);
    }
    SafeCopies.force(fresh);
    new Replacement(settings.data()).make(fresh);
    return report;
  }

  /** Copies what the new index begins with. */
  private Optional<Path> base() throws IOException {
    List<Path> candidates = new ArrayList<>(List.of(index));
    candidates.addAll(new SafeCopies(settings).all());
    for (Path candidate : candidates) {
      deleteFresh();
      if (Files.exists(candidate) && copy(candidate)) {
        return Optional.of(candidate);
      }
    }
    deleteFresh();
    return Optional.empty();
  }

  /** Whether the candidate is intact, and was copied. */
  private boolean copy(Path candidate) {
    try (Database database = Database.openReading(candidate)) {
      List<String> answer = database.rows("PRAGMA integrity_check(1)", row -> row.getString(1));
      if (!answer.equals(List.of("ok")) || Index.counter(database, Index.UID_VALIDITY).isEmpty()) {
        return false;
      }
      database.run("VACUUM INTO ?", fresh.toString());
      return true;
    } catch (SQLException unreadable) {
      return false;
    }
  }

  private void deleteFresh() throws IOException {
    for (String suffix : List.of("", "-wal", "-shm", "-journal")) {
      Files.deleteIfExists(fresh.resolveSibling(fresh.getFileName() + suffix));
    }
  }

  private Report fill(Database database, Optional<Path> base, LongConsumer progress)
      throws IOException, SQLException {
    Ledger ledger = new Ledger(settings.disk());
    ledger.join(database);
    Catalog catalog = CatalogLoader.load(database);
    VolumeIntake intake = new VolumeIntake(database, catalog, settings, progress);
    try (Volumes volumes = Volumes.open(settings.disk(), settings.clock(), settings.volumes())) {
      Position end =
          intake.take(
              visitor ->
                  volumes
                      .scan(Position.START, Position.UNBOUNDED, visitor)
                      .later(catalog.volumesEnd().committed()));
      intake.record(
          Act.of(Act.Kind.INDEX_REBUILT, by).with(Act.Figure.MESSAGES, intake.messages()));
      volumes.resume(end);
      ledger.join(database);
      new NamesFile(settings.disk()).join(database);
      List<String> damages = new ArrayList<>(intake.damages());
      damages.addAll(Presence.losses(Presence.needed(database), volumes));
      List<String> accounts = new ArrayList<>();
      for (String filed : intake.accounts()) {
        accounts.addAll(database.rows(NAMED, row -> row.getString(1), filed));
      }
      return new Report(base, since(base, intake.messages()), intake.messages(), accounts, damages);
    }
  }

  private Optional<Instant> since(Optional<Path> base, long messages) throws IOException {
    boolean isWhole = base.equals(Optional.of(index)) && messages == 0;
    return base.isPresent() && !isWhole
        ? Optional.of(Files.getLastModifiedTime(base.get()).toInstant())
        : Optional.empty();
  }
}
