package portineria.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
  @TempDir Path temp;

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void fileAndFolderAreTheirOwnersAlone() throws IOException {
    KeyFile file = new KeyFile(temp.resolve("data/keys"), "a.key");
    file.write(octets("one"));
    assertEquals("rwx------", permissions(file.folder()));
    assertEquals("rw-------", permissions(file.path()));
    file.write(octets("two"));
    assertArrayEquals(octets("two"), Files.readAllBytes(file.path()));
  }

  @Test
  void aFolderThatWasOpenIsClosed() throws IOException {
    Path keys = Files.createDirectory(temp.resolve("keys"));
    Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rwxr-xr-x"));
    new KeyFile(keys, "a.key").write(octets("one"));
    assertEquals("rwx------", permissions(keys));
  }

  @Test
  void whatIsPreparedLacksNothingButItsPlace() throws IOException {
    KeyFile file = new KeyFile(temp, "a.key");
    file.prepare(octets("one"));
    file.prepare(octets("two"));
    assertTrue(file.isPrepared());
    assertFalse(file.exists());
    new KeyFile(temp, "a.key").finish();
    assertArrayEquals(octets("two"), Files.readAllBytes(file.path()));
    assertFalse(file.isPrepared());
  }
}
