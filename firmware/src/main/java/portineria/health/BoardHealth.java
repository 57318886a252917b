package portineria.health;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How the board itself is, in figures, for who looks without being called.
 *
 * @param celsius the heat of the processor, where the machine tells it
 * @param voltageLow whether the power supply gives too little, where the machine tells that
 */
public record BoardHealth(Optional<Double> celsius, Optional<Boolean> voltageLow) {

  /**
   * As of now.
   *
   * @param root where {@code sys} is
   */
  public static BoardHealth of(Path root) {
    return new BoardHealth(
        BoardFindings.hottest(root.resolve("sys/class/thermal")),
        BoardFindings.voltageLow(root.resolve("sys/class/hwmon")));
  }

  /** Whether it is so hot that somebody is called. */
  public boolean isHot() {
    return celsius.filter(degrees -> degrees >= BoardFindings.HOT).isPresent();
  }
}
