package portineria.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The root of all commands. */
@Command(
    name = "portineria",
    description = "The porter's lodge of an office's mail.",
    subcommands = {
      RunCommands.Run.class,
      RunCommands.Demo.class,
      UserCommands.class,
      DeviceCommands.class,
      SourceCommands.class,
      FetchCommand.class,
      VerifyCommand.class,
      RebuildCommand.class,
      ExportCommand.class,
      StatusCommand.class,
      HelpCommand.class
    })
final class Portineria {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "The folder that holds everything (default: ./data).")
  private Optional<Path> data = Optional.empty();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Explains this command.")
  private boolean help;

  boolean isHelpWanted() {
    return help;
  }

  /**
   * The data's folder; the launcher says where it is on the box, and where the demo has its own.
   */
  Path data(boolean demo) {
    return data.orElseGet(
        () ->
            Path.of(
                demo
                    ? System.getProperty("portineria.demo", "demo-data")
                    : System.getProperty("portineria.data", "data")));
  }
}
