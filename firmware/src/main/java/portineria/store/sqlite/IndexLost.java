package portineria.store.sqlite;

import java.io.IOException;

/** There is mail but no index that fits it: {@link Rebuild} makes one. */
public final class IndexLost extends IOException {
  private static final long serialVersionUID = 1L;

  IndexLost(String message) {
    super(message);
  }

  IndexLost(String message, Throwable cause) {
    super(message, cause);
  }
}
