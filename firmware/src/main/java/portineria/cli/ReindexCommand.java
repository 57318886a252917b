package portineria.cli;

import java.io.IOException;
import picocli.CommandLine.Command;
import portineria.admin.Box;
import portineria.admin.Console;
import portineria.admin.Request;
import portineria.search.Progress;

/** {@code portineria reindex}. */
@Command(
    name = "reindex",
    description = {
      "Makes the search index anew. Meanwhile searching takes longer, and finds the same.",
      "May be interrupted: portineria run goes on with it."
    })
final class ReindexCommand implements BoxCommand {
  @Override
  public int run(Box box, Request request, Console console) throws IOException {
    box.search().renew();
    box.search()
        .catchUp(
            progress -> {
              console.progress(say(progress));
              return !console.isGone();
            });
    console.say("the search index is made anew");
    return Cli.DONE;
  }

  private static String say(Progress progress) {
    return String.format("%,d of %,d messages", progress.done(), progress.all());
  }
}
