package portineria.store.volume;

import java.io.IOException;

/** The disk is full; the same may succeed when there is space again. */
public final class NoSpace extends IOException {
  private static final long serialVersionUID = 1L;

  public NoSpace(String message) {
    super(message);
  }

  public NoSpace(String message, Throwable cause) {
    super(message, cause);
  }
}
