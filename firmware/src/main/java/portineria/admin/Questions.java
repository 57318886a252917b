package portineria.admin;

import java.io.IOException;
import portineria.store.Refusal;

/** What the person's side of a command asks while the command runs. */
@FunctionalInterface
public interface Questions {
  /** Has each answered by {@code desk}, in order, until there are no more. */
  void each(Desk desk) throws Failed, Refusal, IOException;
}
