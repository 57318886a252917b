package portineria.cli;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import portineria.admin.Box;
import portineria.admin.Console;
import portineria.admin.Failed;
import portineria.admin.NoticeDesk;
import portineria.admin.Request;
import portineria.health.NoticeFindings;
import portineria.health.Times;
import portineria.health.Words;
import portineria.notice.NoticeSettings;
import portineria.notice.SmtpServer;
import portineria.store.Refusal;
import portineria.store.Troubles.Notice;

/** {@code portineria notify …}: who is told how the box is, without asking. */
@Command(
    name = "notify",
    description = {
      "Who is told when something is wrong, when it is well again, and every Monday.",
      "Whoever's mail is concerned is told in any case, in the INBOX."
    },
    subcommands = {
      NotifyCommands.Caretakers.class,
      NotifyCommands.Addresses.class,
      NotifyCommands.Servers.class,
      NotifyCommands.Heartbeats.class,
      NotifyCommands.Show.class,
      NotifyCommands.Test.class
    })
final class NotifyCommands {
  private static final String PASSWORD = "password";
  private static final String TRUST = "trust";

  /** Notices that are listed. */
  private static final int LISTED = 20;

  /** {@code notify caretaker …}. */
  @Command(
      name = "caretaker",
      description = "Accounts that hear of everything, in their INBOX.",
      subcommands = {CaretakerAdd.class, CaretakerRemove.class})
  static final class Caretakers {}

  /** {@code notify caretaker add NAME…}. */
  @Command(name = "add", description = "From now on these accounts hear of everything.")
  static final class CaretakerAdd implements BoxCommand {
    @Parameters(paramLabel = "NAME", arity = "1..*")
    private List<String> names;

    @Override
    public int run(Box box, Request request, Console console) throws Failed, Refusal, IOException {
      new NoticeDesk(box).addCaretakers(names);
      console.say(String.join(", ", names) + ": told of everything from now on, in the INBOX");
      return Cli.DONE;
    }
  }

  /** {@code notify caretaker remove NAME}. */
  @Command(name = "remove", description = "The account hears of no more than its own mail.")
  static final class CaretakerRemove implements BoxCommand {
    @Parameters(paramLabel = "NAME")
    private String name;

    @Override
    public int run(Box box, Request request, Console console) throws Failed, Refusal, IOException {
      new NoticeDesk(box).removeCaretaker(name);
      console.say(name + " hears of no more than its own mail");
      return Cli.DONE;
    }
  }

  /** {@code notify address …}. */
  @Command(
      name = "address",
      description = "Mail addresses outside, a technician's for instance. They need a server.",
      subcommands = {AddressAdd.class, AddressRemove.class})
  static final class Addresses {}

  /** {@code notify address add ADDRESS…}. */
  @Command(name = "add", description = "From now on these addresses hear of everything.")
  static final class AddressAdd implements BoxCommand {
    @Parameters(paramLabel = "ADDRESS", arity = "1..*")
    private List<String> addresses;

    @Override
    public int run(Box box, Request request, Console console) throws Failed, Refusal, IOException {
      NoticeDesk desk = new NoticeDesk(box);
      desk.addAddresses(addresses);
      console.say(
          String.join(", ", addresses)
              + ": told of everything from now on; "
              + (desk.settings().server().isPresent()
                  ? "portineria notify test tries it"
                  : "portineria notify server set says through which server"));
      return Cli.DONE;
    }
  }

  /** {@code notify address remove ADDRESS}. */
  @Command(name = "remove", description = "Nothing is sent there any more.")
  static final class AddressRemove implements BoxCommand {
    @Parameters(paramLabel = "ADDRESS")
    private String address;

    @Override
    public int run(Box box, Request request, Console console) throws Failed, Refusal, IOException {
      new NoticeDesk(box).removeAddress(address);
      console.say("nothing is sent to " + address + " any more");
      return Cli.DONE;
    }
  }

  /** {@code notify server …}. */
  @Command(
      name = "server",
      description = "The provider's server that takes the box's mail to addresses outside.",
      subcommands = {ServerSet.class, ServerRemove.class})
  static final class Servers {}

