package portineria.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import portineria.admin.BackupDesk;
import portineria.admin.Box;
import portineria.admin.Console;
import portineria.admin.Failed;
import portineria.admin.Request;
import portineria.backup.BackendCredentials;
import portineria.backup.BackupFailed;
import portineria.backup.Backups;
import portineria.backup.Ender;
import portineria.backup.Healer;
import portineria.backup.Run;
import portineria.backup.Target;
import portineria.backup.Watch;
import portineria.health.Sizes;
import portineria.health.Times;
import portineria.store.Refusal;

/** {@code portineria backup …}: where backups go, how they went. */
@Command(
    name = "backup",
    description = "Backups by restic, each of which was read back before it counts.",
    subcommands = {
      BackupCommands.Targets.class,
      BackupCommands.Start.class,
      BackupCommands.Cancel.class,
      BackupCommands.Show.class,
      BackupCommands.Verify.class,
      BackupCommands.Heal.class
    })
final class BackupCommands {
  private static final String CREDENTIALS = "credentials";

  /** {@code backup target …}. */
  @Command(
      name = "target",
      description = "Where backups go.",
      subcommands = {Add.class, Listed.class, Remove.class})
  static final class Targets {}

  /** {@code backup target add NAME}. */
  @Command(
      name = "add",
      description = {
        "Adds a target. Where there is a repository of this box already, that goes on.",
        "Other files in a folder or on a disk are left alone."
      })
  static final class Add implements BoxCommand {
    @Parameters(paramLabel = "NAME")
    private String name;

    @ArgGroup(multiplicity = "1", heading = "Where it is:%n")
    private Where where;

    @Option(
        names = "--credentials-file",
        paramLabel = "F",
        description = "Lines like AWS_ACCESS_KEY_ID=…, for restic's remote kinds.")
    private Optional<Path> credentials = Optional.empty();

    /** One of three. */
    static final class Where {
      @Option(
          names = "--folder",
          paramLabel = "DIR",
          description = "A folder, for instance a NAS that is mounted.")
      private Optional<Path> folder = Optional.empty();

      @Option(
          names = "--disk",
          paramLabel = "LABEL",
          description = "A disk that is plugged in, by the label of its file system.")
      private Optional<String> disk = Optional.empty();

      @Option(
          names = "--repository",
          paramLabel = "URL",
          description = "As restic names it: sftp:user@host:/path, s3:…, rest:https://….")
      private Optional<String> repository = Optional.empty();

      portineria.backup.Place place() {
        return folder
            .<portineria.backup.Place>map(
                path -> new portineria.backup.Place.Folder(path.toAbsolutePath().normalize()))
            .or(() -> disk.map(portineria.backup.Place.Disk::new))
            .or(() -> repository.map(portineria.backup.Place.Remote::new))
            .orElseThrow(() -> new AssertionError("one is given"));
      }
    }

    @Override
    public void gather(Gathering from) throws Failed {
      if (credentials.isPresent()) {
        from.file(CREDENTIALS, credentials.get());
      }
    }

    @Override
    public int run(Box box, Request request, Console console) throws Refusal, IOException {
      Optional<String> text = request.attachment(CREDENTIALS);
      Map<String, String> environment =
          text.isPresent() ? BackendCredentials.parse(text.get()) : Map.of();
      Target added =
          new BackupDesk(box).add(name, where.place(), environment, new ConsoleWatch(console));
      console.say(
          "added "
              + name
              + " ("
              + added.place().text()
              + "); portineria backup run "
              + name
              + " makes the first backup, portineria recovery-sheet prints the words that open it");
      return Cli.DONE;
    }
  }

  /** {@code backup target list}. */
  @Command(name = "list", description = "Lists the targets, and how the last backup went.")
  static final class Listed implements BoxCommand {
    @Override
    public Place place() {
      return Place.ASKS;
    }

