package portineria.store.sqlite;

import java.io.IOException;
import java.sql.SQLException;
import portineria.store.sqlite.database.Database;

/**
 * What an index that is an older copy goes on with, so that no client ever sees one UID for two
 * messages, or misses a change because it saw a higher modseq before: UIDNEXTs and modseqs jump,
 * and UIDVALIDITYs come from a new epoch.
 */
final class NextLife {
  /** UIDs that may have been given out between the copy and the loss. */
  private static final long UID_JUMP = 1 << 20;

  /** Modseqs of one epoch, as a power of two. */
  private static final int MODSEQ_BITS = 40;

  private static final String LAST_MODSEQ = "SELECT ifnull(max(modseq), 0) FROM mailboxes";

  private static final String JUMP =
      "UPDATE mailboxes SET uidnext = min(uidnext + ?, 4294967295), modseq = ?";

  /** Flags may have been changed after the copy: every client must hear how they are now. */
  private static final String TOUCH = "UPDATE entries SET modseq = ? WHERE removed IS NULL";

  private NextLife() {}

  /** Whether {@code modSeq} was given out before the index was last replaced by an older one. */
  static boolean isBefore(long modSeq, long now) {
    return modSeq >> MODSEQ_BITS < now >> MODSEQ_BITS;
  }

  /**
   * Moves all counters to where nothing was given out before.
   *
   * @param based whether the index is a copy of an older one, or empty
   * @return the new epoch, to be written beside the volumes before the index is used
   */
  static long begin(Database database, StoreSettings settings, boolean based)
      throws SQLException, IOException {
    long epoch = Epoch.afterLoss(settings.disk(), settings.random());
    if (based) {
      long last = Index.counter(database, Index.UID_VALIDITY).orElse(0L);
      epoch = Math.max(Epoch.of(last) + 1, Epoch.file(settings.disk()).read().orElse(0L) + 1);
      long modSeq = ((database.number(LAST_MODSEQ) >> MODSEQ_BITS) + 1) << MODSEQ_BITS;
      database.run(JUMP, UID_JUMP, modSeq);
      database.run(TOUCH, modSeq);
    }
    Index.putCounter(database, Index.UID_VALIDITY, Epoch.begin(epoch));
    Index.putCounter(database, Index.GENERATION, settings.random().nextLong());
    return epoch;
  }
}
