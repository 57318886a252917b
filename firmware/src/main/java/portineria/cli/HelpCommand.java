package portineria.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code help}, {@code help user}, {@code help user add}. */
@Command(name = "help", description = "Explains a command.")
final class HelpCommand {
  @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "Such as: user add")
  private List<String> words = List.of();

  String text(CommandLine root) {
    CommandLine at = root;
    for (String word : words) {
      CommandLine next = at.getSubcommands().get(word);
      if (next == null) {
        throw new ParameterException(at, "there is no command '" + word + "'");
      }
      at = next;
    }
    return at.getUsageMessage();
  }
}
