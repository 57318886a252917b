package portineria.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import portineria.admin.Box;
import portineria.admin.Console;
import portineria.admin.Failed;
import portineria.admin.Request;
import portineria.health.Sizes;
import portineria.store.Account;
import portineria.store.Act;
import portineria.store.Digest;
import portineria.store.MailboxName;
import portineria.vault.transfer.ConservationPackage;
import portineria.vault.transfer.Export;
import portineria.vault.transfer.ExportFormat;

/** {@code portineria export ACCOUNT DIR}. */
@Command(
    name = "export",
    description = {
      "Writes all mailboxes of an account to a new folder, with flags and dates in messages.csv.",
      "eml: one file for each message, octet by octet; mbox: one file for each mailbox;",
      "maildir: as Dovecot and others keep it, with flags; portineria import reads all three.",
      "conservation: eml, with what a conservator asks for: digests, metadata, a README.",
      "Given again after an interruption, it goes on."
    })
final class ExportCommand implements RecordedCommand {
  @Parameters(paramLabel = "ACCOUNT")
  private String name;

  @Parameters(paramLabel = "DIR", description = "A folder that is empty or not there yet.")
  private Path folder;

  @ArgGroup(multiplicity = "1")
  private Form form;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why; the audit chain keeps it.")
  private Optional<String> reason = Optional.empty();

  /** One of the two. */
  static final class Form {
    @Option(names = "--format", required = true, paramLabel = "eml|mbox|maildir")
    private Optional<ExportFormat> format = Optional.empty();

    @Option(names = "--package", required = true, paramLabel = "conservation")
    private Optional<Recipient> ready = Optional.empty();

    String word() {
      return format
          .map(Enum::name)
          .or(() -> ready.map(Enum::name))
          .orElseThrow()
          .toLowerCase(Locale.ROOT);
    }
  }

  /** What more than the mail is made. */
  enum Recipient {
    CONSERVATION
  }

  @Override
  public Act act(Box box) throws Failed {
    Act act =
        box.act(Act.Kind.MAIL_EXPORTED)
            .with(Act.Part.ACCOUNT, box.account(name).name())
            .with(Act.Part.DETAIL, form.word());
    return reason.isPresent() ? act.with(Act.Part.REASON, Reasons.checked(reason.get())) : act;
  }

  @Override
  public int run(Box box, Request request, Console console) throws Failed, IOException {
    Account account = box.account(name);
    Path place = folder.toAbsolutePath().normalize();
    Heard heard = new Heard(console);
    long unreadable = 0;
    ConservationPackage whole =
        new ConservationPackage(place, account.name(), box.clock().instant(), heard);
    if (form.ready.isEmpty() || !whole.isExported()) {
      Export.Result result =
          new Export(account, place, heard).run(form.format.orElse(ExportFormat.EML));
      console.say(
          result.messages()
              + " messages of "
              + name
              + " are in "
              + folder
              + ", "
              + Sizes.say(result.octets()));
      unreadable = result.unreadable();
    }
    if (form.ready.isPresent()) {
      Digest digest = whole.write();
      console.say("the package is complete; note the digest of its SHA256SUMS elsewhere:");
      console.say(digest.hex());
    }
    if (unreadable > 0) {
      throw new Failed(
          unreadable + " messages could not be read and are not in it: unreadable.csv names them");
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
