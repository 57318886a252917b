package portineria.cli;

import java.io.IOException;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;
import portineria.admin.Box;
import portineria.admin.Console;
import portineria.admin.Failed;
import portineria.admin.Request;
import portineria.board.SimulatedBoard;

/** {@code portineria board …}: the lights and the button of the box. */
@Command(
    name = "board",
    description = "Says what the lights of the box show.",
    subcommands = BoardCommand.Press.class)
final class BoardCommand implements BoxCommand {
  @Override
  public Place place() {
    return Place.ASKS;
  }

  @Override
  public int run(Box box, Request request, Console console) throws IOException {
    for (String line : box.front().description()) {
      console.say(line);
    }
    return Cli.DONE;
  }

  /** {@code board press}. */
  @Command(
      name = "press",
      description = {
        "Presses the button of a simulated board and lets it go.",
        "Short: a backup to the plugged disk; 3 seconds, cancels it; 5, shuts down; 10, the administrator's password may be set",
        "anew for ten minutes."
      })
  static final class Press implements BoxCommand {
    @Parameters(
        paramLabel = "SECONDS",
        arity = "0..1",
        defaultValue = "0.2",
        converter = ToHolding.class,
        description = "For how long it is held: 0.1 to 60 (default: 0.2).")
    private Duration held = Duration.ZERO;

    @Override
    public Place place() {
      return Place.ASKS;
    }

    @Override
    public int run(Box box, Request request, Console console) throws Failed, IOException {
      SimulatedBoard board =
          box.front()
              .simulatedBoard()
              .orElseThrow(
                  () ->
                      new Failed("there is no simulated board: portineria run --board simulated"));
      try {
        board.hold(held);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new Failed("interrupted: the button is let go", e);
      }
      console.say("pressed");
      return Cli.DONE;
    }
  }

  /** From {@code 5} or {@code 0.5}. */
  static final class ToHolding implements ITypeConverter<Duration> {
    private static final long LEAST_MILLISECONDS = 100;
    private static final long MOST_MILLISECONDS = 60_000;

    @Override
    public Duration convert(String value) {
      if (value.matches("[0-9]{1,2}([.][0-9]{1,3})?")) {
        long milliseconds = Math.round(Double.parseDouble(value) * 1000);
        if (milliseconds >= LEAST_MILLISECONDS && milliseconds <= MOST_MILLISECONDS) {
          return Duration.ofMillis(milliseconds);
        }
      }
      throw new TypeConversionException("'" + value + "' is no time to hold: 0.1 to 60 seconds");
    }
  }
}
