package portineria.store.volume;

/**
 * A disk did not keep what it was given, and nobody can tell any more what is on it. Ends the
 * program: the next start recovers from what really is there. Never caught to go on.
 */
public final class DiskFailed extends Error {
  private static final long serialVersionUID = 1L;

  public DiskFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