    @Override
    public int run(Box box, Request request, Console console) throws IOException {
      Table table = new Table();
      for (Target target : box.backups().targets()) {
        table.row(
            target.name(),
            target.place().text(),
            box.backups().isThere(target) ? "there" : "not there",
            target
                .lastGreen()
                .map(run -> "green " + Times.minute(run.began()))
                .orElse("no backup yet"));
      }
      table.print(console);
      return Cli.DONE;
    }
  }

  /** {@code backup target remove NAME}. */
  @Command(
      name = "remove",
      description = {
        "Forgets a target, and ends a backup that runs there. The backups on it stay, and can be",
        "restored."
      })
  static final class Remove implements BoxCommand {
    @Parameters(paramLabel = "NAME")
    private String name;

    @Override
    public int run(Box box, Request request, Console console) throws Refusal, IOException {
      if (new BackupDesk(box).remove(name)) {
        console.say("the backup that ran to " + name + " was ended");
      }
      console.say(name + " is no target any more; what is on it stays");
      return Cli.DONE;
    }
  }

  /** {@code backup run [NAME]}. */
  @Command(
      name = "run",
      description = {
        "Makes a backup now, to one target or to all, and reads back from it. Of several disks in",
        "turn, one that is plugged in is enough. Exits with 1 unless each can be restored."
      })
  static final class Start implements BoxCommand {
    @Parameters(paramLabel = "NAME", arity = "0..1")
    private Optional<String> name = Optional.empty();

    @Override
    public int run(Box box, Request request, Console console) throws Failed, IOException {
      return each(box, console, name, Backups::run);
    }
  }

  /** {@code backup cancel}. */
  @Command(
      name = "cancel",
      description = {
        "Ends the backup that the box makes now, whoever began it. Nothing is lost: the next one",
        "goes on from there."
      })
  static final class Cancel implements BoxCommand {
    @Override
    public int run(Box box, Request request, Console console) throws Failed, IOException {
      Optional<Backups.Going> going = box.backups().going();
      if (!box.backups().cancel(Ender.COMMAND)) {
        throw new Failed("no backup runs: there is nothing to cancel");
      }
      console.say(
          "the backup"
              + going.map(one -> " to " + one.target().name()).orElse("")
              + " ends at its next step; the next one goes on from there");
      return Cli.DONE;
    }
  }

  /** {@code backup verify [NAME]}. */
  @Command(
      name = "verify",
      description = {
        "As backup run, and reads back every octet of every message, and all of the repository.",
        "That takes as long as a restore."
      })
  static final class Verify implements BoxCommand {
    @Parameters(paramLabel = "NAME", arity = "0..1")
    private Optional<String> name = Optional.empty();

    @Override
    public int run(Box box, Request request, Console console) throws Failed, IOException {
      return each(box, console, name, Backups::verify);
    }
  }

  /** {@code backup heal [NAME]}. */
  @Command(
      name = "heal",
      description = {
        "Brings messages that are damaged on the box's own disk back from a target, or from all",
        "that are there. The box does so by itself before each backup.",
        "Exits with 1 unless all are whole again."
      })
  static final class Heal implements BoxCommand {
    @Parameters(paramLabel = "NAME", arity = "0..1")
    private Optional<String> name = Optional.empty();

    @Override
    public int run(Box box, Request request, Console console) throws Failed, IOException {
      Healer healer = new Healer(box.store(), box.backups());
      if (healer.damages() == 0) {
        console.say("no message is known to be damaged; portineria verify reads them all");
        return Cli.DONE;
      }
      int healed = 0;
      for (String one : named(box, name)) {
        healed += healed(healer, one, console);
      }
      int left = healer.damages();
      console.say(healed + (healed == 1 ? " message is" : " messages are") + " whole again");
      if (left > 0) {
        console.complain(
            "portineria: "
                + left
                + " damaged ones were not found: import them from a program that still has them");
      }
      return left == 0 ? Cli.DONE : Cli.FAILED;
    }

