package portineria.webui;

/** Hears how far something is that takes its time; on any thread. */
@FunctionalInterface
public interface Progress {
  /** For who does not look. */
  Progress UNSEEN = (done, total) -> {};

  /**
   * So much of it is done.
   *
   * @param total of how much; 0 where nobody knows
   */
  void at(long done, long total);
}
