package portineria.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import portineria.admin.Box;
import portineria.admin.Console;
import portineria.admin.Failed;
import portineria.admin.Request;
import portineria.store.Account;
import portineria.store.Act;
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
final class ExportCommand implements RecordedCommand {
  @Parameters(paramLabel = "ACCOUNT")
  private String name;

  @Parameters(paramLabel = "DIR", description = "A folder that is empty or not there yet.")
  private Path folder;

  @Option(names = "--format", required = true, paramLabel = "eml|mbox|maildir")
  private ExportFormat format;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why; the audit chain keeps it.")
  private Optional<String> reason = Optional.empty();

  @Override
  public Act act(Box box) throws Failed {
    Act act =
        box.act(Act.Kind.MAIL_EXPORTED)
            .with(Act.Part.ACCOUNT, account(box).name())
            .with(Act.Part.DETAIL, format.name().toLowerCase(Locale.ROOT));
    return reason.isPresent() ? act.with(Act.Part.REASON, Reasons.checked(reason.get())) : act;
  }

  private Account account(Box box) throws Failed {
    return box.store()
        .account(name, box.actor())
        .orElseThrow(
            () -> new Failed("there is no account " + name + ": see portineria user list"));
  }

  @Override
  public int run(Box box, Request request, Console console) throws Failed, IOException {
    Account account = account(box);
    long messages =
        new Export(account, folder.toAbsolutePath(), new ExportProgress(console)::at).run(format);
    console.say(messages + " messages of " + name + " are in " + folder);
    return Cli.DONE;
  }
}
