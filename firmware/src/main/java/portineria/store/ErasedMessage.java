package portineria.store;

import java.io.IOException;

/**
 * The message was erased, by {@link Store#erase}, maybe while somebody was reading it. No fault of
 * the disk: a client is told so, and hears of the removal at its next command. Who has sent the
 * half of it can only end the connection.
 */
public final class ErasedMessage extends IOException {
  private static final long serialVersionUID = 1L;

  public ErasedMessage() {
    super("the message was erased");
  }
}
