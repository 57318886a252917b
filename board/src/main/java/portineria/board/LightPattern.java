package portineria.board;

/** How a light shines. */
public enum LightPattern {
  OFF,
  ON,
  /** Two short pulses a second and a half: alive. */
  HEARTBEAT,
  /** One short flash. */
  FLASH,
  /** Look today. */
  SLOW,
  /** Look now. */
  FAST
}
