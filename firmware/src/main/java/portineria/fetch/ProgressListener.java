package portineria.fetch;

/** Hears how far sessions have come, a few times a second, on the sources' threads. */
@FunctionalInterface
public interface ProgressListener {
  /** Must return soon and throw nothing: the session waits for it. */
  void progressed(Progress progress);
}
