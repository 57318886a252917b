package portineria.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;
import portineria.admin.Box;
import portineria.admin.Failed;
import portineria.admin.Request;
import portineria.admin.SourceWords;
import portineria.fetch.provider.Provider;
import portineria.fetch.provider.Providers;
import portineria.store.MailboxName;
import portineria.store.Refusal;
import portineria.store.Source;

/** The options of {@code source add} and {@code source set}. */
final class SourceOptions {
  static final String PASSWORD = "password";
  private static final String TRUST = "trust";

  /** RFC 1939 §3. */
  private static final int PORT = 110;

  /** RFC 8314 §3.3. */
  private static final int PORT_TLS = 995;

  @Option(names = "--account", paramLabel = "A", description = "The account that gets the mail.")
  private Optional<String> account = Optional.empty();

  @Option(names = "--host", paramLabel = "H", description = "The provider's POP3 server.")
  private Optional<String> host = Optional.empty();

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Default: 995, without --tls implicit 110.")
  private Optional<Integer> port = Optional.empty();

  @Option(
      names = "--tls",
      paramLabel = "implicit|starttls|none",
      description = "How the line is protected (default: implicit).")
  private Optional<Source.Tls> tls = Optional.empty();

  @Option(names = "--user", paramLabel = "U", description = "The login upstream.")
  private Optional<String> user = Optional.empty();

  @Option(names = "--password-file", paramLabel = "F", description = "Its first line counts.")
  private Optional<Path> passwordFile = Optional.empty();

  @Option(
      names = "--keep",
      paramLabel = "forever|days:N|backup[:DAYS]|none",
      converter = KeepText.class,
      description = {
        "How long messages stay upstream (default: forever).",
        "none: deleted as soon as they are safe here; days: so long after they were fetched;",
        "backup: until a verified backup holds them, and so many days."
      })
  private Optional<Source.Keep> keep = Optional.empty();

  @Option(
      names = "--every",
      paramLabel = "SECONDS",
      description = "How often to look (default: 60).")
  private Optional<Integer> every = Optional.empty();

  @Option(
      names = "--trust-file",
      paramLabel = "PEM",
      description = "Certificates to trust for this server instead of the well-known ones.")
  private Optional<Path> trustFile = Optional.empty();

  @Option(
      names = "--mailbox",
      paramLabel = "M",
      description = "Where the mail goes (default: INBOX).")
  private Optional<String> mailbox = Optional.empty();

  @Option(
      names = "--password-expires",
      paramLabel = "DATE",
      description = "The day the provider will want a new password, as in 2027-03-31.")
  private Optional<LocalDate> passwordExpires = Optional.empty();

  @Option(
      names = "--mailbox-size",
      paramLabel = "MB",
      description = {
        "How much the provider's mailbox holds, in megabytes: somebody is told in time that it",
        "fills up. 0: nobody knows."
      })
  private Optional<Integer> mailboxSize = Optional.empty();

  @Option(
      names = "--seen-after",
      paramLabel = "DAYS",
      description = "At the first import, older messages count as read (default: 14).")
  private Optional<Integer> seenAfter = Optional.empty();

  @Option(
      names = "--paused",
      arity = "1",
      paramLabel = "true|false",
      description = "Whether to let it rest.")
  private Optional<Boolean> paused = Optional.empty();

  boolean hasPassword() {
    return passwordFile.isPresent();
  }

  void gather(Gathering from) throws Failed, Refusal {
    if (passwordFile.isPresent()) {
      from.password(PASSWORD, passwordFile, "");
    }
    if (trustFile.isPresent()) {
      from.file(TRUST, trustFile.get());
    }
  }

  /** A source with nothing but what is needed, for {@link #applied} to fill. */
  Source fresh(String name) throws Failed {
    if (account.isEmpty() || host.isEmpty() || user.isEmpty()) {
      throw new WrongUsage(
          "a source needs --account, --host and --user: see source add --help" + proposal());
    }
    return new Source(
        name,
        account.get(),
        host.get(),
        port(tls.orElse(Source.Tls.IMPLICIT)),
        Source.Tls.IMPLICIT,
        user.get(),
        "",
        new Source.Keep.Forever(),
        Duration.ofSeconds(60),
        Optional.empty(),
        MailboxName.INBOX,
        Optional.empty(),
        Duration.ofDays(14),
        false);
  }

  /** What is known of the provider of the address that was given as user. */
  private String proposal() {
    Optional<Provider> provider =
        host.isPresent() ? Optional.empty() : user.flatMap(Providers.standard()::of);
    return provider
        .flatMap(Provider::pop3)
        .map(
            server ->
                "; "
                    + provider.get().name()
                    + " has --host "
                    + server.host()
                    + " --port "
                    + server.port()
                    + " --tls "
                    + server.tls().name().toLowerCase(Locale.ROOT))
        .orElse("");
  }

  private static int port(Source.Tls tls) {
    return switch (tls) {
      case IMPLICIT -> PORT_TLS;
      case STARTTLS, NONE -> PORT;
    };
  }

  /** {@code was} with what the options say. */
  Source applied(Source was, Box box, Request request) throws Failed {
    try {
      Optional<String> password = request.attachment(PASSWORD);
      Optional<String> trust = request.attachment(TRUST);
      return new Source(
          was.name(),
          account.orElse(was.account()).toLowerCase(Locale.ROOT),
          host.isPresent() ? serverName(host.get()) : was.host(),
          within("--port", port.orElse(was.port()), 1, 65_535),
          tls.orElse(was.tls()),
          user.orElse(was.user()),
          password.isPresent() ? box.seal(was.name(), password.get()) : was.sealedPassword(),
          keep.orElse(was.keep()),
          every
              .map(seconds -> Duration.ofSeconds(within("--every", seconds, 1, 604_800)))
              .orElse(was.every()),
          trust.isPresent() ? trust : was.trustPem(),
          mailbox.map(MailboxName::new).orElse(was.mailbox()),
          passwordExpires.isPresent() ? passwordExpires : was.passwordExpires(),
          seenAfter
              .map(days -> Duration.ofDays(within("--seen-after", days, 0, 36_500)))
              .orElse(was.seenAfter()),
          paused.orElse(was.paused()),
          mailboxSize.isPresent() ? octets(mailboxSize.get()) : was.upstreamOctetsMax());
    } catch (IllegalArgumentException e) {
      throw new WrongUsage(String.valueOf(e.getMessage()), e);
    }
  }

  private static Optional<Long> octets(int megabytes) {
    long most = within("--mailbox-size", megabytes, 0, 10_000_000);
    return most == 0 ? Optional.empty() : Optional.of(most * 1_000_000);
  }

  private static String serverName(String host) {
    String name = host.strip();
    if (!SourceWords.isServerName(name)) {
      throw new IllegalArgumentException(
          "'" + host + "' is no server's name: give it as in pop.example.it, its port with --port");
    }
    return name;
  }

  private static int within(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(option + " goes from " + least + " to " + most);
    }
    return value;
  }
}
