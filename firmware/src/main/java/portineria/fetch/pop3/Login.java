package portineria.fetch.pop3;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.stream.Stream;
import portineria.fetch.pop3.UpstreamTrouble.Kind;

/**
 * Logging in: SASL PLAIN where it is offered (RFC 5034, RFC 4616), else USER and PASS (RFC 1939
 * §7). APOP is left out: its MD5 protects nobody any more, and TLS does.
 */
final class Login {
  /** Of a command with its CRLF: RFC 5034 §4. */
  private static final int COMMAND_OCTETS_MAX = 255;

  private final Pop3Client client;
  private final Capabilities capabilities;

  Login(Pop3Client client) {
    this.client = client;
    this.capabilities = client.capabilities();
  }

  void run(String user, String password) throws UpstreamTrouble, IOException {
    if (Stream.of(user, password).anyMatch(text -> text.chars().anyMatch(c -> c < ' '))) {
      throw new UpstreamTrouble(
          Kind.AUTHENTICATION, "The user or the password holds a control character: set it again.");
    }
    boolean plain = capabilities.has("SASL", "PLAIN");
    Reply reply = plain ? plain(user, password) : userAndPass(user, password);
    if (plain && mayTryPass(reply)) {
      reply = userAndPass(user, password);
    }
    if (!reply.ok()) {
      throw trouble(reply, user);
    }
  }

  /**
   * Some servers offer PLAIN and can't do it; one that says why it refuses is taken at its word.
   */
  private boolean mayTryPass(Reply reply) {
    return !reply.ok()
        && reply.code().isEmpty()
        && !capabilities.has("AUTH-RESP-CODE")
        && capabilities.has("USER");
  }

  private Reply plain(String user, String password) throws UpstreamTrouble, IOException {
    byte[] message = ("\0" + user + "\0" + password).getBytes(StandardCharsets.UTF_8);
    String response = Base64.getEncoder().encodeToString(message);
    String command = "AUTH PLAIN " + response;
    if (command.length() + 2 <= COMMAND_OCTETS_MAX) {
      return client.command(command, "AUTH PLAIN");
    }
    String line = client.line("AUTH PLAIN");
    if (!line.startsWith("+") || line.startsWith("+OK")) {
      return Reply.parse(line, "AUTH PLAIN");
    }
    return client.command(response, "AUTH PLAIN");
  }

  private Reply userAndPass(String user, String password) throws UpstreamTrouble, IOException {
    Reply reply = client.command("USER " + user, "USER");
    return reply.ok() ? client.command("PASS " + password, "PASS") : reply;
  }

  private UpstreamTrouble trouble(Reply reply, String user) {
    Kind kind = kind(reply);
    String said = " The server said " + reply.words() + ".";
    return new UpstreamTrouble(
        kind,
        switch (kind) {
          case AUTHENTICATION ->
              "User or password of "
                  + user
                  + " is wrong: check the user, set the password again (some providers want one made"
                  + " for programs)."
                  + said;
          case LOGIN_DELAY ->
              "The server wants longer breaks between logins: let the box fetch less often." + said;
          case IN_USE -> "Another program is in this mailbox just now." + said;
          case PERMANENT -> "The provider must mend this mailbox: ask there." + said;
          case INSECURE ->
              "The server wants a protected line: choose implicit TLS or STARTTLS." + said;
          case TEMPORARY, UNREACHABLE, PROTOCOL ->
              "The server can't let anybody in at the moment." + said;
        });
  }

  /** RFC 2449 §8, RFC 3206 §4; and the example of RFC 1939 §4 for servers without codes. */
  private Kind kind(Reply reply) {
    String text = reply.text().toLowerCase(Locale.ROOT);
    if (client.isClear() && Stream.of("tls", "ssl", "plaintext").anyMatch(text::contains)) {
      return Kind.INSECURE;
    }
    return switch (reply.code()) {
      case "LOGIN-DELAY" -> Kind.LOGIN_DELAY;
      case "IN-USE" -> Kind.IN_USE;
      case "SYS/TEMP" -> Kind.TEMPORARY;
      case "SYS/PERM" -> Kind.PERMANENT;
      case "AUTH" -> Kind.AUTHENTICATION;
      default -> {
        boolean locked = text.contains("already locked") || text.contains("in use");
        boolean saysAuth = capabilities.has("AUTH-RESP-CODE");
        yield locked ? Kind.IN_USE : saysAuth ? Kind.TEMPORARY : Kind.AUTHENTICATION;
      }
    };
  }
}
