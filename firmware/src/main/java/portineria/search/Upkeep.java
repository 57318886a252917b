package portineria.search;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portineria.message.Octets;
import portineria.store.Account;
import portineria.store.Actor;
import portineria.store.Arrivals;
import portineria.store.Arrivals.Arrival;
import portineria.store.MessageId;
import portineria.store.Store;
import portineria.store.sqlite.database.Trouble;

/** What is done to the index, step by step. The keeper's thread alone uses it. */
final class Upkeep {
  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

  private static final Actor READS = new Actor("", "search");

  private final Store store;
  private final Arrivals arrivals;
  private final SearchLimits limits;
  private final Room room;
  private final IndexPlace place;

  /** Up to here all messages that are there were taken in. */
  private long reached;

  Upkeep(Store store, SearchLimits limits, Room room, IndexPlace place) {
    this.room = room;
    this.store = store;
    this.arrivals = store.arrivals();
    this.limits = limits;
    this.place = place;
  }

  private IndexFile open() throws IOException, SQLException {
    return place.open(arrivals.generation(), arrivals.last().value());
  }

  /** Up to this number all messages that are there were taken in. */
  long reached() {
    return reached;
  }

  /**
   * Takes in some messages that are not there yet.
   *
   * @param enough whether to stop after the present message
   * @return whether there were any
   */
  boolean advance(BooleanSupplier enough) throws IOException, SQLException {
    IndexFile file = open();
    reached = file.last();
    long all = arrivals.last().value();
    List<Arrival> next = arrivals.after(new MessageId(file.last()), limits.batchMessages());
    if (next.isEmpty()) {
      reached = all; // the last ones may have been erased
      return false;
    }
    if (room.octets() < limits.reserveOctets()) {
      throw new IOException("the disk is nearly full: make room or move the data to a larger one");
    }
    try {
      take(file, next, enough);
    } catch (SQLException failed) {
      if (Trouble.of(failed) != Trouble.OTHER) {
        throw failed;
      }
      LOG.warn("search batch-failed after={}", file.last(), failed);
      takeSingly(file, next);
    }
    reached = file.last();
    return true;
  }

  private void take(IndexFile file, List<Arrival> next, BooleanSupplier enough)
      throws SQLException {
    file.together(
        () -> {
          long chars = 0;
          for (Arrival arrival : next) {
            IndexedMessage message =
                IndexedMessage.read(arrival, () -> octets(arrival), limits.textChars());
            file.add(message);
            chars += message.chars();
            if (chars >= limits.batchChars() || enough.getAsBoolean()) {
              return;
            }
          }
        });
  }

  private Octets octets(Arrival arrival) {
    Account account =
        store
            .account(arrival.account(), READS)
            .orElseThrow(() -> new IllegalStateException("no account " + arrival.account()));
    return account.octets(arrival.message());
  }

  /** One of them is to blame; it is left to be read whenever somebody searches. */
  private void takeSingly(IndexFile file, List<Arrival> next) throws SQLException {
    for (Arrival arrival : next) {
      try {
        take(file, List.of(arrival), () -> true);
      } catch (SQLException failed) {
        LOG.warn("search untaken message={}", arrival.message().value(), failed);
        file.together(() -> file.add(IndexedMessage.unread(arrival)));
      }
    }
  }

  void throwAway() throws IOException {
    reached = 0;
    place.throwAway();
  }

  /** Takes messages out; if that can't be done well, all of the index goes. */
  void erase(List<MessageId> messages) throws IOException {
    try {
      open().remove(messages);
      open(); // which writes a clean one
    } catch (SQLException | IOException failed) {
      LOG.warn("search unerasable, made anew", failed);
      throwAway();
    }
  }
}
