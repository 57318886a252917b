package portineria;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portineria.admin.Homecoming;
import portineria.backup.RestoreWish;
import portineria.backup.Restoring;
import portineria.backup.Watch;
import portineria.store.Actor;
import portineria.store.Store;
import portineria.store.sqlite.DataInUse;
import portineria.store.sqlite.Landing;
import portineria.store.sqlite.StoreSettings;

/**
 * Everything from a backup, to a box that runs with nothing on it.
 *
 * <p>It comes to a folder of its own, {@code DATA/coming}, as to any empty folder. So the pages
 * stay open and say how far it is, and an interruption costs nothing: the box starts as it was, and
 * the same wish goes on. When all is there, {@code DATA/coming.whole} says so; the next start moves
 * it to its place, the index last, before the store is opened. Each step of that can be done twice.
 */
final class ComingHome implements Homecoming {
  static final String FOLDER = "coming";
  static final String WHOLE = "coming.whole";

  private static final String INDEX = "index.db";

  /** What is of the folder, and not of the box that comes. */
  private static final Set<String> STAYS = Set.of("lock", "README.txt", "log");

  /** Of a store with nothing in it, and not true of the one that comes. */
  private static final List<String> STALE =
      List.of(
          "cache.db",
          "cache.db-wal",
          "cache.db-shm",
          "search.db",
          "search.db-wal",
          "search.db-shm",
          "safe",
          "spool");

  private static final Logger log = LoggerFactory.getLogger(ComingHome.class);

  private final Path data;
  private final Store store;
  private final Actor by;
  private final Runnable again;

  /**
   * To the box with that store.
   *
   * @param again ends the box and begins it anew
   */
  ComingHome(Path data, Store store, Actor by, Runnable again) {
    this.data = data;
    this.store = store;
    this.by = by;
    this.again = again;
  }

  @Override
  public boolean isPossible() {
    return store.accountNames().isEmpty() && !Files.exists(data.resolve(WHOLE));
  }

  @Override
  public void bring(RestoreWish wish, Watch watch) throws IOException {
    Path coming = data.resolve(FOLDER);
    DataFolder.make(coming);
    if (!isBrought(coming)) {
      try (Landing landing = Landing.begin(StoreSettings.of(coming))) {
        Restoring.run(new RestoreGround(coming, landing, by), wish, watch);
      }
    }
    if (!store.accountNames().isEmpty()) {
      throw new IOException(
          "meanwhile this box has accounts of its own, and nothing overwrites them");
    }
    Files.write(data.resolve(WHOLE), new byte[0]);
    force(data.resolve(WHOLE));
    force(data);
  }

  /** A restore ends by taking its folder away. */
  private static boolean isBrought(Path coming) {
    return Files.exists(coming.resolve(INDEX)) && !Files.isDirectory(coming.resolve("restoring"));
  }

  @Override
  public void beginAnew() {
    again.run();
  }

  /**
   * Moves what has come to its place; nobody has the store open. Where there is mail meanwhile, it
   * stays where it came to: a box that does not start would help nobody.
   *
   * @throws IOException with a sentence; the next start goes on
   */
  static void settle(Path data) throws IOException {
    Path coming = data.resolve(FOLDER);
    if (!Files.exists(data.resolve(WHOLE))) {
      return;
    }
    if (Files.exists(coming.resolve(INDEX)) || Files.isDirectory(data.resolve("restoring"))) {
      Optional<Landing> landing = landing(data);
      if (landing.isEmpty()) {
        Files.delete(data.resolve(WHOLE));
        return;
      }
      try (Landing begun = landing.get()) {
        move(data, coming);
        begun.end();
      }
    }
    Files.delete(data.resolve(WHOLE));
    delete(coming);
    log.info("folder={} event=everything-is-back", data);
  }

  /** Empty where there is mail in the folder already. */
  private static Optional<Landing> landing(Path data) throws IOException {
    try {
      return Optional.of(Landing.begin(StoreSettings.of(data)));
    } catch (DataInUse inUse) {
      throw inUse;
    } catch (IOException thereIsMail) {
      if (Files.isDirectory(data.resolve("restoring"))) {
        throw thereIsMail;
      }
      log.warn("folder={} event=left-in-coming reason=\"{}\"", data, thereIsMail.getMessage());
      return Optional.empty();
    }
  }

  private static void move(Path data, Path coming) throws IOException {
    if (!Files.exists(coming.resolve(INDEX))) {
      return;
    }
    for (String name : STALE) {
      delete(data.resolve(name));
    }
    for (Path one : children(coming)) {
      String name = one.getFileName().toString();
      if (!name.startsWith(INDEX) && !STAYS.contains(name)) {
        delete(data.resolve(name));
        Files.move(one, data.resolve(name), StandardCopyOption.ATOMIC_MOVE);
      }
    }
    force(data);
    for (String suffix : List.of("-wal", "-shm", "-journal")) {
      Files.deleteIfExists(data.resolve(INDEX + suffix));
    }
    Files.move(coming.resolve(INDEX), data.resolve(INDEX), StandardCopyOption.ATOMIC_MOVE);
    force(data);
  }

  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private static void delete(Path one) throws IOException {
    if (!Files.exists(one, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(one)) {
      for (Path each : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  private static void force(Path one) throws IOException {
    try (FileChannel channel = FileChannel.open(one, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
