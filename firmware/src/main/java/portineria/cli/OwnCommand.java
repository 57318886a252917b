package portineria.cli;

import java.io.IOException;
import java.nio.file.Path;
import portineria.admin.Console;
import portineria.admin.Failed;

/** A command that needs the data for itself, such as {@code run}. */
interface OwnCommand {
  /** Runs to its end; returns the exit code. */
  int run(Premises premises, Path data, Console console) throws Failed, Busy, IOException;
}
