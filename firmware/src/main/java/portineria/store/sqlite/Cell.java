package portineria.store.sqlite;

import java.util.Objects;

/**
 * A value in memory that follows the index. The writer changes its draft in a transaction;
 * everybody else sees what was committed last. Values are immutable.
 */
final class Cell<T> {
  private volatile T committed;

  /** Of the group, after its last step that was kept. Writer only. */
  private T kept;

  /** Of the present step. Writer only. */
  private T draft;

  Cell(T first) {
    committed = first;
    kept = first;
    draft = first;
  }

  /** As of the last commit. Any thread. */
  T committed() {
    return committed;
  }

  /** As of now, in the running transaction. Writer only. */
  T draft() {
    return draft;
  }

  /** Only a {@link Transaction} may call this and what follows. */
  void draft(T value) {
    draft = Objects.requireNonNull(value);
  }

  void keep() {
    kept = draft;
  }

  void discard() {
    draft = kept;
  }

  void publish() {
    committed = kept;
  }

  void rollBack() {
    kept = committed;
    draft = committed;
  }
}
