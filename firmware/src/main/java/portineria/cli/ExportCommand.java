package portineria.cli;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import portineria.admin.Box;
import portineria.admin.Console;
import portineria.admin.Failed;
import portineria.admin.Request;
import portineria.store.Account;
import portineria.vault.Export;
import portineria.vault.ExportFormat;

/** {@code portineria export ACCOUNT DIR}. */
@Command(
    name = "export",
    description = {
      "Writes all mailboxes of an account to a new folder.",
      "eml: one file for each message, octet by octet; mbox: one file for each mailbox;",
      "maildir: as Dovecot and others keep it, with flags."
    })
final class ExportCommand implements BoxCommand {
  @Parameters(paramLabel = "ACCOUNT")
  private String name;

  @Parameters(paramLabel = "DIR", description = "A folder that is empty or not there yet.")
  private Path folder;

  @Option(names = "--format", required = true, paramLabel = "eml|mbox|maildir")
  private ExportFormat format;

  @Override
  public Place place() {
    return Place.READS;
  }

  @Override
  public int run(Box box, Request request, Console console) throws Failed, IOException {
    Account account =
        box.store()
            .account(name, Box.ACTOR)
            .orElseThrow(
                () -> new Failed("there is no account " + name + ": see portineria user list"));
    long messages =
        new Export(account, folder.toAbsolutePath(), new ExportProgress(console)::at).run(format);
    console.say(messages + " messages of " + name + " are in " + folder);
    return Cli.DONE;
  }
}