  /** {@code notify server set}. */
  @Command(
      name = "set",
      description = {
        "Says through which server mail goes out; what is not given stays as it is.",
        "The line is always protected, and the server always asks for a password."
      })
  static final class ServerSet implements BoxCommand {
    @Option(names = "--host", paramLabel = "H", description = "The provider's SMTP server.")
    private Optional<String> host = Optional.empty();

    @Option(
        names = "--port",
        paramLabel = "N",
        description = "Default: 465, with --tls starttls 587.")
    private Optional<Integer> port = Optional.empty();

    @Option(
        names = "--tls",
        paramLabel = "implicit|starttls",
        description = "How the line is protected (default: implicit).")
    private Optional<SmtpServer.Tls> tls = Optional.empty();

    @Option(names = "--user", paramLabel = "U", description = "The login there.")
    private Optional<String> user = Optional.empty();

    @Option(
        names = "--from",
        paramLabel = "ADDRESS",
        description = "The sender's address (default: the user, where that is one).")
    private Optional<String> from = Optional.empty();

    @Option(names = "--password-file", paramLabel = "F", description = "Its first line counts.")
    private Optional<Path> passwordFile = Optional.empty();

    @Option(
        names = "--trust-file",
        paramLabel = "PEM",
        description = "Certificates to trust for this server instead of the well-known ones.")
    private Optional<Path> trustFile = Optional.empty();

    @Override
    public void gather(Gathering from) throws Failed, Refusal {
      // A password is sealed for its server: a new server needs it anew.
      if (passwordFile.isPresent() || host.isPresent()) {
        from.password(PASSWORD, passwordFile, "Password at " + host.orElse("the server"));
      }
      if (trustFile.isPresent()) {
        from.file(TRUST, trustFile.get());
      }
    }

    @Override
    public int run(Box box, Request request, Console console) throws Failed, Refusal, IOException {
      NoticeDesk desk = new NoticeDesk(box);
      SmtpServer server = applied(desk, request);
      desk.setServer(server);
      console.say(
          "mail goes out through "
              + server.host()
              + ":"
              + server.port()
              + "; portineria notify test tries it");
      return Cli.DONE;
    }

    private SmtpServer applied(NoticeDesk desk, Request request) throws Failed {
      Optional<SmtpServer> was = desk.settings().server();
      String at = host.or(() -> was.map(SmtpServer::host)).orElse("");
      String login = user.or(() -> was.map(SmtpServer::user)).orElse("");
      if (at.isEmpty() || login.isEmpty()) {
        throw new Failed("a server needs --host and --user: see notify server set --help");
      }
      Optional<String> typed = request.attachment(PASSWORD);
      SmtpServer.Tls how = tls.or(() -> was.map(SmtpServer::tls)).orElse(SmtpServer.Tls.IMPLICIT);
      boolean keepsPort = tls.isEmpty() && host.isEmpty();
      try {
        return new SmtpServer(
            at,
            within(
                port.or(() -> was.filter(one -> keepsPort).map(SmtpServer::port))
                    .orElse(how.usualPort())),
            how,
            login,
            from.or(() -> was.filter(one -> user.isEmpty()).map(SmtpServer::from)).orElse(login),
            typed.isPresent()
                ? desk.seal(at, typed.get())
                : was.map(SmtpServer::sealedPassword).orElse(""),
            request.attachment(TRUST).or(() -> was.flatMap(SmtpServer::trustPem)));
      } catch (IllegalArgumentException e) {
        throw new Failed(e);
      }
    }

    private static int within(int port) throws Failed {
      if (port < 1 || port > 65_535) {
        throw new Failed("--port goes from 1 to 65535");
      }
      return port;
    }
  }

  /** {@code notify server remove}. */
  @Command(name = "remove", description = "Forgets the server and its password.")
  static final class ServerRemove implements BoxCommand {
    @Override
    public int run(Box box, Request request, Console console) throws Refusal, IOException {
      new NoticeDesk(box).removeServer();
      console.say("no mail goes out any more");
      return Cli.DONE;
    }
  }

