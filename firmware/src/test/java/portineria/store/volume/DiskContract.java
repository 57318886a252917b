package portineria.store.volume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every disk does. */
interface DiskContract {
  Disk disk() throws IOException;

  private static ByteBuffer octets(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String text(Disk disk, String name) throws IOException {
    try (Disk.File file = disk.open(name)) {
      ByteBuffer target = ByteBuffer.allocate((int) file.size());
      while (target.hasRemaining() && file.read(target, target.position()) > 0) {}
      return new String(target.array(), StandardCharsets.US_ASCII);
    }
  }

  private static void put(Disk disk, String name, String text) throws IOException {
    try (Disk.File file = disk.create(name)) {
      file.write(octets(text), 0);
      file.force();
    }
  }

  @Test
  default void whatIsWrittenIsRead() throws IOException {
    Disk disk = disk();
    try (Disk.File file = disk.create("a")) {
      file.write(octets("hello"), 0);
      file.write(octets("LO, world"), 3);
      file.force();
      assertEquals(12, file.size());
    }
    assertEquals("helLO, world", text(disk, "a"));
  }

  @Test
  default void aReadStopsAtTheEnd() throws IOException {
    Disk disk = disk();
    put(disk, "a", "abc");
    try (Disk.File file = disk.open("a")) {
      assertEquals(1, file.read(ByteBuffer.allocate(9), 2));
      assertEquals(-1, file.read(ByteBuffer.allocate(9), 3));
      assertEquals(-1, file.read(ByteBuffer.allocate(9), 99));
    }
  }

  @Test
  default void cuttingNeverMakesAFileGrow() throws IOException {
    Disk disk = disk();
    put(disk, "a", "abcdef");
    try (Disk.File file = disk.edit("a")) {
      file.truncate(4);
      file.truncate(100);
      assertEquals(4, file.size());
    }
    assertEquals("abcd", text(disk, "a"));
  }

  @Test
  default void creatingReplacesAndRenamingReplaces() throws IOException {
    Disk disk = disk();
    put(disk, "a", "first");
    put(disk, "a", "2nd");
    put(disk, "b", "other");
    disk.makeDirectory("d");
    disk.makeDirectory("d");
    disk.rename("a", "b");
    disk.rename("b", "d/c");
    assertEquals("2nd", text(disk, "d/c"));
    assertEquals(List.of("d"), disk.list(""));
    assertEquals(List.of("c"), disk.list("d"));
    disk.forceDirectory("");
    disk.forceDirectory("d");
  }

  @Test
  default void anOpenFileOutlivesItsName() throws IOException {
    Disk disk = disk();
    put(disk, "a", "abc");
    try (Disk.File file = disk.open("a")) {
      disk.rename("a", "b");
      disk.delete("b");
      disk.delete("b");
      assertEquals(3, file.read(ByteBuffer.allocate(3), 0));
    }
    assertEquals(List.of(), disk.list(""));
  }

  @Test
  default void whatIsNotThereIsSaidSo() throws IOException {
    Disk disk = disk();
    assertThrows(NoSuchFileException.class, () -> disk.open("none"));
    assertThrows(NoSuchFileException.class, () -> disk.edit("none"));
    assertThrows(NoSuchFileException.class, () -> disk.create("none/a"));
    assertThrows(IOException.class, () -> disk.rename("none", "a"));
    assertEquals(List.of(), disk.list("none"));
    assertFalse(disk.list("").contains("none"));
    assertTrue(disk.freeOctets() > 0);
  }
}
