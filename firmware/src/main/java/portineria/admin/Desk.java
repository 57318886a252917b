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
public interface Desk {
  /** Octets of a question, of an answer. */
  int QUESTION_OCTETS_MAX = 4 * 1024 * 1024;

  int ANSWER_OCTETS_MAX = 64 * 1024;

  /**
   * Answers one question.
   *
   * @param octets what comes along with the question, as long as one likes; the answer may be given
   *     before they were read to their end
   * @throws BrokenOff when {@code octets} broke off and this matters to the answer
   */
  byte[] answer(byte[] question, InputStream octets) throws Failed, Refusal, IOException;
}
