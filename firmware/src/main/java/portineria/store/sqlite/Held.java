package portineria.store.sqlite;

import portineria.store.sqlite.view.ChunkedView;

/**
 * A mailbox whose entries are in memory, and stay there as long as this is held: what a change to
 * entries works on.
 */
record Held(LiveMailbox mailbox, OpenView open) {
  /** As of now, in the running transaction. Writer only. */
  ChunkedView view() {
    return open.cell().draft();
  }
}
