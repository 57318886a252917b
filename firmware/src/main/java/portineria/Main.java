package portineria;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import portineria.account.Passwords;
import portineria.account.VerifiedCredentials;
import portineria.admin.Box;
import portineria.admin.Console;
import portineria.admin.Failed;
import portineria.backup.Backups;
import portineria.backup.RestoreWish;
import portineria.backup.Restoring;
import portineria.backup.Targets;
import portineria.cli.Busy;
import portineria.cli.Cli;
import portineria.cli.ConsoleWatch;
import portineria.cli.Premises;
import portineria.cli.RunSettings;
import portineria.cli.TerminalConsole;
import portineria.cli.TerminalKeyboard;
import portineria.fetch.FetchLimits;
import portineria.fetch.Fetcher;
import portineria.fetch.SealedPasswords;
import portineria.fetch.SystemClock;
import portineria.front.Front;
import portineria.search.SearchIndex;
import portineria.service.Notifier;
import portineria.store.Actor;
import portineria.store.Refusal;
import portineria.store.sqlite.DataInUse;
import portineria.store.sqlite.Finding;
import portineria.store.sqlite.IndexLost;
import portineria.store.sqlite.Landing;
import portineria.store.sqlite.Rebuild;
import portineria.store.sqlite.SqliteStore;
import portineria.store.sqlite.StoreSettings;
import portineria.store.sqlite.Verify;
import portineria.vault.transfer.Imports;

/** Starts what the command line asks for: a command on the data, or the box. */
public final class Main implements Premises {
  /** Who gives a command that runs here. */
  private static final Actor ACTOR = new Actor(System.getProperty("user.name"), "cli");

  Main() {}

  public static void main(String[] arguments) {
    List<String> words = List.of(arguments);
    if (words.stream().noneMatch(Set.of("run", "demo")::contains)) {
      // A command speaks to a person, who is told in one line; PORTINERIA_LOG brings the rest.
      System.setProperty("portineria.log", "OFF");
    }
    TerminalConsole console = TerminalConsole.ofProcess();
    System.exit(new Cli(new Main(), new TerminalKeyboard(), console).run(words));
  }

  @Override
  public int lend(Path data, BoxWork work) throws Failed, Refusal, IOException, Busy {
    DataFolder.make(data);
    try (SqliteStore store = SqliteStore.open(StoreSettings.of(data))) {
      return with(store, SearchIndex.of(data, store), data, work);
    } catch (DataInUse e) {
      throw new Busy(e);
    } catch (IndexLost e) {
      throw new Failed(e);
    }
  }

  @Override
  public int read(Path data, BoxWork work) throws Failed, Refusal, IOException {
    try (SqliteStore store = SqliteStore.openReading(StoreSettings.of(data))) {
      return with(store, SearchIndex.reading(data, store), data, work);
    }
  }

  private static int with(SqliteStore store, SearchIndex search, Path data, BoxWork work)
      throws Failed, Refusal, IOException {
    SystemClock clock = new SystemClock();
    SealedPasswords sealed = new SealedPasswords(data.resolve("keys"));
    try (search;
        Passwords passwords = new Passwords();
        Backups backups =
            new Backups(data, store::still, store::places, clock, new SecureRandom());
        Fetcher fetcher =
            new Fetcher(store, sealed, backups::readBack, clock, FetchLimits.standard(), 0)) {
      return work.with(
          new Box(
              data,
              store,
              search,
              passwords,
              new VerifiedCredentials(Duration.ofMinutes(1), clock),
              sealed,
              fetcher,
              new Imports(),
              Front.blank("portineria does not run", FrontOfBox.NANOS),
              backups,
              clock,
              new SecureRandom(),
              false,
              ACTOR));
    }
  }

  @Override
  public Verified verify(Path data, Console console) throws IOException {
    VerifyProgress progress = new VerifyProgress(console);
    List<Finding> findings = Verify.run(StoreSettings.of(data), progress);
    boolean indexHolds =
        findings.stream().noneMatch(finding -> finding.remedy() == Finding.Remedy.REBUILD);
    // Nobody opens an index that is to be made anew.
    return new Verified(tell(findings, console), indexHolds ? progress.doubtful() : List.of());
  }

