package portineria.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import portineria.admin.Box;
import portineria.admin.Console;
import portineria.admin.Failed;
import portineria.admin.Request;
import portineria.fetch.FetchResult;
import portineria.health.Sizes;
import portineria.store.Refusal;

/** {@code portineria fetch [NAME…]}. */
@Command(
    name = "fetch",
    description = {
      "Fetches now: the sources that are named, else all.",
      "Exits with 0 when everything that is upstream is here."
    })
final class FetchCommand implements BoxCommand {
  private static final long LOOK_MILLIS = 200;

  @Parameters(paramLabel = "NAME", arity = "0..*", description = "Sources.")
  private List<String> names = List.of();

  @Override
  public int run(Box box, Request request, Console console) throws Failed, Refusal, IOException {
    for (String name : names) {
      box.source(name);
    }
    FetchProgress progress = new FetchProgress(console.isTerminal());
    CompletableFuture<List<FetchResult>> results = new CompletableFuture<>();
    Thread.ofVirtual().name("fetch-command").start(() -> fetch(box, progress, results));
    int exitCode = Cli.DONE;
    for (FetchResult result : await(results, progress, console)) {
      console.say(said(result));
      if (!result.isComplete()) {
        exitCode = Cli.FAILED;
        console.complain(
            "portineria: " + result.source() + ": " + result.problem().orElse("see source list"));
      }
    }
    return exitCode;
  }

  /** The sources' threads tell their progress; only the command's own speaks to the console. */
  private void fetch(
      Box box, FetchProgress progress, CompletableFuture<List<FetchResult>> results) {
    try {
      results.complete(box.fetcher().fetchNow(names, progress));
    } catch (Exception | Error e) {
      results.completeExceptionally(e);
    }
  }

  private static List<FetchResult> await(
      CompletableFuture<List<FetchResult>> results, FetchProgress progress, Console console)
      throws Failed, Refusal, IOException {
    while (true) {
      try {
        return results.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        progress.show(console);
        if (console.isGone()) {
          throw new Failed("nobody waits any more; the fetching goes on", e);
        }
      } catch (ExecutionException e) {
        if (e.getCause() instanceof Refusal refusal) {
          throw refusal;
        }
        throw new IllegalStateException("fetching failed", e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new Failed("portineria is closing; what was fetched is safe", e);
      }
    }
  }

  private static String said(FetchResult result) {
    StringBuilder line = new StringBuilder(result.source());
    line.append(": ").append(result.fetched());
    line.append(result.fetched() == 1 ? " new message" : " new messages");
    line.append(", ").append(Sizes.say(result.octets()));
    if (result.deleted() > 0) {
      line.append(", ").append(result.deleted()).append(" deleted upstream");
    }
    if (result.unfetched() > 0) {
      line.append(", ").append(result.unfetched()).append(" could not be fetched");
    }
    return line.toString();
  }
}
