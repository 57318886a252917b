package portineria.admin;

import java.io.IOException;

/**
 * Octets that came along with a question ended before their end, because their source could not be
 * read on. The trouble is the source's: the line and the command are as well as before.
 */
public final class BrokenOff extends IOException {
  private static final long serialVersionUID = 1L;

  public BrokenOff(String message, IOException cause) {
    super(message, cause);
  }

  BrokenOff() {
    super("the source could not be read to its end");
  }
}
