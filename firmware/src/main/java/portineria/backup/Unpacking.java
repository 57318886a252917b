package portineria.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Hands on the files of a tar stream that restic writes. Where the stream breaks off, restic knows
 * why: so that is kept until restic has ended and has said it.
 */
final class Unpacking {
  private final Repository.Taker taker;
  private boolean enough;
  private Optional<IOException> broken = Optional.empty();

  Unpacking(Repository.Taker taker) {
    this.taker = taker;
  }

  /** Reads the stream to its end, or closes it where the taker wants no more. */
  void unpack(InputStream stream) throws IOException {
    // Not closed at its end: what restic pads the archive with comes behind it.
    TarArchiveInputStream tar = new TarArchiveInputStream(stream);
    try {
      TarArchiveEntry entry = tar.getNextEntry();
      while (entry != null && !enough) {
        enough = entry.isFile() && !taker.take(lastName(entry), tar);
        entry = enough ? entry : tar.getNextEntry();
      }
    } catch (BackupFailed judged) {
      throw judged;
    } catch (IOException brokenOff) {
      broken = Optional.of(brokenOff);
    }
    if (enough) {
      stream.close();
    } else {
      long rest = stream.transferTo(OutputStream.nullOutputStream());
      assert rest >= 0;
    }
  }

  private static String lastName(TarArchiveEntry entry) {
    return entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
  }

  /** Whether there were files that the taker did not want. */
  boolean hadEnough() {
    return enough;
  }

  /** Throws what broke the stream. */
  void check() throws IOException {
    if (broken.isPresent()) {
      throw broken.get();
    }
  }
}
