package portineria.store.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portineria.store.sqlite.database.Database;
import portineria.store.sqlite.database.Readers;

/** The copies of the index of the last nights: {@code safe/index-<day>.db}, the day in UTC. */
final class SafeCopies {
  private static final Logger LOG = LoggerFactory.getLogger(SafeCopies.class);

  private final StoreSettings settings;
  private final Path folder;

  SafeCopies(StoreSettings settings) {
    this.settings = settings;
    this.folder = settings.data().resolve("safe");
  }

  /** The newest first. */
  List<Path> all() throws IOException {
    List<Path> copies = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, "index-*.db")) {
        stream.forEach(copies::add);
      }
    }
    copies.sort(Collections.reverseOrder()); // ISO dates sort by age
    return copies;
  }

  /**
   * Copies what is committed by now, while others go on reading and writing. A copy that would use
   * up the disk's reserve is not made: mail is worth more.
   */
  synchronized Optional<Path> copy(Readers readers, Instant now) throws IOException {
    Path copy = ofDay(now);
    if (Files.exists(copy)) {
      return Optional.empty();
    }
    if (!hasRoom(readers)) {
      LOG.warn("index-not-copied cause=\"the disk is nearly full\"");
      return Optional.empty();
    }
    make(copy, readers);
    for (Path old : all().stream().skip(settings.limits().safeCopies()).toList()) {
      Files.delete(old);
    }
    return Optional.of(copy);
  }

  /**
   * Puts one new copy into the place of all that there are: those know what was erased. Where there
   * is no room for it, they go all the same.
   */
  synchronized void replaceAll(Readers readers, Instant now) throws IOException {
    deleteFresh();
    List<Path> old = all();
    if (old.isEmpty()) {
      return;
    }
    Path copy = ofDay(now);
    boolean copied = hasRoom(readers);
    if (copied) {
      make(copy, readers);
    }
    for (Path one : old) {
      if (!copied || !one.equals(copy)) {
        Files.delete(one);
      }
    }
    force(folder);
  }

  private boolean hasRoom(Readers readers) {
    return settings.hasRoom(readers.read(SafeCopies::octets));
  }

  private Path ofDay(Instant now) {
    return folder.resolve("index-" + LocalDate.ofInstant(now, ZoneOffset.UTC) + ".db");
  }

  private Path fresh() {
    return folder.resolve("copying.db");
  }

  private void deleteFresh() throws IOException {
    Files.deleteIfExists(fresh());
    Files.deleteIfExists(folder.resolve("copying.db-journal"));
  }

  private void make(Path copy, Readers readers) throws IOException {
    Files.createDirectories(folder);
    Path fresh = fresh();
    copyTo(fresh, readers);
    Files.move(fresh, copy, StandardCopyOption.ATOMIC_MOVE);
    force(folder);
  }

  /** Copies what is committed by now into a new file, which is on the disk then. */
  static void copyTo(Path file, Readers readers) throws IOException {
    Files.deleteIfExists(file);
    Files.deleteIfExists(file.resolveSibling(file.getFileName() + "-journal"));
    try {
      readers.read(database -> database.run("VACUUM INTO ?", file.toString()));
    } catch (UncheckedIOException failed) {
      Files.deleteIfExists(file);
      throw new IOException("the index can't be copied", failed);
    }
    force(file);
  }

  /** How large a copy is, more or less. */
  static long octets(Database database) throws SQLException {
    return database.number("PRAGMA page_count") * database.number("PRAGMA page_size");
  }

  /** Returns when a file, or which names a directory holds, is on the disk. */
  static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
