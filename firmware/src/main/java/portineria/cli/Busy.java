package portineria.cli;

import java.io.IOException;

/** Another process owns the data, and does not take commands: it starts, stops, or is a command. */
public final class Busy extends Exception {
  private static final long serialVersionUID = 1L;

  public Busy(IOException cause) {
    super(cause.getMessage(), cause);
  }
}
