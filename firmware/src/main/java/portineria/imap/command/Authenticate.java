package portineria.imap.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import portineria.account.PlainCredentials;
import portineria.imap.Command;
import portineria.imap.ImapSession;
import portineria.imap.Ok;
import portineria.imap.wire.Arguments;
import portineria.imap.wire.Bad;
import portineria.imap.wire.No;

/**
 * AUTHENTICATE PLAIN, with the response in the command or in a line of its own.
 *
 * <pre>
 *   authenticate  AUTHENTICATE PLAIN [initial-response] *(CRLF base64)
 *                                            RFC 9051 §6.2.2, RFC 4959 §3, RFC 4616 §2
 * </pre>
 *
 * @param initial the initial response; {@code =} stands for an empty one
 */
record Authenticate(String mechanism, Optional<String> initial) implements Command {

  static Authenticate parse(Arguments in) throws Bad {
    in.space();
    String mechanism = in.atom().toUpperCase(Locale.ROOT);
    Optional<String> initial = Optional.empty();
    if (in.skip(' ') && !in.isAtEnd()) {
      initial = Optional.of(in.atom());
    }
    in.end();
    return new Authenticate(mechanism, initial);
  }

  @Override
  public Ok run(ImapSession session) throws Bad, No, IOException {
    if (!mechanism.equals("PLAIN")) {
      throw new No("CANNOT", "Only PLAIN is known here");
    }
    session.mustBePrivate();
    byte[] message = decode(initial.isPresent() ? initial.get() : ask(session));
    Optional<PlainCredentials> credentials = PlainCredentials.parse(message);
    if (credentials.isEmpty()) {
      throw session.denied();
    }
    return session.logIn(credentials.get());
  }

  private static String ask(ImapSession session) throws Bad, IOException {
    session.out().text("+ ").crlf();
    session.flush();
    byte[] line = session.connection().readLine(session.limits().loginOctets());
    String response = new String(line, StandardCharsets.ISO_8859_1);
    if (response.equals("*")) {
      throw new Bad("The authentication was cancelled");
    }
    return response;
  }

  private static byte[] decode(String response) throws Bad {
    try {
      return Base64.getDecoder().decode(response.equals("=") ? "" : response);
    } catch (IllegalArgumentException e) {
      throw new Bad("The response is not in base64");
    }
  }

  /** Never shows the password. */
  @Override
  public String toString() {
    return "Authenticate[" + mechanism + "]";
  }
}
