package portineria.store;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * Derived data of messages, kept in a cache that may vanish at any time: envelopes, body structures
 * and listing headers as ready-to-send bytes. The store does not know what is in them.
 *
 * <p>Neither method fails: a cache that can't be read is empty, one that can't be written forgets.
 */
public interface Summaries {
  /** One answer for each of {@code messages}, in order; a buffer is the caller's to read. */
  List<Optional<ByteBuffer>> load(List<MessageId> messages);

  /** Remembers, soon and without waiting for the disk. */
  void save(MessageId message, ByteBuffer summary);
}
