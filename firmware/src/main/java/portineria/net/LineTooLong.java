package portineria.net;

import java.io.IOException;

/** A line went beyond its limit. */
public final class LineTooLong extends IOException {
  private static final long serialVersionUID = 1;

  private final boolean skipped;

  /**
   * A line of more than {@code octetsMax} octets.
   *
   * @param skipped whether its end was reached
   */
  public LineTooLong(int octetsMax, boolean skipped) {
    super("a line of more than " + octetsMax + " octets");
    this.skipped = skipped;
  }

  /** Whether the next read begins with the next line; else nobody knows where that begins. */
  public boolean isSkipped() {
    return skipped;
  }
}
