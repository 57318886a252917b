package portineria.vault.transfer;

import java.io.IOException;
import java.io.InputStream;
import portineria.store.Refusal;

/**
 * Where the side that reads mail asks the side that has the mailboxes. It may be far away, so it
 * speaks in octets: {@link ImportWire}.
 */
@FunctionalInterface
public interface ImportDesk {
  /**
   * Answers one question.
   *
   * @param octets of the message that the question is about, if it is about one
   * @throws Refusal when nothing can be taken in any more: the disk is full
   */
  byte[] answer(byte[] question, InputStream octets) throws Refusal, IOException;
}
