package portineria.cli;

import java.io.IOException;
import portineria.admin.Box;
import portineria.admin.Console;
import portineria.admin.Failed;
import portineria.admin.Request;
import portineria.store.Refusal;

/** A command that works on the box, wherever that is open. */
interface BoxCommand {

  /** Whether it makes the data where there is none yet. */
  default boolean beginsAnew() {
    return false;
  }

  /** On the person's side: reads files that options name, asks for passwords. */
  default void gather(Gathering from) throws Failed {}

  /**
   * Where the box is open.
   *
   * @param request with what was gathered
   * @return the exit code
   */
  int run(Box box, Request request, Console console) throws Failed, Refusal, IOException;
}
