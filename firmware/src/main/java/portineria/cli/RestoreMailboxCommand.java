package portineria.cli;

import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import portineria.admin.Box;
import portineria.admin.Console;
import portineria.admin.Failed;
import portineria.admin.Request;
import portineria.health.Times;
import portineria.store.Account;
import portineria.store.MailboxName;
import portineria.store.Recovery.Part;
import portineria.store.Recovery.Restoration;
import portineria.store.Recovery.Restored;
import portineria.store.Refusal;

/** {@code portineria restore-mailbox ACCOUNT [MAILBOX]}. */
@Command(
    name = "restore-mailbox",
    description = {
      "Brings a mailbox back with those under it: messages, last flags, dates.",
      "A mailbox that was deleted comes back as it was before whoever deleted it began; one that",
      "is there, or all of them, as of a time. What is there already never comes twice, and what",
      "was filed elsewhere since stays there."
    })
final class RestoreMailboxCommand implements BoxCommand {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "ACCOUNT")
  private String name;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "MAILBOX",
      converter = ToName.class,
      description = "Such as Customers/Rossi, as it was called then (default: all, with --as-of).")
  private Optional<MailboxName> mailbox = Optional.empty();

  @Option(
      names = "--as-of",
      paramLabel = "TIME",
      converter = Moment.Reader.class,
      description = "2026-11-24 (the end of that day, which must be over), or '2026-11-24 09:12'.")
  private Optional<Moment> asOf = Optional.empty();

  @Option(
      names = "--into",
      paramLabel = "MAILBOX",
      converter = ToName.class,
      description = "Another mailbox, which gets all that was there (default: its own place).")
  private Optional<MailboxName> into = Optional.empty();

  @Override
  public int run(Box box, Request request, Console console) throws Failed, Refusal, IOException {
    Account account = box.account(name);
    if (asOf.isPresent()) {
      requirePast(asOf.get(), box.clock().instant());
    }
    Restored restored =
        account.recovery().restore(new Restoration(mailbox, asOf.map(Moment::end), into));
    console.say(account.name() + " as it was at " + Times.second(restored.asOf()) + ":");
    Table table = new Table();
    for (Part part : restored.mailboxes()) {
      table.row("  " + part.was(), said(part));
    }
    table.print(console);
    console.say(
        restored.messages() == 0
            ? "no message was missing"
            : RemovalsCommand.messages(restored.messages()) + " came back");
    return Cli.DONE;
  }

  /** As of a time ahead nothing would be missing, whatever was removed. */
  private void requirePast(Moment moment, Instant now) {
    if (moment.end().isAfter(now)) {
      throw new ParameterException(
          spec.commandLine(),
          moment.begin().isAfter(now)
              ? "--as-of is a time ahead: say one that is past"
              : "--as-of: today is not over: say a time, as in --as-of '"
                  + Times.minute(now)
                  + "'");
    }
  }

  private static String said(Part part) {
    StringBuilder said = new StringBuilder();
    if (part.made()) {
      said.append("made, ");
    }
    if (!part.is().equals(part.was())) {
      said.append("as ").append(part.is()).append(", ");
    }
    said.append(String.format(Locale.ROOT, "%,d came back", part.messages()));
    if (part.there() > 0) {
      said.append(String.format(Locale.ROOT, ", %,d were there", part.there()));
    }
    if (part.elsewhere() > 0) {
      said.append(
          String.format(
              Locale.ROOT, ", %,d were filed elsewhere since and stay there", part.elsewhere()));
    }
    return said.toString();
  }

  /** From {@code Customers/Rossi}. */
  static final class ToName implements ITypeConverter<MailboxName> {
    @Override
    public MailboxName convert(String value) {
      try {
        return new MailboxName(
            java.text.Normalizer.normalize(value, java.text.Normalizer.Form.NFC));
      } catch (IllegalArgumentException wrong) {
        throw new TypeConversionException("'" + value + "': " + wrong.getMessage());
      }
    }
  }
}
