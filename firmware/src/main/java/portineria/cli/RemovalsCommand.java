package portineria.cli;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import portineria.admin.Box;
import portineria.admin.Console;
import portineria.admin.Failed;
import portineria.admin.Request;
import portineria.health.Times;
import portineria.store.Account;
import portineria.store.Refusal;
import portineria.store.Removal;
import portineria.vault.RemovalSeries;

/** {@code vault removals ACCOUNT}. */
@Command(
    name = "removals",
    description = {
      "Lists who removed what from an account, when, and with which device.",
      "What one of them removed without a pause of ten minutes is one act."
    })
final class RemovalsCommand implements BoxCommand {
  /** What people still ask about. */
  private static final Duration USUALLY = Duration.ofDays(30);

  @Parameters(paramLabel = "ACCOUNT")
  private String name;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = Moment.Reader.class,
      description = "2026-11-24 or '2026-11-24 09:12' (default: the last 30 days).")
  private Optional<Moment> since = Optional.empty();

  @Option(
      names = "--until",
      paramLabel = "TIME",
      converter = Moment.Reader.class,
      description = "As above (default: now).")
  private Optional<Moment> until = Optional.empty();

  @Option(
      names = "--accept",
      description = "It was meant: portineria status speaks no more of what was removed by now.")
  private boolean accept;

  @Override
  public Place place() {
    return accept ? Place.CHANGES : Place.ASKS;
  }

  @Override
  public int run(Box box, Request request, Console console) throws Failed, Refusal, IOException {
    Account account = box.account(name);
    Instant now = box.clock().instant();
    Instant first = since.map(Moment::begin).orElse(now.minus(USUALLY));
    Instant last = until.map(Moment::end).orElse(now);
    List<Removal> removals =
        account.recovery().removals(first).stream()
            .filter(removal -> !removal.begun().isAfter(last))
            .toList();
    List<RemovalSeries> all = RemovalSeries.of(removals);
    for (RemovalSeries series : all) {
      tell(series, console);
    }
    if (all.isEmpty()) {
      console.say("nothing was removed since " + Times.minute(first));
    }
    if (accept) {
      box.acceptRemovals(account.name(), last);
      console.say("accepted");
    } else if (!all.isEmpty() && all.getLast().left() > 0) {
      RemovalSeries latest = all.getLast();
      console.say("to undo the last: " + latest.restoring(account.name(), latest.begun()));
    }
    return Cli.DONE;
  }

  private static void tell(RemovalSeries series, Console console) throws IOException {
    String left =
        series.left() == series.messages()
            ? "all can be had back"
            : series.left() == 0
                ? "all were had back"
                : String.format(Locale.ROOT, "%,d can be had back", series.left());
    console.say(
        Times.minute(series.begun())
            + "  "
            + series.who()
            + over(series)
            + " removed "
            + messages(series.messages())
            + " from "
            + series.where()
            + ": "
            + left);
    boolean plain = series.removals().size() == 1 && !series.removals().getFirst().withMailbox();
    if (!plain) {
      Table table = new Table();
      for (Removal removal : series.removals()) {
        table.row(
            "                    " + removal.mailbox(),
            messages(removal.messages()) + (removal.withMailbox() ? ", with the mailbox" : ""));
      }
      table.print(console);
    }
  }

  private static String over(RemovalSeries series) {
    return switch (series.actor().door()) {
      case "imap", "pop3" -> " over " + series.actor().door().toUpperCase(Locale.ROOT);
      default -> "";
    };
  }

  static String messages(long count) {
    return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? "message" : "messages");
  }
}
