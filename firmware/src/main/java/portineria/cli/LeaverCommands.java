package portineria.cli;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import portineria.admin.Box;
import portineria.admin.Console;
import portineria.admin.Failed;
import portineria.admin.Request;
import portineria.admin.RetentionDesk;
import portineria.store.Leaver;
import portineria.store.Refusal;
import portineria.store.Source;

/** {@code portineria user leave} and {@code user stay}: somebody leaves the office, or does not. */
final class LeaverCommands {
  private LeaverCommands() {}

  /** {@code user leave NAME}. */
  @Command(
      name = "leave",
      description = {
        "Somebody leaves: the login is closed, and the mail is kept until a day.",
        "On that day all of it is erased. A colleague may read it until then, with a password that is shown once."
      })
  static final class Leave implements BoxCommand {
    @Parameters(paramLabel = "NAME")
    private String name;

    @Option(
        names = "--hand-to",
        paramLabel = "COLLEAGUE",
        description = "Whose it is to look after from now on; the audit chain keeps it.")
    private Optional<String> colleague = Optional.empty();

    @Option(
        names = "--erase-on",
        required = true,
        paramLabel = "DATE",
        description = "The day on which all mail of the account goes, as in 2027-03-31.")
    private LocalDate eraseOn;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
    private String reason;

    @Override
    public int run(Box box, Request request, Console console) throws Failed, Refusal, IOException {
      String account = box.accountName(name);
      Optional<String> takesOver =
          colleague.isPresent() ? Optional.of(box.accountName(colleague.get())) : Optional.empty();
      if (takesOver.equals(Optional.of(account))) {
        throw new Failed("whoever leaves can't take over: name a colleague with --hand-to");
      }
      Optional<String> password =
          new RetentionDesk(box)
              .leave(
                  new Leaver(
                      account, box.clock().instant(), takesOver, eraseOn, Reasons.checked(reason)));
      console.say(
          account
              + " can't log in any more; all of its mail is erased on "
              + eraseOn
              + ", except what a hold covers");
      if (password.isPresent()) {
        console.say(
            takesOver.orElseThrow() + " logs in as " + account + " with: " + password.get());
      }
      for (Source source : box.store().sources().all()) {
        if (source.account().equals(account) && !source.paused()) {
          console.say(
              "source "
                  + source.name()
                  + " still fetches for "
                  + account
                  + ": portineria source set "
                  + source.name()
                  + " --account COLLEAGUE or --paused true; nothing is erased before");
        }
      }
      return Cli.DONE;
    }
  }

  /** {@code user stay NAME}. */
  @Command(
      name = "stay",
      description = "Takes back user leave: nothing is erased. A new password opens the login.")
  static final class Stay implements BoxCommand {
    @Parameters(paramLabel = "NAME")
    private String name;

    @Override
    public int run(Box box, Request request, Console console) throws Failed, Refusal, IOException {
      String account = box.accountName(name);
      new RetentionDesk(box).stay(account);
      console.say(
          account
              + " stays and nothing is erased; portineria user passwd "
              + account
              + " opens the login");
      return Cli.DONE;
    }
  }
}
