package portineria.imap;

/**
 * Counts the sessions that are compressed: each takes memory that is not the heap's. Used by all
 * sessions of a server.
 */
final class Compressed {
  private final int most;

  /** Under the lock of this. */
  private int sessions;

  Compressed(int most) {
    this.most = most;
  }

  /** Whether one more may be; who may must {@link #leave} later. */
  synchronized boolean enter() {
    boolean room = sessions < most;
    sessions += room ? 1 : 0;
    return room;
  }

  synchronized void leave() {
    assert sessions > 0 : "none is compressed";
    sessions--;
  }
}
