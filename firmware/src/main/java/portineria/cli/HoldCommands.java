package portineria.cli;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.StringJoiner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import portineria.admin.Box;
import portineria.admin.Console;
import portineria.admin.Failed;
import portineria.admin.Request;
import portineria.admin.RetentionDesk;
import portineria.health.Times;
import portineria.store.Hold;
import portineria.store.Refusal;

/** {@code portineria vault hold …}: mail that must not go, for a lawsuit say. */
@Command(
    name = "hold",
    description = "Mail that must not go, whatever its time: for a lawsuit, say.",
    subcommands = {HoldCommands.Add.class, HoldCommands.Show.class, HoldCommands.End.class})
final class HoldCommands {

  /** {@code vault hold add NAME}. */
  @Command(
      name = "add",
      description = {
        "From now on nothing goes for good to which all of the criteria apply.",
        "It is neither swept nor erased, new mail included, until vault hold end."
      })
  static final class Add implements BoxCommand {
    @Parameters(paramLabel = "NAME", description = "A name for it, such as rossi-2026.")
    private String name;

    @Option(names = "--account", paramLabel = "A", description = "Mail of this account.")
    private Optional<String> account = Optional.empty();

    @Option(
        names = "--correspondent",
        paramLabel = "ADDRESS",
        description = "From or to this address; @example.org is everybody there.")
    private Optional<String> correspondent = Optional.empty();

    @Option(names = "--text", paramLabel = "T", description = "What says this, wherever.")
    private Optional<String> text = Optional.empty();

    @Option(names = "--from", paramLabel = "DATE", description = "From this day on.")
    private Optional<LocalDate> from = Optional.empty();

    @Option(names = "--to", paramLabel = "DATE", description = "Up to this day, included.")
    private Optional<LocalDate> to = Optional.empty();

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
    private String reason;

    @Override
    public int run(Box box, Request request, Console console) throws Failed, Refusal, IOException {
      Optional<String> whose =
          account.isPresent() ? Optional.of(box.accountName(account.get())) : Optional.empty();
      try {
        new RetentionDesk(box)
            .begin(
                new Hold(
                    name,
                    whose,
                    correspondent,
                    text,
                    from,
                    to,
                    Reasons.checked(reason),
                    box.clock().instant()));
      } catch (IllegalArgumentException e) {
        throw new WrongUsage(e.getMessage() + ": see portineria vault hold add --help", e);
      }
      console.say(name + " holds: nothing that it covers goes for good, until vault hold end");
      return Cli.DONE;
    }
  }

  /** {@code vault hold list}. */
  @Command(name = "list", description = "Lists the holds that are in force.")
  static final class Show implements BoxCommand {
    @Override
    public Place place() {
      return Place.ASKS;
    }

    @Override
    public int run(Box box, Request request, Console console) throws IOException {
      Table table = new Table();
      for (Hold hold : box.store().decisions().holds()) {
        table.row(hold.name(), "since " + Times.day(hold.begun()), criteria(hold), hold.reason());
      }
      table.print(console);
      return Cli.DONE;
    }

    private static String criteria(Hold hold) {
      StringJoiner criteria = new StringJoiner(" ");
      hold.account().ifPresent(account -> criteria.add("account=" + account));
      hold.correspondent().ifPresent(address -> criteria.add("correspondent=" + address));
      hold.text().ifPresent(words -> criteria.add("text=\"" + words + '"'));
      hold.from().ifPresent(day -> criteria.add("from=" + day));
      hold.to().ifPresent(day -> criteria.add("to=" + day));
      return criteria.toString();
    }
  }

  /** {@code vault hold end NAME}. */
  @Command(name = "end", description = "Ends a hold: what it covered goes when its time has come.")
  static final class End implements BoxCommand {
    @Parameters(paramLabel = "NAME")
    private String name;

    @Override
    public int run(Box box, Request request, Console console) throws Refusal, IOException {
      new RetentionDesk(box).end(name);
      console.say(name + " has ended");
      return Cli.DONE;
    }
  }
}
