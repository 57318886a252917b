package portineria.admin;

import java.nio.ByteBuffer;

/** What the running box tells a command's client. */
sealed interface Frame {
  record Said(String line) implements Frame {}

  record Complained(String line) implements Frame {}

  record Progressed(String line) implements Frame {}

  /** To a question. */
  record Answered(ByteBuffer octets) implements Frame {}

  /** The last one. */
  record Ended(int exitCode) implements Frame {}
}
