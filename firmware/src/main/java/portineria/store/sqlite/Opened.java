package portineria.store.sqlite;

import java.util.Deque;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portineria.store.Refusal;

/**
 * What was opened for a store, and how it is closed.
 *
 * @param settings what it was opened with
 * @param starts absent beside another process
 * @param writer absent where nothing is written
 * @param refusing why nothing is written
 * @param eraser absent where nothing is written
 * @param resources the last one opened first
 */
record Opened(
    StoreSettings settings,
    Engine engine,
    Optional<Starts> starts,
    Optional<Writer> writer,
    Optional<String> refusing,
    Ballast ballast,
    SafeCopies safeCopies,
    Optional<Eraser> eraser,
    Deque<AutoCloseable> resources) {

  private static final Logger LOG = LoggerFactory.getLogger(Opened.class);

  Optional<String> readOnlyReason() {
    return refusing.or(() -> writer.flatMap(Writer::broken));
  }

  void healthy() {
    starts.ifPresent(
        count -> count.healthy(engine.clock().instant(), engine.limits().healthyAfter()));
  }

  void failed() {
    starts.ifPresent(Starts::failed);
  }

  void close(SqliteDirectory directory) {
    eraser.ifPresent(Eraser::close);
    if (writer.isPresent()) {
      try {
        directory.writeSeen();
      } catch (Refusal refused) {
        LOG.warn("seen-unwritten cause={}", refused.getMessage());
      }
      writer.get().close();
      if (writer.get().broken().isEmpty()) {
        starts.ifPresent(Starts::clear);
      }
    } else {
      starts.ifPresent(Starts::clear);
    }
    closeAll(resources);
  }

  /** Closes everything, whatever happens. */
  static void closeAll(Deque<AutoCloseable> resources) {
    while (!resources.isEmpty()) {
      AutoCloseable next = resources.pop();
      try {
        next.close();
      } catch (Exception failed) {
        LOG.error("unclosed what={}", next.getClass().getSimpleName(), failed);
      }
    }
  }
}
