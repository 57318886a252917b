package portineria.backup;

/** Whoever waits for a backup: hears how far it is, and may end it between two steps. */
public interface Watch {
  /** For who does not look. */
  Watch NOBODY =
      new Watch() {
        @Override
        public void at(String line) {}

        @Override
        public boolean isOver() {
          return false;
        }
      };

  /** How far it is. */
  void at(String line);

  /** What a person should know, whether they look or not. */
  default void says(String sentence) {}

  /** All is written; from now on it is read back and compared. */
  default void readsBack() {}

  /** Whether it is to end. */
  boolean isOver();

  /** Throws where it is to end. */
  default void check() throws BackupFailed {
    if (isOver()) {
      throw new BackupFailed(
          BackupFailed.Kind.CANCELLED,
          "it was ended before it was done; begun once more, it goes on from there");
    }
  }
}
