package portineria.cli;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import portineria.admin.Console;
import portineria.admin.Failed;

/** {@code portineria verify}. */
@Command(
    name = "verify",
    description = {
      "Compares every message with its SHA-256, and every entry with its message.",
      "Exits with 1 and a list if anything is wrong; portineria rebuild mends an index."
    })
final class VerifyCommand implements OwnCommand {
  @Override
  public int run(Premises premises, Path data, Console console) throws Failed, IOException {
    Cli.requireData(data);
    return premises.verify(data, console);
  }
}
