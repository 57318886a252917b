package portineria.store.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import portineria.store.Refusal;
import portineria.store.sqlite.database.Readers;
import portineria.store.sqlite.view.ChunkedView;

/**
 * Brings entries into memory when somebody first asks for them. They stay as long as somebody holds
 * them, and a little longer where memory allows.
 */
final class Views {
  /** What a view counts at least, so that there are never many small ones. */
  private static final long OCTETS_MIN = 64 * 1024;

  private final Readers readers;
  private final Changes changes;
  private final boolean readOnly;
  private final long octetsMax;

  /** In the order of their last use; under its own lock. */
  private final Map<LiveMailbox, OpenView> recent = new LinkedHashMap<>(16, 0.75f, true);

  Views(Readers readers, Changes changes, boolean readOnly, long octetsMax) {
    this.readers = readers;
    this.changes = changes;
    this.readOnly = readOnly;
    this.octetsMax = octetsMax;
  }

  /**
   * The entries of a mailbox. Two who ask at the same time may both read; one of them is heeded.
   *
   * @throws UncheckedIOException when the index can't be read
   */
  Held hold(LiveMailbox mailbox) {
    Optional<OpenView> known = mailbox.open();
    OpenView open = known.isPresent() ? known.get() : load(mailbox);
    remember(mailbox, open);
    return new Held(mailbox, open);
  }

  private OpenView load(LiveMailbox mailbox) {
    ChunkedView loaded =
        readers.read(
            database -> {
              database.run("BEGIN");
              try {
                return ViewLoader.load(database, mailbox);
              } finally {
                database.run("COMMIT");
              }
            });
    if (readOnly) {
      OpenView open = new OpenView(loaded);
      mailbox.open(open);
      return open;
    }
    try {
      return changes.look(transaction -> install(transaction, mailbox, loaded));
    } catch (Refusal refused) {
      throw new UncheckedIOException(new IOException(refused.getMessage(), refused));
    }
  }

  /** From here on the writer carries the view along. What it missed in between is read again. */
  private static OpenView install(Transaction transaction, LiveMailbox mailbox, ChunkedView loaded)
      throws SQLException {
    Optional<OpenView> other = mailbox.openInTransaction();
    if (other.isPresent()) {
      return other.get();
    }
    MailboxState state = mailbox.state().draft();
    ChunkedView present =
        loaded.highestModSeq().value() == state.modSeq()
            ? loaded
            : ViewLoader.load(transaction.database(), mailbox);
    OpenView open = new OpenView(present.headed(state.heading(mailbox.uidValidity())));
    transaction.opened(mailbox, open);
    return open;
  }

  private void remember(LiveMailbox mailbox, OpenView open) {
    synchronized (recent) {
      recent.put(mailbox, open);
      long octets = 0;
      for (OpenView one : recent.values()) {
        octets += octets(one);
      }
      while (octets > octetsMax && recent.size() > 1) {
        Map.Entry<LiveMailbox, OpenView> eldest = recent.entrySet().iterator().next();
        octets -= octets(eldest.getValue());
        recent.remove(eldest.getKey());
      }
    }
  }

  private static long octets(OpenView view) {
    long octets = (long) view.cell().committed().count() * ChunkedView.MESSAGE_OCTETS;
    return Math.max(octets, OCTETS_MIN);
  }
}
