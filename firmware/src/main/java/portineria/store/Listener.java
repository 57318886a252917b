package portineria.store;

/**
 * Hears that a mailbox has changed. Called on the commit path: it must only set a mark or wake
 * somebody, never block, never throw, never write to a socket.
 */
@FunctionalInterface
public interface Listener {
  void changed(Mailbox mailbox);
}
