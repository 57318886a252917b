package portineria.board;

import java.time.Duration;
import java.util.stream.Stream;

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

  /** The one that so many lights mark. */
  public static Press marking(int marks) {
    return Stream.of(values()).filter(press -> press.marks == marks).findFirst().orElseThrow();
  }

  /** How many lights mark it while the button is held, from the first on. */
  public int marks() {
    return marks;
  }
}
