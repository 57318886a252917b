package portineria;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder that holds everything: for its owner alone. In it lies a page for somebody who finds
 * nothing but this disk.
 */
final class DataFolder {
  private static final Logger LOG = LoggerFactory.getLogger(DataFolder.class);

  private static final Set<PosixFilePermission> OWNERS =
      PosixFilePermissions.fromString("rwx------");

  /** What a new disk has in it. */
  private static final Set<String> OF_A_DISK = Set.of("lost+found");

  private static final String PAGE = "README.txt";

  private DataFolder() {}

  static void make(Path data) throws IOException {
    if (!Files.isDirectory(data)) {
      try {
        Files.createDirectories(data, PosixFilePermissions.asFileAttribute(OWNERS));
      } catch (IOException cause) {
        throw new IOException(
            "the folder " + data + " can't be made: name one with --data that can", cause);
      }
    } else if (isOurs(data) && !Files.getPosixFilePermissions(data).equals(OWNERS)) {
      close(data);
    }
    try {
      writePage(data.resolve(PAGE));
    } catch (IOException full) {
      // The box starts on a full disk, too; another start writes the page.
      LOG.warn("folder={} event=page-not-written reason=\"{}\"", data, full.getMessage());
    }
  }

  /** A folder of another user is as open as that user wants it. */
  private static void close(Path data) {
    try {
      Files.setPosixFilePermissions(data, OWNERS);
    } catch (IOException notOurs) {
      LOG.warn(
          "folder={} event=open-to-others reason=\"{}\": close it with chmod 700",
          data,
          notOurs.getMessage());
    }
  }

  /** A disk that was put there for us, or what we have used before; not somebody's full folder. */
  private static boolean isOurs(Path data) throws IOException {
    try (Stream<Path> files = Files.list(data)) {
      List<String> names = files.map(file -> file.getFileName().toString()).toList();
      return names.containsAll(List.of("lock", "volumes")) || OF_A_DISK.containsAll(names);
    }
  }

  private static void writePage(Path page) throws IOException {
    try (InputStream text = DataFolder.class.getResourceAsStream(PAGE)) {
      if (text == null) {
        throw new AssertionError("the page is in the jar");
      }
      byte[] wanted = text.readAllBytes();
      boolean there = Files.exists(page, LinkOption.NOFOLLOW_LINKS);
      if (there
          && (!Files.isRegularFile(page) || Arrays.equals(Files.readAllBytes(page), wanted))) {
        return;
      }
      Path fresh = page.resolveSibling(PAGE + ".new");
      Files.write(fresh, wanted);
      Files.move(fresh, page, StandardCopyOption.ATOMIC_MOVE);
    }
  }
}
