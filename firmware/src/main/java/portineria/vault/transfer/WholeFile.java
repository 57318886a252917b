package portineria.vault.transfer;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that has its name only when it is whole: until then {@code .part} stands behind it. */
public final class WholeFile {
  private static final String SUFFIX = ".part";

  private WholeFile() {}

  /** Where it is until it is whole. */
  public static Path partial(Path file) {
    return file.resolveSibling(file.getFileName() + SUFFIX);
  }

  /** It is whole. */
  public static void finish(Path file) throws IOException {
    Path partial = partial(file);
    try {
      Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING); // some memory sticks
    }
  }

  static void writeText(Path file, Text text) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(partial(file))) {
      text.writeTo(out);
    }
    finish(file);
  }

  public static void write(Path file, Content content) throws IOException {
    try (OutputStream out = Files.newOutputStream(partial(file))) {
      content.writeTo(out);
    }
    finish(file);
  }

  @FunctionalInterface
  interface Text {
    void writeTo(BufferedWriter out) throws IOException;
  }

  /** What a file holds. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }
}
