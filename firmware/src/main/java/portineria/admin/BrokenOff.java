package portineria.admin;

import java.io.IOException;

/** Octets that came along with a question ended before their end: the far side can't read them. */
final class BrokenOff extends IOException {
  private static final long serialVersionUID = 1L;

  BrokenOff() {
    super("the source could not be read to its end");
  }
}
