package portineria.net;

import java.io.IOException;

/**
 * The door through which the client came is being closed, because the program ends. Nothing is read
 * any more, but the line still works: a session can say goodbye.
 */
public final class DoorClosed extends IOException {
  private static final long serialVersionUID = 1L;

  public DoorClosed() {
    super("the door is being closed");
  }
}
