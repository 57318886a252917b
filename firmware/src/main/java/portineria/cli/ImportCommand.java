package portineria.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;
import portineria.admin.Box;
import portineria.admin.Console;
import portineria.admin.Desk;
import portineria.admin.Failed;
import portineria.health.Sizes;
import portineria.store.Account;
import portineria.store.Act;
import portineria.store.MailboxName;
import portineria.store.Refusal;
import portineria.vault.transfer.Import;
import portineria.vault.transfer.Importer;
import portineria.vault.transfer.Tally;

/** {@code portineria import ACCOUNT PATH}. */
@Command(
    name = "import",
    description = {
      "Brings mail in that portineria or another program has written.",
      "PATH is an export of portineria, a Maildir, an mbox, a folder of .eml files, a folder",
      "of Thunderbird's (its Local Folders, say), or Outlook's .pst.",
      "Nothing is brought twice, so it may be given again, after an interruption for instance.",
      "What can't be read is named, and the rest goes on; it exits with 1 then."
    })
final class ImportCommand implements AskingCommand {
  @Parameters(paramLabel = "ACCOUNT")
  private String name;

  @Parameters(paramLabel = "PATH", description = "A file or a folder.")
  private Path path;

  @Option(
      names = "--into",
      paramLabel = "MAILBOX",
      converter = ToMailbox.class,
      description = "Everything goes under this mailbox; a single one becomes it.")
  private Optional<MailboxName> into = Optional.empty();

  @Option(names = "--dry-run", description = "Only says what would come.")
  private boolean dry;

  @Option(
      names = "--again",
      description = "Also brings what came before and was moved or removed since.")
  private boolean again;

  @Option(
      names = "--work",
      paramLabel = "DIR",
      description =
          "A folder with room for what a .pst becomes for a while (default: ${DEFAULT-VALUE}).",
      defaultValue = "${sys:java.io.tmpdir}")
  private Path work;

  @Override
  public BoxCommand.Place place() {
    return dry ? BoxCommand.Place.READS : BoxCommand.Place.CHANGES;
  }

  @Override
  public Desk desk(Box box) throws Failed, Refusal {
    Account account = box.account(name);
    Importer importer = dry ? box.imports().dry(account) : begun(box, account);
    return new Desk() {
      @Override
      public byte[] answer(byte[] question, InputStream octets) throws Refusal, IOException {
        return importer.answer(question, octets);
      }

      @Override
      public void close() {
        importer.close();
      }
    };
  }

  /** What can't be recorded is not done. */
  private Importer begun(Box box, Account account) throws Refusal {
    Act act = box.act(Act.Kind.MAIL_IMPORTED).with(Act.Part.ACCOUNT, account.name());
    Importer importer = box.imports().begin(account);
    try {
      box.store()
          .audit()
          .record(into.isPresent() ? act.with(Act.Part.MAILBOX, into.get().value()) : act);
      return importer;
    } catch (Refusal refusal) {
      importer.close();
      throw refusal;
    }
  }

  @Override
  public int ask(Desk desk, Console console) throws Failed, Refusal, IOException {
    if (!Files.isDirectory(work)) {
      throw new Failed("there is no folder " + work + ": name another one with --work");
    }
    Heard heard = new Heard(console);
    Import.Options options = new Import.Options(into, dry, again, work);
    try (Import mail = Import.of(path, options, desk::answer, heard)) {
      Import.Result result = mail.run();
      heard.sayPassedOver();
      if (dry) {
        sayEach(result, console);
      }
      console.say(said(result.total()));
      sayErased(result.total().erased(), console);
      sayHealed(result.total().healed(), console);
      return result.troubles() == 0 ? Cli.DONE : Cli.FAILED;
    }
  }

  private static void sayEach(Import.Result result, Console console) throws IOException {
    Table table = new Table();
    result
        .tallies()
        .forEach(
            (mailbox, tally) ->
                table.row(
                    mailbox.value(),
                    tally.imported() + " would come",
                    Sizes.say(tally.octets()),
                    tally.there() + " are there",
                    tally.removed() + " were removed",
                    tally.erased() + " were erased"));
    table.print(console);
  }

  private static void sayErased(long erased, Console console) throws IOException {
    if (erased > 0) {
      String were =
          erased == 1
              ? " message was left out because it was"
              : " messages were left out because they were";
      console.say(erased + were + " erased here");
    }
  }

  private void sayHealed(long healed, Console console) throws IOException {
    if (healed > 0) {
      String were = healed == 1 ? " message that was damaged" : " messages that were damaged";
      console.say(healed + were + " on the disk " + (dry ? "would be mended" : "came back whole"));
    }
  }

  private String said(Tally total) {
    StringBuilder line = new StringBuilder(name).append(": ").append(total.imported());
    line.append(total.imported() == 1 ? " message" : " messages");
    line.append(dry ? " would come, " : " imported, ").append(Sizes.say(total.octets()));
    if (total.there() > 0) {
      line.append("; ").append(total.there()).append(" were there already");
    }
    if (total.removed() > 0) {
      line.append("; ").append(total.removed());
      line.append(" came before and were moved or removed since (--again brings them back)");
    }
    return line.toString();
  }

  /** Tells the console. */
  private static final class Heard implements Import.Listener {
    /** Names of files that are told; one knows a kind by some. */
    private static final int NAMES_MAX = 5;

    private final Console console;
    private final TransferProgress progress;
    private final List<String> passedOver = new ArrayList<>();
    private long passedOverCount;

    Heard(Console console) {
      this.console = console;
      this.progress = new TransferProgress(console);
    }

    @Override
    public void progressed(long messages, long octets, long octetsTotal) throws IOException {
      progress.at(Long.toString(messages), octets, octetsTotal);
    }

    @Override
    public void trouble(String where, String why) throws IOException {
      console.complain("portineria: " + where + ": " + why);
    }

    @Override
    public void passedOver(String where) {
      passedOverCount++;
      if (passedOver.size() < NAMES_MAX) {
        passedOver.add(where);
      }
    }

    void sayPassedOver() throws IOException {
      if (passedOverCount > 0) {
        String more = passedOverCount > passedOver.size() ? ", …" : "";
        console.say(
            passedOverCount + " left out, no mail: " + String.join(", ", passedOver) + more);
      }
    }
  }

  /** From {@code Archive/2019}. */
  static final class ToMailbox implements ITypeConverter<MailboxName> {
    @Override
    public MailboxName convert(String value) {
      try {
        return new MailboxName(Normalizer.normalize(value, Normalizer.Form.NFC));
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException("'" + value + "': " + e.getMessage());
      }
    }
  }
}