    /** A target that can't be read keeps nobody from the others. */
    private static int healed(Healer healer, String target, Console console) throws IOException {
      try {
        return healer.from(target, new ConsoleWatch(console));
      } catch (IOException failed) {
        console.complain("portineria: " + target + ": " + failed.getMessage());
        return 0;
      }
    }
  }

  /** {@code backup list}. */
  @Command(
      name = "list",
      description = "Says what is being backed up, and lists the last backups, the newest first.")
  static final class Show implements BoxCommand {
    @Override
    public Place place() {
      return Place.ASKS;
    }

    @Override
    public int run(Box box, Request request, Console console) throws IOException {
      Optional<Backups.Going> going = box.backups().going();
      if (going.isPresent()) {
        console.say(said(going.get()));
      }
      Table table = new Table();
      for (Target target : box.backups().targets()) {
        for (Run run : target.runs()) {
          table.row(
              target.name(),
              Times.minute(run.began()),
              said(run.end()),
              run.green() ? Sizes.say(run.octets()) : "-",
              run.green() ? "+" + Sizes.say(run.added()) : "-",
              said(run.took()),
              run.sentence());
        }
      }
      table.print(console);
      return Cli.DONE;
    }
  }

  private interface Act {
    Run on(Backups backups, String target, Watch watch) throws IOException;
  }

  private static int each(Box box, Console console, Optional<String> name, Act act)
      throws Failed, IOException {
    if (name.isPresent()) {
      say(console, name.get(), act.on(box.backups(), name.get(), new ConsoleWatch(console)));
      return Cli.DONE;
    }
    List<Target> wanted = box.backups().wanted();
    if (wanted.isEmpty()) {
      throw new Failed("there is no backup target: add one with portineria backup target add");
    }
    int exitCode = Cli.DONE;
    for (Target one : wanted) {
      try {
        say(console, one.name(), act.on(box.backups(), one.name(), new ConsoleWatch(console)));
      } catch (IOException failed) {
        console.complain("portineria: " + named(one.name(), String.valueOf(failed.getMessage())));
        exitCode = Cli.FAILED;
        if (failed instanceof BackupFailed ended && ended.kind() == BackupFailed.Kind.CANCELLED) {
          return exitCode;
        }
      }
    }
    for (Target other : box.backups().targets()) {
      if (wanted.stream().noneMatch(one -> one.name().equals(other.name()))) {
        console.say(
            other.name() + ": not plugged in; its turn comes when it is (another disk was there)");
      }
    }
    return exitCode;
  }

  /** Most sentences begin with the name of the target. */
  private static String named(String target, String sentence) {
    return sentence.startsWith(target + " (") ? sentence : target + ": " + sentence;
  }

  private static void say(Console console, String target, Run run) throws IOException {
    console.say(
        target
            + ": green, can be restored: "
            + run.sentence()
            + "; "
            + Sizes.say(run.octets())
            + ", "
            + Sizes.say(run.added())
            + " of it new, in "
            + said(run.took()));
  }

  private static List<String> named(Box box, Optional<String> name) throws Failed {
    List<String> names =
        name.map(List::of)
            .orElseGet(() -> box.backups().there().stream().map(Target::name).toList());
    if (names.isEmpty()) {
      throw new Failed(
          box.backups().targets().isEmpty()
              ? "there is no backup target: add one with portineria backup target add"
              : "no backup target is there: plug one in (portineria backup target list)");
    }
    return names;
  }

  private static String said(Backups.Going going) {
    return "a backup to "
        + going.target().name()
        + " is being "
        + (going.readsBack() ? "read back" : "made")
        + (going.step().isEmpty() ? "" : " (" + going.step() + ")");
  }

  private static String said(Run.End end) {
    return switch (end) {
      case GREEN -> "green";
      case FAILED, GONE -> "FAILED";
      case CANCELLED -> "cancelled";
      case ABSENT -> "NOT THERE";
    };
  }

  private static String said(Duration took) {
    long seconds = took.toSeconds();
    return seconds < 120 ? seconds + " s" : seconds / 60 + " min";
  }
}
