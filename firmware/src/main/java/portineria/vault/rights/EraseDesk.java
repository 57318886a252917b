package portineria.vault.rights;

import java.io.IOException;
import java.io.InputStream;
import portineria.store.Refusal;

/**
 * Where the person's side of an erasure asks the box's side, which may be another process: {@link
 * ErasureWire}.
 */
@FunctionalInterface
public interface EraseDesk {
  /**
   * Answers one question.
   *
   * @param octets what comes along
   * @throws Refusal with a sentence that says what to do
   */
  byte[] answer(byte[] question, InputStream octets) throws Refusal, IOException;
}
