package portineria.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import portineria.admin.Box;
import portineria.admin.Console;
import portineria.admin.ControlClient;
import portineria.admin.Desk;
import portineria.admin.Failed;
import portineria.admin.Questions;
import portineria.admin.Request;
import portineria.store.Refusal;

/**
 * From a command line to an exit code, on the person's side ({@link #run}) and in the box that runs
 * ({@link #serve}). Safe for many threads: each command line gets command objects of its own.
 */
public final class Cli {
  static final int DONE = 0;
  static final int FAILED = 1;
  static final int WRONG_USAGE = 2;

  /** For a box that starts or another command that ends. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private static final Duration AGAIN = Duration.ofMillis(100);

  /** The name of the control socket within the data's folder. */
  public static final String SOCKET = "control.sock";

  private final Premises premises;
  private final Keyboard keyboard;
  private final Console console;
  private final Duration patience;

  public Cli(Premises premises, Keyboard keyboard, Console console) {
    this(premises, keyboard, console, PATIENCE);
  }

  Cli(Premises premises, Keyboard keyboard, Console console, Duration patience) {
    this.patience = patience;
    this.premises = premises;
    this.keyboard = keyboard;
    this.console = console;
  }

  /** Runs what a person typed. */
  public int run(List<String> arguments) {
    try {
      return told(console, () -> run(parse(arguments), arguments));
    } catch (IOException e) {
      // Whoever read our output has closed it.
      return FAILED;
    }
  }

  /** Runs, in the box, what came through its control socket. */
  public static int serve(Request request, Box box, Console console, Questions questions)
      throws IOException {
    return told(
        console,
        () ->
            switch (parse(request.arguments()).command()) {
              case RecordedCommand reading -> record(reading, box);
              case BoxCommand command -> command.run(box, request, console);
              case AskingCommand command -> {
                try (Desk desk = command.desk(box)) {
                  questions.each(desk);
                }
                yield DONE;
              }
              default -> throw new Failed("this command does not go through the control socket");
            });
  }

  private static int record(RecordedCommand reading, Box box) throws Failed, Refusal {
    box.store().audit().record(reading.act(box));
    return DONE;
  }

  private int run(Parsed parsed, List<String> arguments) throws Failed, Refusal, IOException, Busy {
    Optional<String> help = parsed.help();
    if (help.isPresent()) {
      for (String line : help.get().stripTrailing().split("\n")) {
        console.say(line);
      }
      return DONE;
    }
    return switch (parsed.command()) {
      case VerifyCommand command -> verifying(command, parsed.data(), arguments);
      case BoxCommand command -> inTheBox(command, parsed.data(), arguments);
      case AskingCommand command -> asking(command, parsed.data(), arguments);
      case OwnCommand command -> command.run(premises, parsed.data(), console);
      default -> throw parsed.incomplete();
    };
  }

  private int inTheBox(BoxCommand command, Path data, List<String> arguments)
      throws Failed, Refusal, IOException, Busy {
    BoxCommand.Place place = command.place();
    requireData(data, place);
    Map<String, String> attachments = new HashMap<>();
    command.gather(new Gathering(keyboard, attachments, () -> check(command, data)));
    Request request = new Request(arguments, attachments, console.isTerminal());
    FarWork there = socket -> ControlClient.run(socket, request, console);
    if (command instanceof RecordedCommand reading) {
      int recorded = at(BoxCommand.Place.CHANGES, data, box -> record(reading, box), there);
      if (recorded != DONE) {
        return recorded;
      }
    }
    return at(place, data, box -> command.run(box, request, console), there);
  }

  /** A courtesy: what can't be looked at now is found out when the command runs. */
  private void check(BoxCommand command, Path data) throws Failed, Refusal {
    try {
      if (Files.isDirectory(data)) {
        premises.read(
            data,
            box -> {
              command.check(box);
              return DONE;
            });
      }
    } catch (IOException unreadable) {
      // There is no box yet, or one that only its owner can open; the command itself will tell.
    }
  }

