package portineria.cli;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import portineria.admin.BackupDesk;
import portineria.admin.Box;
import portineria.admin.Console;
import portineria.admin.Request;
import portineria.backup.RecoverySheet;
import portineria.backup.RecoveryWords;
import portineria.store.Refusal;

/** {@code portineria recovery-sheet}. */
@Command(
    name = "recovery-sheet",
    description = {
      "Prints the words without which no backup can be read, as a page to print out (HTML).",
      "Keep it away from the box: whoever has it and a backup reads all mail."
    })
final class RecoverySheetCommand implements BoxCommand {
  @Option(names = "--text", description = "The words alone.")
  private boolean text;

  @Override
  public int run(Box box, Request request, Console console) throws Refusal, IOException {
    RecoveryWords words = new BackupDesk(box).words();
    if (text) {
      console.say(words.text());
    } else {
      for (String line : RecoverySheet.page(words)) {
        console.say(line);
      }
    }
    return Cli.DONE;
  }
}