  /** {@code notify heartbeat …}. */
  @Command(
      name = "heartbeat",
      description = {
        "An address that the box calls once a day: its silence is heard.",
        "It belongs to a service that raises the alarm when no call comes."
      },
      subcommands = {HeartbeatSet.class, HeartbeatRemove.class})
  static final class Heartbeats {}

  /** {@code notify heartbeat set URL}. */
  @Command(name = "set", description = "From now on that is called once a day, at once first.")
  static final class HeartbeatSet implements BoxCommand {
    @Parameters(paramLabel = "URL", description = "Such as https://service.example/abc123.")
    private String url;

    @Override
    public int run(Box box, Request request, Console console) throws Failed, Refusal, IOException {
      new NoticeDesk(box).setHeartbeat(uri());
      console.say("it is called once a day; portineria notify test calls it now");
      return Cli.DONE;
    }

    private URI uri() throws Failed {
      try {
        return new URI(url);
      } catch (URISyntaxException e) {
        throw new Failed(url + " is no address: give one that begins with https://", e);
      }
    }
  }

  /** {@code notify heartbeat remove}. */
  @Command(name = "remove", description = "Nothing is called any more.")
  static final class HeartbeatRemove implements BoxCommand {
    @Override
    public int run(Box box, Request request, Console console) throws Refusal, IOException {
      new NoticeDesk(box).removeHeartbeat();
      console.say("nothing is called any more");
      return Cli.DONE;
    }
  }

  /** {@code notify list}. */
  @Command(name = "list", description = "Says who is told and how, and lists the last messages.")
  static final class Show implements BoxCommand {
    @Override
    public Place place() {
      return Place.ASKS;
    }

    @Override
    public int run(Box box, Request request, Console console) throws IOException {
      NoticeSettings settings = new NoticeDesk(box).settings();
      console.say("caretakers  " + listed(settings.caretakers()));
      console.say("addresses   " + listed(settings.addresses()));
      console.say("server      " + settings.server().map(Show::server).orElse("none"));
      console.say(
          "heartbeat   "
              + settings.heartbeat().map(URI::toString).orElse("none")
              + NoticeFindings.called(box.store())
                  .map(when -> ", last called " + Times.minute(when))
                  .orElse(""));
      Table table = new Table();
      for (Notice notice : box.store().troubles().last(LISTED)) {
        table.row(
            Times.minute(notice.draft().written()),
            notice.draft().recipient(),
            notice
                .problem()
                .map(problem -> "waits: " + Words.ofKept(problem).english())
                .orElse(notice.sent().isPresent() ? "sent" : "waits"),
            notice.draft().subject());
      }
      table.print(console);
      return Cli.DONE;
    }

    private static String listed(List<String> names) {
      return names.isEmpty() ? "none" : String.join(", ", names);
    }

    private static String server(SmtpServer server) {
      return String.format(
          Locale.ROOT,
          "%s:%d %s user=%s from=%s",
          server.host(),
          server.port(),
          server.tls().name().toLowerCase(Locale.ROOT),
          server.user(),
          server.from());
    }
  }

  /** {@code notify test}. */
  @Command(
      name = "test",
      description = {
        "Sends a test message to everybody, calls the heartbeat, and says what came of it.",
        "Exits with 1 unless all has arrived."
      })
  static final class Test implements BoxCommand {
    @Override
    public int run(Box box, Request request, Console console) throws Failed, IOException {
      Map<String, Optional<String>> results = new NoticeDesk(box).test();
      if (results.isEmpty()) {
        throw new Failed("nobody is told of anything: portineria notify caretaker add names one");
      }
      int exitCode = Cli.DONE;
      for (Map.Entry<String, Optional<String>> result : results.entrySet()) {
        if (result.getValue().isEmpty()) {
          console.say(result.getKey() + ": arrived");
        } else {
          console.complain("portineria: " + result.getKey() + ": " + result.getValue().get());
          exitCode = Cli.FAILED;
        }
      }
      return exitCode;
    }
  }
}
