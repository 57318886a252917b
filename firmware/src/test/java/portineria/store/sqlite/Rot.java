package portineria.store.sqlite;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import portineria.store.View;
import portineria.store.volume.Location;

/** What happens to volumes on a bad disk. */
final class Rot {
  private Rot() {}

  /** Where a message of INBOX lies. */
  static Location place(OpenBox box, int index) throws IOException {
    View view = box.inbox().view();
    Engine engine = box.store().opened().engine();
    LiveAccount anna = engine.catalog().account("anna").orElseThrow();
    return engine.locations().location(anna, view.message(index));
  }

  static Path file(Path data, int volume) throws IOException {
    String name = String.format("%06d.tar", volume);
    try (Stream<Path> files = Files.walk(data.resolve("volumes"))) {
      return files.filter(file -> file.getFileName().toString().equals(name)).findFirst().get();
    }
  }

  /** Changes an octet of a message. */
  static void flip(Path data, Location place) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(file(data, place.volume()).toFile(), "rw")) {
      file.seek(place.offset());
      int octet = file.read();
      file.seek(place.offset());
      file.write(octet ^ 1);
    }
  }

  /** A sector is gone: the head of a message, and the begin of its octets. */
  static void wipe(Path data, Location place) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(file(data, place.volume()).toFile(), "rw")) {
      file.seek(place.offset() - 512);
      byte[] noise = new byte[513];
      noise[0] = 'x';
      file.write(noise);
    }
  }

  /** Cuts a volume off within a message. */
  static void cut(Path data, Location place) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(file(data, place.volume()).toFile(), "rw")) {
      file.setLength(place.offset() + 1);
    }
  }
}
