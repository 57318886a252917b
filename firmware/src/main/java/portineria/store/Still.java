package portineria.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The store as it was at one moment, for a backup: a copy of its index, and which octets of which
 * volumes belong to it. The volumes themselves are read where they lie. They only grow, except when
 * something is erased or a volume is compacted; whoever has read them asks afterwards whether that
 * happened ({@link #isUndisturbed}), and if so takes another still.
 */
public interface Still extends AutoCloseable {

  /** The volumes that hold its messages, by number, as far as their files are there. */
  List<Volume> volumes() throws IOException;

  /** The messages in one volume, in the order in which they lie. */
  List<Content> contents(Volume volume);

  /** How many messages it has. */
  long messages();

  /** Whether until now nothing that it names was overwritten or removed. */
  boolean isUndisturbed();

  /** The copy of the index stays where it is. */
  @Override
  void close();

  /**
   * A volume.
   *
   * @param name of its file, below the data folder
   * @param end where the last message of the still ends
   */
  record Volume(int number, String name, long end) {}

  /** The octets of one message in a volume. */
  record Content(Digest digest, long offset, long size) {}

  /** Where a message lies now: its volume, and which octets of it. */
  record Place(int volume, long offset, long size) {
    /** The octet behind its last one. */
    public long end() {
      return offset + size;
    }
  }

  /** Who takes one. */
  @FunctionalInterface
  interface Camera {
    /**
     * Copies the index into {@code file}, which is replaced.
     *
     * @throws IOException with a sentence, where there is no room for the copy
     */
    Still take(Path file) throws IOException;
  }

  /** Who knows where messages lie. */
  @FunctionalInterface
  interface Whereabouts {
    /** All places of messages with these octets, of whatever account. */
    List<Place> of(Digest digest);
  }
}