  private static int tell(List<Finding> findings, Console console) throws IOException {
    for (Finding finding : findings) {
      console.say(finding.toString());
    }
    if (findings.isEmpty()) {
      console.say("all is well");
      return 0;
    }
    console.say(findings.size() == 1 ? "1 thing is wrong" : findings.size() + " things are wrong");
    for (Finding.Remedy remedy : Finding.Remedy.values()) {
      if (findings.stream().anyMatch(finding -> finding.remedy() == remedy)) {
        console.say(remedy.sentence());
      }
    }
    return 1;
  }

  @Override
  public int rebuild(Path data, Console console) throws IOException, Busy {
    Targets.of(data).forgetReadBack();
    try {
      Rebuild.Report report =
          Rebuild.run(StoreSettings.of(data), ACTOR, new RebuildProgress(console)::at);
      return RebuildProgress.tell(report, console);
    } catch (DataInUse e) {
      throw new Busy(e);
    }
  }

  @Override
  public int restore(Path data, RestoreWish wish, Console console)
      throws Failed, IOException, Busy {
    FolderBefore before = FolderBefore.of(data);
    DataFolder.make(data);
    try (Landing landing = Landing.begin(StoreSettings.of(data))) {
      Restoring.run(new RestoreGround(data, landing, ACTOR), wish, new ConsoleWatch(console));
    } catch (DataInUse e) {
      throw new Busy(e);
    } catch (IOException failed) {
      throw restoreFailed(data, before, failed);
    }
    console.say(
        "all is back; portineria verify reads every message, portineria run opens the doors");
    return 0;
  }

  /** What came to nothing leaves the folder as it was; of what came half, it says how to go on. */
  private static IOException restoreFailed(Path data, FolderBefore before, IOException failed)
      throws IOException {
    if (!Landing.isHalfDone(data)) {
      before.comeBack();
      return failed;
    }
    return new IOException(
        failed.getMessage()
            + "; what has come so far stays in "
            + data
            + ", and the same command goes on from there (to begin anew, delete that folder first)",
        failed);
  }

  @Override
  public int run(RunSettings settings, Console console) throws Failed, IOException, Busy {
    return keep(
        settings,
        console,
        (box, closing) -> {
          box.begin();
          console.say("ready");
        });
  }

  @Override
  public int demo(RunSettings settings, Console console) throws Failed, IOException, Busy {
    return keep(
        settings,
        console,
        (box, closing) -> {
          Demo demo = closing.add(Demo.open(box, settings));
          box.begin();
          console.say("ready");
          demo.explain(console, box.httpPort());
        });
  }

  /** What is done with a box whose doors are open. */
  @FunctionalInterface
  private interface Beginning {
    void of(RunningBox box, Closing closing) throws Failed, IOException;
  }

  /**
   * A box until somebody ends it; who wants it to begin anew gets another one.
   *
   * <p>SIGTERM, Ctrl-C or the button: the JVM runs its hooks, and this one closes before it lets
   * the JVM go.
   */
  private static int keep(RunSettings settings, Console console, Beginning beginning)
      throws Failed, IOException, Busy {
    Notifier notifier = Notifier.ofProcess();
    AtomicReference<Runnable> ending = new AtomicReference<>(() -> {});
    Runtime.getRuntime().addShutdownHook(new Thread(() -> ending.get().run(), "ending"));
    while (true) {
      try (Closing closing = new Closing()) {
        RunningBox box = closing.add(RunningBox.open(settings, console));
        ending.set(
            () -> {
              notifier.stopping();
              Ending.of(closing, box.exitCode());
            });
        Ending.onError(box::failed);
        beginning.of(box, closing);
        box.tell(notifier);
        await(box);
        if (box.beginsAnew().isEmpty()) {
          System.exit(box.exitCode());
          return box.exitCode();
        }
        Ending.toBeginAnew(closing);
        console.say(box.beginsAnew().get());
      }
    }
  }

  private static void await(RunningBox box) throws Failed {
    try {
      box.awaitShutDown();
    } catch (InterruptedException e) {
      throw new Failed("interrupted", e);
    }
  }
}
