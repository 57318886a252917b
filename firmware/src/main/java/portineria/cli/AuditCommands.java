package portineria.cli;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import portineria.admin.Box;
import portineria.admin.Console;
import portineria.admin.Failed;
import portineria.admin.Request;
import portineria.health.Times;
import portineria.store.Act;
import portineria.store.Audit;
import portineria.store.AuditText;
import portineria.store.Digest;
import portineria.store.Refusal;
import portineria.vault.audit.ChainCheck;
import portineria.vault.audit.PersonalLogs.Log;

/** {@code portineria audit …}: what was done to the box and with people's mail. */
@Command(
    name = "audit",
    description = "What was done to the box and with people's mail, and by whom.",
    subcommands = {
      AuditCommands.Verify.class,
      AuditCommands.Show.class,
      AuditCommands.Head.class,
      AuditCommands.Keep.class
    })
final class AuditCommands {

  /** {@code audit verify}. */
  @Command(
      name = "verify",
      description = {
        "Checks the audit chain; exits with 1 and a list if an entry was changed, removed or moved.",
        "Write down the head that it prints, outside of this box: a later check with --head HASH",
        "proves that all up to then is unchanged."
      })
  static final class Verify implements BoxCommand {
    @Option(
        names = "--head",
        paramLabel = "HASH",
        converter = ToDigest.class,
        description = "A head that was written down.")
    private Optional<Digest> head = Optional.empty();

    @Override
    public Place place() {
      return Place.READS;
    }

    @Override
    public int run(Box box, Request request, Console console) throws IOException {
      ChainCheck.Report report = ChainCheck.run(box.store().audit(), head);
      for (String problem : report.problems()) {
        console.say(problem);
      }
      if (report.writtenDown().isPresent()) {
        console.say("the hash is that of entry " + report.writtenDown().getAsLong());
      }
      console.say(
          report.problems().isEmpty()
              ? "all is well, " + report.head().number() + " entries"
              : report.problems().size() == 1
                  ? "1 thing is wrong"
                  : report.problems().size() + " things are wrong");
      console.say("head " + report.head().hash().hex());
      return report.problems().isEmpty() ? Cli.DONE : Cli.FAILED;
    }
  }

  /** From 64 hexadecimal digits. */
  static final class ToDigest implements ITypeConverter<Digest> {
    @Override
    public Digest convert(String value) {
      if (!value.matches("[0-9a-fA-F]{64}")) {
        throw new TypeConversionException("'" + value + "' is no hash: it has 64 digits 0-9, a-f");
      }
      return Digest.parse(value);
    }
  }

  /** {@code audit list}. */
  @Command(name = "list", description = "Lists the last entries of the audit chain.")
  static final class Show implements BoxCommand {
    @Option(names = "--last", paramLabel = "N", description = "How many (default: 100).")
    private int last = 100;

    @Override
    public Place place() {
      return Place.ASKS;
    }

    @Override
    public int run(Box box, Request request, Console console) throws IOException {
      Table table = new Table();
      Audit audit = box.store().audit();
      for (Audit.Entry entry : audit.entries(audit.written() - last, last)) {
        row(table, entry);
      }
      table.print(console);
      return Cli.DONE;
    }

    private static void row(Table table, Audit.Entry entry) {
      String number = String.valueOf(entry.number());
      Optional<AuditText> read = AuditText.parse(entry.text());
      if (read.isEmpty()) {
        table.row(number, "can't be read: see portineria audit verify");
        return;
      }
      AuditText text = read.get();
      Map<String, String> names =
          entry.names().stream().collect(Collectors.toMap(Audit.Name::part, Audit.Name::text));
      Map<String, String> about = new TreeMap<>();
      text.figures().forEach((word, figure) -> about.put(word, String.valueOf(figure)));
      text.names().keySet().forEach(part -> about.put(part, names.getOrDefault(part, FORGOTTEN)));
      String by = Optional.ofNullable(about.remove(Act.Part.BY.word())).orElse("");
      table.row(
          number,
          Times.minute(text.time()),
          text.door(),
          by,
          text.act().replace('-', ' '),
          about.entrySet().stream()
              .map(each -> each.getKey() + "=" + quoted(each.getValue()))
              .collect(Collectors.joining(" ")));
    }

    private static final String FORGOTTEN = "(forgotten)";

    private static String quoted(String value) {
      return value.indexOf(' ') < 0 ? value : '"' + value + '"';
    }
  }

  /** {@code audit head}. */
  @Command(
      name = "head",
      description = "Prints the hash of the last entry, to be written down outside of this box.")
  static final class Head implements BoxCommand {
    @Override
    public Place place() {
      return Place.ASKS;
    }

    @Override
    public int run(Box box, Request request, Console console) throws Failed, IOException {
      Audit audit = box.store().audit();
      List<Audit.Entry> last = audit.entries(audit.written() - 1, 1);
      if (last.isEmpty()) {
        throw new Failed("there is no entry: see portineria audit verify");
      }
      console.say(AuditText.hash(last.getFirst().text()).hex());
      return Cli.DONE;
    }
  }

  /** {@code audit keep}. */
  @Command(
      name = "keep",
      description = {
        "Says how many days logs with personal data are kept, and changes it.",
        "The audit chain itself is never shortened; only the names in it are forgotten."
      })
  static final class Keep implements BoxCommand {
    @Option(
        names = "--logs",
        paramLabel = "DAYS",
        description = "When devices were last seen, what servers said (default: 21).")
    private Optional<Integer> logs = Optional.empty();

    @Option(
        names = "--names",
        paramLabel = "DAYS",
        description = "Names and reasons in the audit chain (default: 21).")
    private Optional<Integer> names = Optional.empty();

    @Override
    public Place place() {
      return logs.isEmpty() && names.isEmpty() ? Place.ASKS : Place.CHANGES;
    }

    @Override
    public int run(Box box, Request request, Console console) throws Refusal, IOException {
      if (logs.isPresent()) {
        Log.TRACES.keep(box.store(), box.actor(), logs.get());
      }
      if (names.isPresent()) {
        Log.NAMES.keep(box.store(), box.actor(), names.get());
      }
      console.say("logs are kept for " + Log.TRACES.days(box.store()) + " days");
      console.say("names in the audit chain are kept for " + Log.NAMES.days(box.store()) + " days");
      return Cli.DONE;
    }
  }
}
