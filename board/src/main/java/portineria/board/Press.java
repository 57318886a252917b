package portineria.board;

import java.time.Duration;

/** How long the button was held before it was let go. */
public enum Press {
  SHORT(Duration.ZERO, 0),
  THREE_SECONDS(Duration.ofSeconds(3), 1),
  FIVE_SECONDS(Duration.ofSeconds(5), 2),
  TEN_SECONDS(Duration.ofSeconds(10), 3);

  private final Duration least;
  private final int marks;

  Press(Duration least, int marks) {
    this.least = least;
    this.marks = marks;
  }

  /** From how long on. */
  public Duration least() {
    return least;
  }

  /** What letting go now would be. */
  public static Press after(Duration held) {
    Press reached = SHORT;
    for (Press press : values()) {
      if (held.compareTo(press.least) >= 0) {
        reached = press;
      }
    }
    return reached;
  }

  /** How many lights mark it while the button is held, from the first on. */
  int marks() {
    return marks;
  }
}
