package portineria.imap;

import java.net.InetAddress;
import portineria.account.Authenticator;
import portineria.account.PlainCredentials;
import portineria.store.Actor;
import portineria.store.Directory.Pop3Deletion;

/** Knows {@code anna} and {@code bruno} by the password {@code secret}; others mean outcomes. */
final class FakeAuthenticator implements Authenticator {
  @Override
  public Outcome login(PlainCredentials credentials, InetAddress from, String door) {
    return switch (credentials.password()) {
      case "secret", "pässword" ->
          credentials.user().matches("anna|bruno|nobody")
              ? new Outcome.Granted(credentials.user(), new Actor("", door), Pop3Deletion.HIDE)
              : new Outcome.Denied();
      case "closed" -> new Outcome.Closed();
      case "busy" -> new Outcome.Unavailable("Come again in a minuté\r\n* BYE");
      default -> new Outcome.Denied();
    };
  }
}
