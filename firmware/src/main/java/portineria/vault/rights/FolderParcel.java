package portineria.vault.rights;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import portineria.vault.transfer.NewFolder;
import portineria.vault.transfer.WholeFile;

/** A folder that was empty or not there. */
final class FolderParcel implements Parcel {
  private final Path folder;
  private final Map<Path, BufferedWriter> later = new LinkedHashMap<>();

  private FolderParcel(Path folder) {
    this.folder = folder;
  }

  static FolderParcel begin(Path folder) throws IOException {
    NewFolder.make(folder);
    NewFolder.requireEmpty(folder);
    return new FolderParcel(folder);
  }

  @Override
  public void add(String name, Instant time, Content content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    WholeFile.write(file, content::writeTo);
    Files.setLastModifiedTime(file, FileTime.from(time));
  }

  @Override
  public Writer later(String name) throws IOException {
    Path file = folder.resolve(name);
    BufferedWriter writer = Files.newBufferedWriter(WholeFile.partial(file));
    later.put(file, writer);
    return writer;
  }

  @Override
  public void finish() throws IOException {
    close();
    for (Path file : later.keySet()) {
      WholeFile.finish(file);
    }
  }

  @Override
  public void close() throws IOException {
    for (BufferedWriter writer : later.values()) {
      writer.close();
    }
  }
}
