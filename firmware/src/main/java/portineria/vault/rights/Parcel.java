package portineria.vault.rights;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;

/**
 * What is handed over: files with names, in a folder or in a zip. It has its name, or its index,
 * only when it is complete. One thread.
 */
interface Parcel extends Closeable {

  /** One in {@code place}: a zip where it is called so, else a folder. */
  static Parcel in(Path place) throws IOException {
    String name = place.getFileName() == null ? "" : place.getFileName().toString();
    return name.toLowerCase(Locale.ROOT).endsWith(".zip")
        ? ZipParcel.begin(place)
        : FolderParcel.begin(place);
  }

  /** Adds a file; {@code /} stands between the levels of its name. */
  void add(String name, Instant time, Content content) throws IOException;

  /** Begins a file that is written while others are added; it joins them at the end. */
  Writer later(String name) throws IOException;

  /** Everything is in it. */
  void finish() throws IOException;

  /** What a file holds. */
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }
}
