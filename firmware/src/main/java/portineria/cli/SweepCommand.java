package portineria.cli;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import portineria.admin.Box;
import portineria.admin.Console;
import portineria.admin.Failed;
import portineria.admin.Request;
import portineria.health.Sizes;
import portineria.store.Refusal;
import portineria.vault.retention.Sweeper;
import portineria.vault.retention.Sweeper.Report;
import portineria.vault.retention.Sweeper.Tally;

/** {@code vault sweep}. */
@Command(
    name = "sweep",
    description = {
      "Takes away for good what is past its time, as the box that runs does every night.",
      "That is what no mailbox lists and no hold covers, and all mail of people who have left",
      "when the day has come."
    })
final class SweepCommand implements BoxCommand {
  @Option(names = "--dry-run", description = "Only says what would go.")
  private boolean dryRun;

  @Override
  public int run(Box box, Request request, Console console) throws Failed, Refusal, IOException {
    Sweeper.Watch watch = (looked, swept) -> goesOn(console, looked, swept);
    Report report =
        dryRun
            ? Sweeper.dryRun(box.store(), box.clock(), watch)
            : Sweeper.sweep(box.store(), box.clock(), box.actor(), watch);
    if (!report.clockTrusted()) {
      throw new Failed(
          "no message was judged: the clock was not set by a time server, so nothing's age is"
              + " certain; see timedatectl, then give the command again");
    }
    Table table = new Table();
    for (Map.Entry<String, Tally> one : report.tallies().entrySet()) {
      Tally tally = one.getValue();
      if (!tally.isNone()) {
        table.row(one.getKey(), due(tally), held(tally), undecided(tally));
      }
    }
    table.print(console);
    console.say((dryRun ? "would go: " : "gone: ") + due(report.sum()));
    return Cli.DONE;
  }

  private static String due(Tally tally) {
    return RemovalsCommand.messages(tally.due()) + ", " + Sizes.say(tally.dueOctets());
  }

  private static String held(Tally tally) {
    return tally.held() == 0 ? "" : String.format(Locale.ROOT, "%,d held", tally.held());
  }

  private static String undecided(Tally tally) {
    return tally.undecided() == 0
        ? ""
        : String.format(Locale.ROOT, "%,d undecided: see user set --retention", tally.undecided());
  }

  /** Tells how far it is; who has gone away ends it. */
  private static boolean goesOn(Console console, long looked, long swept) {
    try {
      console.progress(
          String.format(Locale.ROOT, "%,d messages looked at, %,d gone", looked, swept));
      return !console.isGone();
    } catch (IOException gone) {
      return false;
    }
  }
}
