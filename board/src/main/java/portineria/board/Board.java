package portineria.board;

/** The lights of a box, as the rest of the program sees them. */
public interface Board extends AutoCloseable {

  /** Shows {@code pattern} on {@code light} from now on. */
  void show(Light light, LightPattern pattern);

  /** Puts all lights out. */
  @Override
  void close();
}
