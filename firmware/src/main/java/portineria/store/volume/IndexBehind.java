package portineria.store.volume;

import java.io.IOException;

/**
 * The volumes hold committed groups that the index does not know: it is an older copy. Cutting them
 * off would lose mail, so recovery refuses; {@code rebuild} takes them in.
 */
public final class IndexBehind extends IOException {
  private static final long serialVersionUID = 1L;

  IndexBehind(String message) {
    super(message);
  }
}
