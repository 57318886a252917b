package portineria.vault.transfer;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** Adds up the files under a folder; what can't be looked at counts nothing. */
final class TreeSize extends SimpleFileVisitor<Path> {
  private long octets;

  private TreeSize() {}

  static long of(Path root) throws IOException {
    TreeSize size = new TreeSize();
    Files.walkFileTree(root, size);
    return size.octets;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    octets += attributes.size();
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException e) {
    return FileVisitResult.CONTINUE;
  }
}
