package portineria.cli;

import portineria.admin.Box;
import portineria.admin.Failed;
import portineria.store.Act;

/**
 * A command that reads people's mail. That is written into the audit chain first, where the box is
 * open; then the command runs here. What can't be recorded is not read.
 */
interface RecordedCommand extends BoxCommand {
  @Override
  default Place place() {
    return Place.READS;
  }

  /** What is recorded; fails where there is nothing to read. */
  Act act(Box box) throws Failed;
}
