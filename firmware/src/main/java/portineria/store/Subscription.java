package portineria.store;

/** Ends a listener's hearing. */
public interface Subscription extends AutoCloseable {
  @Override
  void close();
}
