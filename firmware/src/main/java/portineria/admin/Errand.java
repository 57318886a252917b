package portineria.admin;

import java.io.IOException;
import portineria.store.Refusal;

/** What the person's side of a command does while the command runs in the box. */
@FunctionalInterface
public interface Errand {
  /**
   * Asks at the desk what there is to ask.
   *
   * @return the exit code
   */
  int run(Desk desk) throws Failed, Refusal, IOException;
}
