package portineria.cli;

import java.io.IOException;
import portineria.admin.Box;
import portineria.admin.Console;
import portineria.admin.Desk;
import portineria.admin.Failed;
import portineria.store.Refusal;

/**
 * A command with two sides that work at the same time: the person's side has files and screen, the
 * box's side has the mail. They may be in one process or at the two ends of the control socket.
 */
interface AskingCommand {

  default BoxCommand.Place place() {
    return BoxCommand.Place.CHANGES;
  }

  /** The box's side. */
  Desk desk(Box box) throws Failed, Refusal;

  /**
   * The person's side.
   *
   * @return the exit code
   */
  int ask(Desk desk, Console console) throws Failed, Refusal, IOException;
}
