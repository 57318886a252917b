package portineria.webui;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * How the board itself is.
 *
 * @param celsius the heat of the processor, where the machine tells it
 * @param hot whether that is too much
 * @param voltageLow whether the power supply gives too little, where the machine tells that
 */
public record BoardState(OptionalInt celsius, boolean hot, Optional<Boolean> voltageLow) {
  /** Of a machine that tells nothing. */
  public static final BoardState SILENT =
      new BoardState(OptionalInt.empty(), false, Optional.empty());
}
