package portineria.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** A command line that picocli has understood. */
record Parsed(CommandLine line, ParseResult result) {

  /** The innermost command: {@code add} of {@code user add}. */
  private CommandLine innermost() {
    ParseResult at = result;
    while (at.hasSubcommand()) {
      at = at.subcommand();
    }
    return at.commandSpec().commandLine();
  }

  Object command() {
    return innermost().getCommand();
  }

  Path data() {
    return root().data(command() instanceof RunCommands.Demo).toAbsolutePath().normalize();
  }

  private Portineria root() {
    return line.getCommand();
  }

  /** The text, where help was asked for. */
  Optional<String> help() {
    CommandLine asked = innermost();
    if (asked.getCommand() instanceof HelpCommand help) {
      return Optional.of(help.text(line));
    }
    return root().isHelpWanted() || command() instanceof Portineria
        ? Optional.of(asked.getUsageMessage())
        : Optional.empty();
  }

  /** For a command that only groups others. */
  ParameterException incomplete() {
    CommandLine group = innermost();
    return new ParameterException(group, "say which: " + names(group));
  }

  /** One line: what is wrong, and where to read how it is right. */
  static String wrongUsage(ParameterException e) {
    CommandLine where = e.getCommandLine();
    String name = where.getCommandSpec().qualifiedName(" ");
    if (e instanceof UnmatchedArgumentException unmatched && !where.getSubcommands().isEmpty()) {
      return "there is no '"
          + name.replaceFirst("portineria ?", "")
              .concat(" " + unmatched.getUnmatched().getFirst())
              .strip()
          + "'; there is: "
          + names(where);
    }
    String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("wrong usage");
    message = message.replaceFirst("^Error: ", "");
    return message + " (see " + name + " --help)";
  }

  private static String names(CommandLine group) {
    return group.getSubcommands().values().stream()
        .filter(command -> !command.getCommandSpec().usageMessage().hidden())
        .map(CommandLine::getCommandName)
        .distinct()
        .collect(Collectors.joining(", "));
  }
}
