package portineria.backup;

import java.io.IOException;
import java.io.InputStream;
import portineria.store.Digest;

/** Who takes octets that come from a backup, if they are what they should be. */
@FunctionalInterface
public interface Taker {
  /**
   * Looks at octets, and takes them.
   *
   * @param size how many {@code octets} has, unless the backup is cut short; they need not all be
   *     read
   * @return whether they are those of {@code digest} and were taken
   */
  boolean take(Digest digest, long size, InputStream octets) throws IOException;
}
