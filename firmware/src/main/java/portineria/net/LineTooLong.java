package portineria.net;

import java.io.IOException;

/** A line went beyond its limit. It was skipped: the next read begins with the next line. */
public final class LineTooLong extends IOException {
  private static final long serialVersionUID = 1;

  public LineTooLong(int octetsMax) {
    super("a line of more than " + octetsMax + " octets");
  }
}
