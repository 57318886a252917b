package portineria.admin;

/** What the running box tells a command's client. */
sealed interface Frame {
  record Said(String line) implements Frame {}

  record Complained(String line) implements Frame {}

  record Progressed(String line) implements Frame {}

  /** The last one. */
  record Ended(int exitCode) implements Frame {}
}
