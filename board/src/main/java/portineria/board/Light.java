package portineria.board;

/** A light on the front of the box. */
public enum Light {
  /** Beats while the box is alive and serving; a hung box is seen by its silence. */
  STATUS,
  /** Flashes when a message arrives. */
  MAIL,
  /** Calls for a person. */
  ATTENTION
}
