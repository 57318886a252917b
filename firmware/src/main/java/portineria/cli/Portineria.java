package portineria.cli;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;

/** The root of all commands. */
@Command(name = "portineria", description = "The porter's lodge of an office's mail.")
final class Portineria {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "The folder that holds everything (default: ./data; for demo ./demo-data).")
  private Optional<Path> data = Optional.empty();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Explains this command.")
  private boolean help;

  /** All commands, in the order of the help text. */
  private static Map<String, Supplier<Object>> commands() {
    Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
    commands.put("run", RunCommands.Run::new);
    commands.put("demo", RunCommands.Demo::new);
    commands.put("user", UserCommands::new);
    commands.put("device", DeviceCommands::new);
    commands.put("share", ShareCommands::new);
    commands.put("source", SourceCommands::new);
    commands.put("settings", SettingsCommand::new);
    commands.put("notify", NotifyCommands::new);
    commands.put("fetch", FetchCommand::new);
    commands.put("status", StatusCommand::new);
    commands.put("board", BoardCommand::new);
    commands.put("verify", VerifyCommand::new);
    commands.put("rebuild", RebuildCommand::new);
    commands.put("reindex", ReindexCommand::new);
    commands.put("export", ExportCommand::new);
    commands.put("import", ImportCommand::new);
    commands.put("restore-mailbox", RestoreMailboxCommand::new);
    commands.put("backup", BackupCommands::new);
    commands.put("recovery-sheet", RecoverySheetCommand::new);
    commands.put("restore", RestoreCommand::new);
    commands.put("vault", VaultCommands::new);
    commands.put("gdpr", GdprCommands::new);
    commands.put("audit", AuditCommands::new);
    commands.put("help", HelpCommand::new);
    return commands;
  }

  /**
   * For these arguments. Where the first names a command, that is the only one that is looked at:
   * picocli would reflect on all of them, and that is a third of the time that a command takes.
   */
  static CommandLine commandLine(List<String> arguments) {
    CommandLine line = new CommandLine(new Portineria());
    String first = arguments.isEmpty() ? "" : arguments.getFirst();
    Map<String, Supplier<Object>> commands = commands();
    boolean alone = commands.containsKey(first) && !first.equals("help");
    commands.forEach(
        (name, command) -> {
          if (!alone || name.equals(first)) {
            line.addSubcommand(name, command.get());
          }
        });
    line.registerConverter(Path.class, Portineria::path);
    line.registerConverter(LocalDate.class, Portineria::date);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpAutoWidth(false);
    return line;
  }

  /** What a script has left empty is a mistake, and not the folder it happens to run in. */
  private static Path path(String value) {
    if (value.isEmpty()) {
      throw new TypeConversionException("it is empty: name a file or a folder ('.' is this one)");
    }
    return Path.of(value);
  }

  private static LocalDate date(String value) {
    try {
      return LocalDate.parse(value);
    } catch (DateTimeParseException unreadable) {
      throw new TypeConversionException(
          "'" + value + "' is no date: a date is written as in 2027-03-31");
    }
  }

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
