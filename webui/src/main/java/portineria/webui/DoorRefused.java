package portineria.webui;

import java.io.IOException;

/** A port can't be had: another program has it, say. */
public final class DoorRefused extends IOException {
  private static final long serialVersionUID = 1L;

  private final String door;

  DoorRefused(String door, IOException cause) {
    super("door " + door + ": " + cause.getMessage(), cause);
    this.door = door;
  }

  /** {@code http} or {@code https}. */
  public String door() {
    return door;
  }
}
