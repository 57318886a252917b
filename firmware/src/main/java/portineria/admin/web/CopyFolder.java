package portineria.admin.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import portineria.vault.transfer.NewFolder;

/**
 * Where copies of mail lie until they are fetched: {@code DATA/copies}. Each is deleted when it was
 * sent, whatever came of that; what nobody fetches goes when somebody makes another one, when
 * messages are erased, and at the next start. Safe for many threads.
 */
final class CopyFolder {
  private final Path path;

  /** Those that are being written or sent. */
  private final Set<Path> inUse = ConcurrentHashMap.newKeySet();

  private CopyFolder(Path path) {
    this.path = path;
  }

  /** On a box that has just been opened: nobody fetches what is in it. */
  static CopyFolder of(Path data) {
    CopyFolder folder = new CopyFolder(data.resolve("copies"));
    try {
      delete(folder.path);
    } catch (IOException e) {
      throw new UncheckedIOException("what is left of a copy can't be deleted", e);
    }
    return folder;
  }

  /** Something that is done with a folder. */
  interface Use<T> {
    T with(Path place) throws IOException;
  }

  /** Something that is done. */
  interface Sending {
    void run() throws IOException;
  }

  /** Has a copy written into a folder of its own; of one that can't be, nothing stays. */
  <T> T write(RandomGenerator random, Use<T> use) throws IOException {
    deleteLeft();
    Path place = path.resolve(Long.toHexString(random.nextLong()));
    boolean written = false;
    inUse.add(place);
    try {
      NewFolder.make(place);
      T result = use.with(place);
      written = true;
      return result;
    } finally {
      if (!written) {
        delete(place);
      }
      inUse.remove(place);
    }
  }

  /** Has one sent; it is gone afterwards. */
  void send(Path place, Sending sending) throws IOException {
    inUse.add(place);
    try {
      sending.run();
    } finally {
      delete(place);
      inUse.remove(place);
    }
  }

  /** Deletes what nobody has fetched. */
  void deleteLeft() throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> copies = Files.list(path)) {
      List<Path> left = copies.filter(one -> !inUse.contains(one)).toList();
      for (Path one : left) {
        delete(one);
      }
    }
  }

  /** With all that is in it. */
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path one : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(one);
      }
    }
  }
}
