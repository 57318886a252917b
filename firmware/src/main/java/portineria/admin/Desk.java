package portineria.admin;

import java.io.IOException;
import java.io.InputStream;
import portineria.store.Refusal;

/**
 * Where the two sides of one command meet while it runs: the person's side asks, one question after
 * the other, and the box answers. In one process it is the box's side itself, else the near end of
 * the control socket; who asks sees no difference.
 */
@FunctionalInterface
public interface Desk extends AutoCloseable {
  /** Octets of a question, of an answer. */
  int QUESTION_OCTETS_MAX = 4 * 1024 * 1024;

  int ANSWER_OCTETS_MAX = 1024 * 1024;

  /**
   * Answers one question.
   *
   * @param octets what comes along with the question, as long as one likes; the answer may be given
   *     before they were read to their end. When their source fails, reading them fails, on
   *     whatever side that is; the question is still to be answered
   */
  byte[] answer(byte[] question, InputStream octets) throws Refusal, IOException;

  /** There are no more questions. */
  @Override
  default void close() {
    // Most have nothing to put away.
  }
}
