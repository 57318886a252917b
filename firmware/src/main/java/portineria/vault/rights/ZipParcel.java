package portineria.vault.rights;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import portineria.vault.transfer.WholeFile;

/** A zip; until it is complete it and what comes last lie beside its place. */
final class ZipParcel implements Parcel {
  private final Path file;
  private final ZipOutputStream zip;

  /** Where it lies for now, by its name. */
  private final Map<String, Path> places = new LinkedHashMap<>();

  private final Map<String, BufferedWriter> later = new LinkedHashMap<>();
  private boolean finished;

  private ZipParcel(Path file) throws IOException {
    this.file = file;
    this.zip =
        new ZipOutputStream(
            new BufferedOutputStream(
                Files.newOutputStream(PrivateFile.make(WholeFile.partial(file)))));
  }

  static ZipParcel begin(Path file) throws IOException {
    if (Files.exists(file)) {
      throw new IOException(file + " is there already: name another file");
    }
    return new ZipParcel(file);
  }

  @Override
  public void add(String name, Instant time, Content content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setLastModifiedTime(FileTime.from(time));
    zip.putNextEntry(entry);
    content.writeTo(zip);
    zip.closeEntry();
  }

  @Override
  public Writer later(String name) throws IOException {
    Path place = WholeFile.partial(file.resolveSibling(file.getFileName() + "." + name));
    BufferedWriter writer = Files.newBufferedWriter(PrivateFile.make(place));
    places.put(name, place);
    later.put(name, writer);
    return writer;
  }

  @Override
  public void finish() throws IOException {
    for (Map.Entry<String, BufferedWriter> one : later.entrySet()) {
      one.getValue().close();
      Path place = places.get(one.getKey());
      Instant time = Files.getLastModifiedTime(place).toInstant();
      add(one.getKey(), time, out -> Files.copy(place, out));
    }
    zip.close();
    WholeFile.finish(file);
    finished = true;
  }

  @Override
  public void close() throws IOException {
    for (BufferedWriter writer : later.values()) {
      writer.close();
    }
    for (Path place : places.values()) {
      Files.deleteIfExists(place);
    }
    if (!finished) {
      zip.close();
      Files.deleteIfExists(WholeFile.partial(file));
    }
  }
}
