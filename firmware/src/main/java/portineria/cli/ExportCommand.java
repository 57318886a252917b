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
import portineria.health.Sizes;
import portineria.store.Act;
import portineria.store.MailboxName;
import portineria.vault.transfer.Export;
import portineria.vault.transfer.ExportFormat;

/** {@code portineria export ACCOUNT DIR}. */
@Command(
    name = "export",
    description = {
      "Writes all mailboxes of an account to a new folder, with flags and dates in messages.csv.",
      "eml: one file for each message, octet by octet; mbox: one file for each mailbox;",
      "maildir: as Dovecot and others keep it, with flags.",
      "Given again after an interruption, it goes on."
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
            .with(Act.Part.ACCOUNT, box.account(name).name())
            .with(Act.Part.DETAIL, format.name().toLowerCase(Locale.ROOT));
    return reason.isPresent() ? act.with(Act.Part.REASON, Reasons.checked(reason.get())) : act;
  }

  @Override
  public int run(Box box, Request request, Console console) throws Failed, IOException {
    Export.Result result =
        new Export(box.account(name), folder.toAbsolutePath().normalize(), new Heard(console))
            .run(format);
    console.say(
        result.messages()
            + " messages of "
            + name
            + " are in "
            + folder
            + ", "
            + Sizes.say(result.octets()));
    if (result.unreadable() > 0) {
      throw new Failed(result.unreadable() + " messages could not be read and are not in it");
    }
    return Cli.DONE;
  }

  /** Tells the console. */
  private static final class Heard implements Export.Listener {
    private final Console console;
    private final TransferProgress progress;

    Heard(Console console) {
      this.console = console;
      this.progress = new TransferProgress(console);
    }

    @Override
    public void progressed(long messages, long messagesTotal, long octets, long octetsTotal)
        throws IOException {
      progress.at(messages + " of " + messagesTotal, octets, octetsTotal);
    }

    @Override
    public void unreadable(MailboxName mailbox, long uid, String why) throws IOException {
      console.complain("portineria: UID " + uid + " of " + mailbox + ": " + why);
    }
  }
}
