package portineria.board;

import java.time.LocalTime;

/**
 * The hours in which the lights shine less.
 *
 * @param from inclusive
 * @param until exclusive; may be on the next day
 */
public record Night(LocalTime from, LocalTime until, Lights lights) {

  /** How the lights are at night. */
  public enum Lights {
    /** A tenth of their light. */
    DIM,
    OFF
  }

  /** Whether it is night. */
  boolean holds(LocalTime now) {
    boolean begun = !now.isBefore(from);
    boolean ended = !now.isBefore(until);
    return from.isBefore(until) ? begun && !ended : begun || !ended;
  }
}
