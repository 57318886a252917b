package portineria.store.sqlite;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import portineria.store.Act;
import portineria.store.Actor;
import portineria.store.sqlite.database.Database;
import portineria.store.sqlite.database.Gate;
import portineria.store.volume.Position;
import portineria.store.volume.Volumes;

/**
 * A folder in which a backup comes to land: it holds the data's lock, takes care that no mail is
 * overwritten, and makes the index and the volumes that were brought one store again.
 *
 * <p>As long as {@code DATA/restoring} is there, nobody opens the store. It is there from {@link
 * #begin} until {@link #end}, whatever interrupts it.
 */
public final class Landing implements AutoCloseable {
  private static final String RESTORING = "restoring";

  private static final String MESSAGES = "SELECT count(*) FROM messages";

  private static final String LEDGER = "erased";

  /** No file has this length, so the next start joins the ledger. */
  private static final long UNEQUAL = -1;

  private final StoreSettings settings;
  private final DataLock lock;
  private final boolean settled;

  private Landing(StoreSettings settings, DataLock lock, boolean settled) {
    this.settings = settings;
    this.lock = lock;
    this.settled = settled;
  }

  /**
   * Begins, or goes on with one that was interrupted.
   *
   * @throws DataInUse when a process has the folder open
   * @throws IOException with a sentence, when there is mail in it
   */
  public static Landing begin(StoreSettings settings) throws IOException {
    DataLock lock = DataLock.take(settings.data());
    try {
      new Replacement(settings.data()).finish();
      boolean interrupted = Files.isDirectory(settings.data().resolve(RESTORING));
      boolean holdsIndex = holdsMessages(settings);
      if (!interrupted && (holdsIndex || IndexLost.hasVolumes(settings))) {
        throw new IOException(
            "there is mail in "
                + settings.data()
                + ", and a restore overwrites none: name an empty folder with --data");
      }
      Files.createDirectories(settings.data().resolve(RESTORING));
      SafeCopies.force(settings.data());
      return new Landing(settings, lock, holdsIndex);
    } catch (IOException failed) {
      lock.close();
      throw failed;
    }
  }

  private static boolean holdsMessages(StoreSettings settings) throws IOException {
    Path index = settings.data().resolve(Index.NAME);
    if (!Files.exists(index) || Files.size(index) == 0) {
      return false;
    }
    try (Database database = Database.openReading(index)) {
      return database.number(MESSAGES) > 0;
    } catch (SQLException unreadable) {
      return true; // whatever it is, it is not overwritten
    }
  }

  /** Whether a restore has begun there and not ended. */
  public static boolean isHalfDone(Path data) {
    return Files.isDirectory(data.resolve(RESTORING));
  }

  /** Refuses to open a store that is half there. */
  static void requireEnded(Path data) throws IOException {
    if (isHalfDone(data)) {
      throw new IOException(
          "a restore into "
              + data
              + " has not ended: if none runs now, give the same restore command again, or delete"
              + " that folder to begin anew");
    }
  }

  /** Where to put what is on its way. */
  public Path restoring() {
    return settings.data().resolve(RESTORING);
  }

  /** Whether {@link #settle} was done before an interruption. */
  public boolean isSettled() {
    return settled;
  }

  /** The highest number of a volume that an index knows: later ones were begun after its copy. */
  public static int lastVolume(Path index) throws IOException {
    return position(index).lastVolume();
  }

  private static Position position(Path index) throws IOException {
    try (Database database = Database.openReading(index)) {
      return CatalogLoader.volumesEnd(database);
    } catch (SQLException unreadable) {
      throw new IOException("the index in the backup can't be read", unreadable);
    }
  }

  /**
   * Makes a store of what was brought; all volumes are in their place.
   *
   * @param index the copy of the index; it is left as it is
   * @param ledger lines that the folder's own ledger does not lose: what was erased stays erased
   */
  public void settle(Path index, Path ledger, Actor by) throws IOException {
    joinLedger(ledger);
    try (Volumes volumes = Volumes.open(settings.disk(), settings.clock(), settings.volumes())) {
      volumes.endAt(position(index));
    }
    Path fresh = settings.data().resolve("index.db.new");
    for (String suffix : List.of("", "-wal", "-shm", "-journal")) {
      Files.deleteIfExists(fresh.resolveSibling(fresh.getFileName() + suffix));
    }
    Files.copy(index, fresh);
    try (Database database = Index.open(fresh, Gate.OPEN)) {
      renew(database, by);
    } catch (SQLException failed) {
      throw new IOException("the index can't be renewed: " + failed.getMessage(), failed);
    }
    SafeCopies.force(fresh);
    new Replacement(settings.data()).make(fresh);
  }

  private void renew(Database database, Actor by) throws SQLException, IOException {
    database.run("BEGIN IMMEDIATE");
    long epoch = NextLife.begin(database, settings, true);
    Index.putCounter(database, Ledger.COUNTER, UNEQUAL);
    database.run("COMMIT");
    Epoch.file(settings.disk()).write(epoch);
    Catalog catalog = CatalogLoader.load(database);
    new VolumeIntake(database, catalog, settings, messages -> {})
        .record(
            Act.of(Act.Kind.BOX_RESTORED, by).with(Act.Figure.MESSAGES, database.number(MESSAGES)));
  }

  /** The ledger is never shortened: what either file holds is in it afterwards. */
  private void joinLedger(Path brought) throws IOException {
    Path folder = settings.data().resolve("volumes");
    Path here = folder.resolve(LEDGER);
    Set<String> lines = new LinkedHashSet<>(lines(here));
    lines.addAll(lines(brought));
    if (lines.isEmpty()) {
      return;
    }
    List<String> all = new ArrayList<>(lines);
    Path fresh = folder.resolve("erased.new");
    Files.createDirectories(folder);
    Files.write(
        fresh,
        all,
        StandardCharsets.US_ASCII,
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING);
    SafeCopies.force(fresh);
    Files.move(fresh, here, StandardCopyOption.ATOMIC_MOVE);
    SafeCopies.force(folder);
  }

  private static List<String> lines(Path file) throws IOException {
    return Files.exists(file) ? Files.readAllLines(file, StandardCharsets.US_ASCII) : List.of();
  }

  /** All is done: from now on the store may be opened. */
  public void end() throws IOException {
    Path ended = settings.data().resolve("restoring.old");
    deleteTree(ended);
    Files.move(restoring(), ended, StandardCopyOption.ATOMIC_MOVE);
    SafeCopies.force(settings.data());
    deleteTree(ended);
  }

  private static void deleteTree(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path one : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(one);
      }
    }
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
