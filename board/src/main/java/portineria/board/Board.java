package portineria.board;

/**
 * Three lights and a button: what is wired, and nothing of time. Lights are set by one thread; the
 * button may be asked by any. What fails is thrown as {@link BoardFailed}.
 */
public interface Board extends AutoCloseable {

  /** Puts a light on or out. All are out at first. */
  void light(Light light, boolean lit);

  /** Whether the button's contact is closed at this moment, bounces and all. */
  boolean isPressed();

  /**
   * From now on {@code knock} is called soon after each change of the contact, by whatever thread;
   * it must not block. Bounces may come as one change or as many.
   */
  void onContact(Runnable knock);

  /** Lets go of the wires. Lights that are on are left on; the kernel may put them out. */
  @Override
  void close();
}
