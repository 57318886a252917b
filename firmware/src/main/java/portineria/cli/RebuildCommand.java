package portineria.cli;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import portineria.admin.Console;
import portineria.admin.Failed;

/** {@code portineria rebuild}. */
@Command(
    name = "rebuild",
    description = {
      "Makes the index anew: from last night's copy and what came since, else from the volumes.",
      "From the volumes alone come only the messages; it says what else is lost then.",
      "Stop portineria run before."
    })
final class RebuildCommand implements OwnCommand {
  @Override
  public int run(Premises premises, Path data, Console console) throws Failed, Busy, IOException {
    Cli.requireData(data);
    return premises.rebuild(data, console);
  }
}
