package portineria.board;

/** A light on the front of the box. */
public enum Light {
  /** Green. Beats while the box is alive and serving; a hung box is seen by its silence. */
  STATUS,
  /** Yellow. Flashes when a message arrives. */
  MAIL,
  /** Red. Calls for a person. */
  ATTENTION
}
