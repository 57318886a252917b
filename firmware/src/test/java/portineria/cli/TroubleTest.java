package portineria.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class TroubleTest {
  @TempDir Path folder;

  private static String said(Executable attempt) {
    return Trouble.sentence(assertThrows(IOException.class, attempt));
  }

  @Test
  void whatAFileSystemRefusesIsASentenceThatSaysWhatToDo() throws IOException {
    Path none = folder.resolve("none");
    Path file = Files.writeString(folder.resolve("file"), "text");
    Path within = file.resolve("within");
    assertEquals(none + " is not there: check the name", said(() -> Files.readString(none)));
    assertEquals(file + " is there already: name another", said(() -> Files.createFile(file)));
    assertEquals(folder + " is not empty: name another folder", said(() -> Files.delete(folder)));
    String noFolder = " is no folder, or lies in what is none: check the name";
    assertEquals(file + noFolder, said(() -> list(file)));
    assertEquals(within + noFolder, said(() -> Files.createFile(within)));
    assertEquals(
        "no permission for f: run it as the user who owns the data, or as root",
        Trouble.sentence(new AccessDeniedException("f")));
  }

  @Test
  void whatHasNoSentenceOfItsOwnIsSaidAllTheSame() {
    assertEquals("f can't be read or written", Trouble.sentence(new FileSystemException("f")));
    assertEquals(
        "f has no room: the disk is full",
        Trouble.sentence(new FileSystemException("f", null, "No space left on device")));
    assertEquals(
        "f: Too many levels of symbolic links",
        Trouble.sentence(new FileSystemException("f", null, "Too many levels of symbolic links")));
    assertEquals("broken", Trouble.sentence(new IOException("broken")));
    assertEquals("EOFException", Trouble.sentence(new EOFException()));
  }

  private static void list(Path folder) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      assertNotNull(files);
    }
  }
}
