package portineria.cli;

import picocli.CommandLine.Command;

/** {@code portineria gdpr …}: what the box holds of a person. */
@Command(
    name = "gdpr",
    description = "What the box holds of a person: shown, handed over, erased (GDPR 15, 17, 20).",
    subcommands = {GdprFindCommand.class, GdprExportCommand.class, GdprEraseCommand.class})
final class GdprCommands {}
