package portineria.store.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import portineria.store.Digest;
import portineria.store.MessageId;
import portineria.store.sqlite.database.Readers;
import portineria.store.volume.Location;

/**
 * Where messages lie, by their numbers. Read in blocks of neighbours, because who reads one message
 * of a mailbox reads the next one too. Any thread.
 */
final class Locations {
  private static final String BLOCK =
      """
      SELECT id, account, digest, volume, position, size FROM messages
      WHERE id BETWEEN ? AND ?
      """;

  /** Messages of a block, as a power of two. */
  private static final int BLOCK_BITS = 6;

  private static final int BLOCK_MESSAGES = 1 << BLOCK_BITS;

  /** Blocks that stay in memory, some 8 KB each. */
  private static final int BLOCKS = 256;

  private final Readers readers;

  /** In the order of their last use; under its own lock. */
  private final Map<Long, Map<Long, Place>> blocks = new LinkedHashMap<>(16, 0.75f, true);

  Locations(Readers readers) {
    this.readers = readers;
  }

  /** A message of {@code account}: its content and where that is. */
  record Place(long account, Digest digest, Location location) {}

  /** The place of a message that the account has; another account's is nobody's here. */
  Optional<Place> find(LiveAccount account, MessageId message) {
    long number = message.value() >> BLOCK_BITS;
    Optional<Place> known = place(remembered(number), message);
    Optional<Place> found = known.isPresent() ? known : place(load(number), message);
    return found.filter(place -> place.account == account.id());
  }

  private static Optional<Place> place(Map<Long, Place> block, MessageId message) {
    return Optional.ofNullable(block.get(message.value()));
  }

  private Map<Long, Place> remembered(long number) {
    synchronized (blocks) {
      return blocks.getOrDefault(number, Map.of());
    }
  }

  private Map<Long, Place> load(long number) {
    Map<Long, Place> block = new LinkedHashMap<>(2 * BLOCK_MESSAGES);
    long first = number << BLOCK_BITS;
    readers.read(
        database -> {
          database.each(
              BLOCK,
              row ->
                  block.put(
                      row.getLong(1),
                      new Place(
                          row.getLong(2),
                          Digest.of(row.getBytes(3)),
                          new Location(row.getInt(4), row.getLong(5), row.getLong(6)))),
              first,
              first + BLOCK_MESSAGES - 1);
          return block;
        });
    synchronized (blocks) {
      blocks.put(number, block);
      if (blocks.size() > BLOCKS) {
        blocks.remove(blocks.keySet().iterator().next());
      }
    }
    return block;
  }

  /** As {@link #find}, of a message that is there. */
  Place require(LiveAccount account, MessageId message) {
    return find(account, message)
        .orElseThrow(
            () ->
                new UncheckedIOException(
                    new IOException("the account has no message " + message.value())));
  }
}
