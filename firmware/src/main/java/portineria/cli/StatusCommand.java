package portineria.cli;

import java.io.IOException;
import picocli.CommandLine.Command;
import portineria.admin.Box;
import portineria.admin.Console;
import portineria.admin.Request;
import portineria.health.Examination;
import portineria.health.Finding;
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
    for (Finding finding :
        new Examination(
                box.store(),
                box.search().progress(),
                new Examination.Circumstances(
                    box.data(), box.clock().instant(), box.clock().isSynchronised(), box.runs()))
            .findings()) {
      console.say((finding.needsPerson() ? "! " : "") + finding.sentence());
      if (finding.needsPerson()) {
        exitCode = Cli.FAILED;
      }
    }
    return exitCode;
  }
}
