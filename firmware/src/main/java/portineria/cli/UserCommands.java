package portineria.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import portineria.admin.Box;
import portineria.admin.Console;
import portineria.admin.Failed;
import portineria.admin.Request;
import portineria.admin.RetentionDesk;
import portineria.health.QuotaFindings;
import portineria.store.Account;
import portineria.store.AllMail;
import portineria.store.Directory.Login;
import portineria.store.Directory.Pop3Deletion;
import portineria.store.Policy;
import portineria.store.Quota;
import portineria.store.Refusal;

/** {@code portineria user …}: the accounts that log in. */
@Command(
    name = "user",
    description = "Accounts: a person, or a shared address such as info.",
    subcommands = {
      UserCommands.Add.class,
      UserCommands.Show.class,
      UserCommands.Password.class,
      UserCommands.Change.class,
      UserCommands.Rename.class,
      UserCommands.Disable.class,
      UserCommands.Remove.class,
      LeaverCommands.Leave.class,
      LeaverCommands.Stay.class
    })
final class UserCommands {
  /** {@code user add NAME…}. */
  @Command(
      name = "add",
      description = {
        "Makes accounts, each with its mailboxes and a password.",
        "An account that was removed is opened again, with its mail and the new password."
      })
  static final class Add implements BoxCommand {
    @Parameters(paramLabel = "NAME", arity = "1..*", description = "Such as maria, or info.")
    private List<String> names;

    @Option(
        names = "--password-file",
        paramLabel = "F",
        description = "A file whose first line is the password, of all of them.")
    private Optional<Path> passwordFile = Optional.empty();

    @Override
    public Place place() {
      return Place.BEGINS;
    }

    @Override
    public void check(Box box) throws Failed {
      for (String name : names) {
        box.checkNewAccount(name.toLowerCase(Locale.ROOT));
      }
    }

    @Override
    public void gather(Gathering from) throws Failed, Refusal {
      for (String name : names) {
        from.newPassword("password " + name, passwordFile, name);
      }
    }

    @Mixin private RetentionOptions retention;

    @Override
    public int run(Box box, Request request, Console console) throws Failed, Refusal, IOException {
      for (String name : names) {
        String account = name.toLowerCase(Locale.ROOT);
        box.checkNewAccount(account);
        Optional<Policy> policy = retention.policy(box, account);
        String password = request.attachment("password " + name).orElseThrow();
        boolean closed = box.isClosed(account);
        if (closed) {
          box.reopen(account, password);
        } else {
          box.addAccount(account, password);
        }
        if (policy.isPresent()) {
          new RetentionDesk(box).decide(policy.get());
        }
        console.say(
            closed ? account + " is open again, with the mail that was kept" : "made " + account);
      }
      return Cli.DONE;
    }
  }

  /** {@code user list}. */
  @Command(name = "list", description = "Lists the accounts.")
  static final class Show implements BoxCommand {
    @Override
    public Place place() {
      return Place.ASKS;
    }

    @Override
    public int run(Box box, Request request, Console console) throws IOException {
      Table table = new Table();
      for (Login login : box.store().directory().logins()) {
        int devices = login.devices().size();
        table.row(
            login.account(),
            login.disabled()
                ? "disabled"
                : login.passwordHash().isPresent() ? "open" : "no password",
            "pop3-delete=" + login.pop3Deletion().name().toLowerCase(Locale.ROOT),
            devices
                + (devices == 1 ? " device" : " devices")
                + (showsAllMail(box, login) ? ", all mail is shown" : "")
                + room(box, login)
                + lacks(login));
      }
      table.print(console);
      return Cli.DONE;
    }

    /** What is used of what there may be, where there is a limit. */
    private static String room(Box box, Login login) {
      return box.store()
          .account(login.account(), box.actor())
          .map(Account::quota)
          .filter(quota -> quota.limits().isSome())
          .map(quota -> ", " + QuotaFindings.use(quota).english())
          .orElse("");
    }

    /** What is switched off. */
    private static String lacks(Login login) {
      return login.withheld().isEmpty() ? "" : ", without " + String.join(", ", login.withheld());
    }

    private static boolean showsAllMail(Box box, Login login) {
      return box.store()
          .account(login.account(), box.actor())
          .map(account -> account.allMail().isShown())
          .orElse(false);
    }
  }

  /** {@code user passwd NAME}. */
  @Command(name = "passwd", description = "Gives an account a new password.")
  static final class Password implements BoxCommand {
    @Parameters(paramLabel = "NAME")
    private String name;

    @Option(names = "--password-file", paramLabel = "F", description = "Its first line counts.")
    private Optional<Path> passwordFile = Optional.empty();

    @Override
    public void check(Box box) throws Failed {
      box.login(name);
    }

    @Override
    public void gather(Gathering from) throws Failed, Refusal {
      from.newPassword("password", passwordFile, name);
    }

