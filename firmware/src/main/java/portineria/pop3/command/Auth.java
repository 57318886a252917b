package portineria.pop3.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import portineria.account.PlainCredentials;
import portineria.pop3.Answers;
import portineria.pop3.Arguments;
import portineria.pop3.Command;
import portineria.pop3.Err;
import portineria.pop3.Pop3Session;

/**
 * AUTH: a login by SASL PLAIN or LOGIN.
 *
 * <pre>
 *   auth         AUTH SP mechanism [SP initial-response]     RFC 5034 §4
 *                AUTH                                        lists the mechanisms
 *   response     base64 / "*"
 * </pre>
 *
 * <p>Without a mechanism it lists those there are: no RFC says so, Outlook asks so. LOGIN was never
 * more than a draft; it asks for name and password one by one, and programs use it still.
 */
record Auth(Optional<String> mechanism, Optional<String> initialResponse) implements Command {
  static final String MECHANISMS = "PLAIN LOGIN";

  private static final String NAME_PLEASE = base64("Username:");
  private static final String PASSWORD_PLEASE = base64("Password:");

  static Auth parse(Arguments in) throws Err {
    Optional<String> mechanism = in.optionalWord().map(word -> word.toUpperCase(Locale.ROOT));
    Optional<String> initialResponse = in.optionalWord();
    in.end();
    return new Auth(mechanism, initialResponse);
  }

  @Override
  public void run(Pop3Session session) throws Err, IOException {
    if (mechanism.isEmpty()) {
      list(session);
      return;
    }
    session.checkMayLogIn();
    PlainCredentials credentials =
        switch (mechanism.get()) {
          case "PLAIN" -> plain(session);
          case "LOGIN" -> login(session);
          default -> throw new Err("there is no such mechanism");
        };
    session.logIn(credentials);
    session.answers().ok(session.maildrop().count() + " messages");
  }

  private static void list(Pop3Session session) throws IOException {
    Answers answers = session.answers();
    answers.begin("mechanisms");
    if (session.mayLogIn()) {
      for (String one : MECHANISMS.split(" ")) {
        answers.line(one);
      }
    }
    answers.end();
  }

  /** RFC 4616. */
  private PlainCredentials plain(Pop3Session session) throws Err, IOException {
    return PlainCredentials.parse(first(session, ""))
        .orElseThrow(() -> new Err("this is no answer for PLAIN"));
  }

  private PlainCredentials login(Pop3Session session) throws Err, IOException {
    String name = new String(first(session, NAME_PLEASE), StandardCharsets.UTF_8);
    byte[] password = decode(session.ask(PASSWORD_PLEASE));
    try {
      return new PlainCredentials(name, new String(password, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException tooLong) {
      throw new Err("a name or password is too long");
    }
  }

  /** The initial response, or what the client answers to {@code challenge}. */
  private byte[] first(Pop3Session session, String challenge) throws Err, IOException {
    if (initialResponse.isEmpty()) {
      return decode(session.ask(challenge));
    }
    String response = initialResponse.get();
    return decode(response.equals("=") ? "" : response); // RFC 5034 §4: "=" is empty
  }

  private static byte[] decode(String response) throws Err {
    if (response.equals("*")) {
      throw new Err("as you wish");
    }
    try {
      return Base64.getDecoder().decode(response);
    } catch (IllegalArgumentException e) {
      throw new Err("this is not base64");
    }
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** Never shows the password. */
  @Override
  public String toString() {
    return "Auth";
  }
}
