package portineria;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir Path folder;

  @BeforeEach
  void openIt() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static String permissions(Path folder) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
  }

  @Test
  void aNewOneIsForItsOwnerAlone() throws IOException {
    Path data = folder.resolve("a/b");
    DataFolder.make(data);
    assertEquals("rwx------", permissions(data));
  }

  @Test
  void aFreshDiskIsClosedToOthers() throws IOException {
    Files.createDirectory(folder.resolve("lost+found"));
    DataFolder.make(folder);
    assertEquals("rwx------", permissions(folder));
  }

  @Test
  void oneThatWasUsedBeforeIsClosedToOthers() throws IOException {
    Files.createFile(folder.resolve("lock"));
    Files.createDirectory(folder.resolve("volumes"));
    DataFolder.make(folder);
    assertEquals("rwx------", permissions(folder));
  }

  @Test
  void somebodysFullFolderStaysOpen() throws IOException {
    Files.createFile(folder.resolve("letter"));
    DataFolder.make(folder);
    assertEquals("rwxr-xr-x", permissions(folder));
  }

  @Test
  void aPageTellsWhoeverFindsTheDisk() throws IOException {
    DataFolder.make(folder);
    Path page = folder.resolve("README.txt");
    assertTrue(Files.readString(page).contains("tar xf"));
    Files.writeString(page, "of an earlier version");
    DataFolder.make(folder);
    assertTrue(Files.readString(page).contains("tar xf"));
    assertFalse(Files.exists(folder.resolve("README.txt.new")));
  }
}
