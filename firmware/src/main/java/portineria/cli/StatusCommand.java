package portineria.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import portineria.admin.Box;
import portineria.admin.Console;
import portineria.admin.Request;
import portineria.health.Finding;
import portineria.health.Times;
import portineria.store.Refusal;

/** {@code portineria status}. */
@Command(
    name = "status",
    description = "Says how the box is, in sentences. Exits with 1 when something needs a person.")
final class StatusCommand implements BoxCommand {
  @Override
  public Place place() {
    return Place.ASKS;
  }

  @Override
  public int run(Box box, Request request, Console console) throws Refusal, IOException {
    int exitCode = box.runs() ? Cli.DONE : Cli.FAILED;
    console.say(
        box.runs()
            ? "Portineria runs."
            : "! Portineria does not run: start it with portineria run.");
    for (Finding finding : box.findings()) {
      console.say((finding.needsPerson() ? "! " : "") + finding.sentence());
      if (finding.needsPerson()) {
        exitCode = Cli.FAILED;
      }
      for (String more : more(box, finding)) {
        console.say("  " + more);
      }
    }
    return exitCode;
  }

  /** What a terminal shows besides. */
  private static List<String> more(Box box, Finding finding) {
    List<String> more = new ArrayList<>();
    finding.command().map(typed -> "to be typed: " + typed).ifPresent(more::add);
    if (finding.needsPerson()) {
      known(box, finding).ifPresent(more::add);
    }
    return more;
  }

  /** What the box has noted of it, where it has. */
  private static Optional<String> known(Box box, Finding finding) {
    return box.store().troubles().all().stream()
        .filter(trouble -> trouble.cause().equals(finding.cause().text()))
        .map(
            trouble ->
                "seen since "
                    + Times.minute(trouble.since())
                    + trouble
                        .told()
                        .last()
                        .map(when -> ", told " + Times.minute(when))
                        .orElse(", nobody was told yet"))
        .findFirst();
  }
}