    @Override
    public int run(Box box, Request request, Console console) throws Failed, Refusal, IOException {
      String account = box.login(name).account();
      box.setPassword(account, request.attachment("password").orElseThrow());
      console.say(account + " has a new password; the passwords of its devices stay");
      return Cli.DONE;
    }
  }

  /** {@code user set NAME …}. */
  @Command(name = "set", description = "Changes an account's settings.")
  static final class Change implements BoxCommand {
    @Parameters(paramLabel = "NAME")
    private String name;

    @ArgGroup(exclusive = false, multiplicity = "1", heading = "What to change:%n")
    private Settings settings;

    static final class Settings {
      @Option(
          names = "--pop3-delete",
          paramLabel = "hide|remove",
          description =
              "What DELE does over POP3: hides the message from that device, or removes it.")
      Optional<Pop3Deletion> pop3Delete = Optional.empty();

      @Option(names = "--enable", description = "Opens a login that was disabled.")
      boolean enable;

      @ArgGroup(exclusive = false)
      RetentionOptions retention = new RetentionOptions();

      @ArgGroup(exclusive = false)
      QuotaOptions quota = new QuotaOptions();

      @ArgGroup(exclusive = false)
      CapabilityOptions capabilities = new CapabilityOptions();

      @Option(
          names = "--all-mail",
          paramLabel = "yes|no",
          description =
              "Whether programs see mailboxes with all mail, by year; some download all they see.")
      Optional<YesOrNo> allMail = Optional.empty();
    }

    /** Of an option that is given with its value. */
    enum YesOrNo {
      YES,
      NO
    }

    @Override
    public int run(Box box, Request request, Console console) throws Failed, Refusal, IOException {
      String account = box.accountName(name);
      Optional<Policy> policy = settings.retention.policy(box, account);
      if (settings.enable || settings.pop3Delete.isPresent()) {
        Login login = box.login(name);
        Pop3Deletion deletion = settings.pop3Delete.orElse(login.pop3Deletion());
        box.update(account, login.disabled() && !settings.enable, deletion);
      }
      if (policy.isPresent()) {
        new RetentionDesk(box).decide(policy.get());
      }
      Optional<Quota.Limits> limits = settings.quota.limits(box.account(account).quota().limits());
      if (limits.isPresent()) {
        box.limit(account, limits.get());
      }
      if (settings.capabilities.isGiven()) {
        Login login = box.login(name);
        box.withhold(account, settings.capabilities.withheld(login.withheld()));
      }
      if (settings.allMail.isPresent()) {
        AllMail allMail = box.showAllMail(account, settings.allMail.get() == YesOrNo.YES);
        for (int steps = 1; allMail.step() && !console.isGone(); steps++) {
          console.progress("all mail: step " + steps);
        }
      }
      console.say(account + " is changed");
      return Cli.DONE;
    }
  }

  /** {@code user rename NAME NEW}. */
  @Command(
      name = "rename",
      description = {
        "Gives an account another name, with all its mail, devices and sources.",
        "Programs log in with the new name from then on; all passwords stay. The old name stays"
            + " reserved."
      })
  static final class Rename implements BoxCommand {
    @Parameters(index = "0", paramLabel = "NAME")
    private String name;

    @Parameters(index = "1", paramLabel = "NEW", description = "The name from now on.")
    private String fresh;

    @Override
    public int run(Box box, Request request, Console console) throws Failed, Refusal, IOException {
      String before = box.login(name).account();
      String after = fresh.toLowerCase(Locale.ROOT);
      box.rename(before, after);
      console.say(before + " is " + after + " from now on, and logs in as " + after);
      console.say("all passwords stay; print the set-up sheets again, they show the old name");
      return Cli.DONE;
    }
  }

  /** {@code user disable NAME}. */
  @Command(name = "disable", description = "Closes a login until user set NAME --enable.")
  static final class Disable implements BoxCommand {
    @Parameters(paramLabel = "NAME")
    private String name;

    @Override
    public int run(Box box, Request request, Console console) throws Failed, Refusal, IOException {
      Login login = box.login(name);
      box.update(login.account(), true, login.pop3Deletion());
      console.say(login.account() + " can't log in any more; its mail is still fetched and kept");
      return Cli.DONE;
    }
  }

  /** {@code user remove NAME}. */
  @Command(
      name = "remove",
      description = "Closes a login. The mail is kept, and user add opens it again.")
  static final class Remove implements BoxCommand {
    @Parameters(paramLabel = "NAME")
    private String name;

    @Override
    public int run(Box box, Request request, Console console) throws Failed, Refusal, IOException {
      String account = box.login(name).account();
      box.remove(account);
      console.say(account + " is closed; its mail is kept");
      return Cli.DONE;
    }
  }
}