  private int asking(AskingCommand command, Path data, List<String> arguments)
      throws Failed, Refusal, IOException, Busy {
    requireData(data, command.place());
    Request request = new Request(arguments, Map.of(), console.isTerminal(), true);
    return at(
        command.place(),
        data,
        box -> {
          try (Desk desk = command.desk(box)) {
            return command.ask(desk, console);
          }
        },
        socket -> ControlClient.run(socket, request, console, desk -> command.ask(desk, console)));
  }

  /** Compares here; then who owns the data takes note of what is damaged, and what is not. */
  private int verifying(VerifyCommand command, Path data, List<String> arguments)
      throws Failed, IOException {
    requireData(data);
    Premises.Verified verified = premises.verify(data, console);
    int exitCode = verified.exitCode();
    for (Map<String, String> messages : VerifyCommand.attachments(verified.doubtful())) {
      Request request = new Request(arguments, messages, console.isTerminal());
      try {
        int noted =
            at(
                command.place(),
                data,
                box -> command.run(box, request, console),
                socket -> ControlClient.run(socket, request, console));
        exitCode = Math.max(exitCode, noted);
      } catch (Failed | Refusal | Busy e) {
        throw new Failed(
            "what is damaged could not be noted, so that the status does not name it: "
                + e.getMessage(),
            e);
      }
    }
    return exitCode;
  }

  private static void requireData(Path data, BoxCommand.Place place) throws Failed {
    if (place != BoxCommand.Place.BEGINS) {
      requireData(data);
    }
  }

  /** In the process that owns the data, or here. */
  private int at(BoxCommand.Place place, Path data, Premises.BoxWork here, FarWork there)
      throws Failed, Refusal, IOException, Busy {
    if (place == BoxCommand.Place.READS) {
      return premises.read(data, here);
    }
    Instant until = Instant.now().plus(patience);
    while (true) {
      OptionalInt remote = there.at(data.resolve(SOCKET));
      if (remote.isPresent()) {
        return remote.getAsInt();
      }
      try {
        return place == BoxCommand.Place.ASKS
            ? premises.read(data, here)
            : premises.lend(data, here);
      } catch (Busy e) {
        waitOrGiveUp(until, e);
      }
    }
  }

  static void requireData(Path data) throws Failed {
    if (!Files.isDirectory(data)) {
      throw new Failed(
          "there is no data in " + data + ": name its folder with --data, or begin with user add");
    }
  }

  /** The process that owns the data may be about to listen, or to end. */
  private static void waitOrGiveUp(Instant until, Busy busy) throws Busy {
    if (Instant.now().isAfter(until)) {
      throw busy;
    }
    try {
      Thread.sleep(AGAIN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw busy;
    }
  }

  private static Parsed parse(List<String> arguments) {
    CommandLine line = Portineria.commandLine(arguments);
    ParseResult result = line.parseArgs(arguments.toArray(String[]::new));
    return new Parsed(line, result);
  }

  /** The one place where trouble becomes a line and an exit code. */
  private static int told(Console console, Work work) throws IOException {
    try {
      return work.run();
    } catch (ParameterException e) {
      console.complain("portineria: " + Parsed.wrongUsage(e));
      return WRONG_USAGE;
    } catch (WrongUsage e) {
      console.complain("portineria: " + e.getMessage());
      return WRONG_USAGE;
    } catch (Failed | Refusal | Busy e) {
      console.complain("portineria: " + e.getMessage());
      return FAILED;
    } catch (IOException e) {
      console.complain("portineria: " + Trouble.sentence(e));
      return FAILED;
    } catch (RuntimeException | AssertionError e) {
      Logger log = LoggerFactory.getLogger(Cli.class);
      log.error("command failed by a bug", e);
      console.complain(
          "portineria: a fault in the program, "
              + e
              + ": its log has more (PORTINERIA_LOG=info shows it here); please report it");
      return FAILED;
    }
  }

  /** What is done in the box that runs, if one does. */
  private interface FarWork {
    OptionalInt at(Path socket) throws Failed, Refusal, IOException;
  }

  /** What may go wrong in the ways that {@link #told} tells. */
  private interface Work {
    int run() throws Failed, Refusal, IOException, Busy;
  }
}
