package portineria.cli;

import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import portineria.admin.Box;
import portineria.admin.Console;
import portineria.admin.Request;
import portineria.store.Leaver;
import portineria.store.Policy;

/** {@code portineria vault …}: how long mail is kept, and what must not go. */
@Command(
    name = "vault",
    description = "How long mail is kept after it was removed from all mailboxes.",
    subcommands = {
      VaultCommands.Show.class,
      SweepCommand.class,
      RemovalsCommand.class,
      HoldCommands.class
    })
final class VaultCommands {

  /** {@code vault list}. */
  @Command(
      name = "list",
      description = "Lists for each account how long its mail is kept, and why; see user set.")
  static final class Show implements BoxCommand {
    @Override
    public Place place() {
      return Place.ASKS;
    }

    @Override
    public int run(Box box, Request request, Console console) throws IOException {
      Map<String, Leaver> leavers = new HashMap<>();
      box.store().decisions().leavers().forEach(one -> leavers.put(one.account(), one));
      Table table = new Table();
      for (String account : box.store().accountNames()) {
        Optional<Policy> policy = box.store().decisions().policy(account);
        Optional<Leaver> leaver = Optional.ofNullable(leavers.get(account));
        table.row(
            account,
            policy.map(one -> one.kind().name().toLowerCase(Locale.ROOT)).orElse("undecided"),
            policy.map(one -> RetentionText.say(one.retention())).orElse("forever"),
            policy.map(Policy::reason).orElse(""),
            leaver.map(Show::said).orElse(""));
      }
      table.print(console);
      return Cli.DONE;
    }

    private static String said(Leaver leaver) {
      return "left"
          + leaver.handedTo().map(colleague -> ", handed to " + colleague).orElse("")
          + ", erased on "
          + leaver.eraseOn()
          + ": "
          + leaver.reason();
    }
  }
}
