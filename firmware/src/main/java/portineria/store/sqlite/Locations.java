package portineria.store.sqlite;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import portineria.store.Digest;
import portineria.store.ErasedMessage;
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

  /** How often something was forgotten; under the same lock. */
  private long changes;

  Locations(Readers readers) {
    this.readers = readers;
  }

  /**
   * A message of {@code account}: its content and where that is.
   *
   * @param location nowhere when it was erased
   */
  private record Place(long account, Digest digest, Optional<Location> location) {}

  private Optional<Place> find(LiveAccount account, MessageId message) {
    long number = message.value() >> BLOCK_BITS;
    Optional<Place> known = place(remembered(number), message);
    Optional<Place> found = known.isPresent() ? known : place(load(number), message);
    return found.filter(place -> place.account == account.id());
  }

  /** These are elsewhere now, or nowhere. What was read before is read again. */
  void forget(Collection<Long> messages) {
    synchronized (blocks) {
      changes++;
      messages.forEach(message -> blocks.remove(message >> BLOCK_BITS));
    }
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
    long before;
    synchronized (blocks) {
      before = changes;
    }
    Map<Long, Place> block = new LinkedHashMap<>(2 * BLOCK_MESSAGES);
    long first = number << BLOCK_BITS;
    readers.read(
        database -> {
          database.each(
              BLOCK,
              row ->
                  block.put(
                      row.getLong(1),
                      new Place(row.getLong(2), Digest.of(row.getBytes(3)), location(row))),
              first,
              first + BLOCK_MESSAGES - 1);
          return block;
        });
    synchronized (blocks) {
      if (changes == before) {
        blocks.put(number, block);
      }
      if (blocks.size() > BLOCKS) {
        blocks.remove(blocks.keySet().iterator().next());
      }
    }
    return block;
  }

  private static Optional<Location> location(ResultSet row) throws SQLException {
    int volume = row.getInt(4);
    return volume == 0
        ? Optional.empty()
        : Optional.of(new Location(volume, row.getLong(5), row.getLong(6)));
  }

  /**
   * Where a message lies that the account has; another account's is nobody's here.
   *
   * @throws ErasedMessage when it was erased
   */
  Location location(LiveAccount account, MessageId message) throws IOException {
    return require(account, message).location.orElseThrow(ErasedMessage::new);
  }

  /** As {@link #location}, read from the index now: for who did not find it where it was. */
  Location locationNow(LiveAccount account, MessageId message) throws IOException {
    forget(List.of(message.value()));
    return location(account, message);
  }

  /** The digest of a message, as {@link #location}. */
  Digest digest(LiveAccount account, MessageId message) throws IOException {
    Place place = require(account, message);
    if (place.location.isEmpty()) {
      throw new ErasedMessage();
    }
    return place.digest;
  }

  private Place require(LiveAccount account, MessageId message) throws IOException {
    return find(account, message)
        .orElseThrow(() -> new IOException("the account has no message " + message.value()));
  }
}
