package portineria.net;

import java.io.IOException;
import java.time.Duration;

/**
 * The client sent nothing for as long as it may. The line still works: a session can say goodbye.
 */
public final class IdleTimeout extends IOException {
  private static final long serialVersionUID = 1;

  public IdleTimeout(Duration longest) {
    super("nothing was sent for " + longest);
  }
}
