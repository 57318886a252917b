package portineria.pop3;

import java.net.InetAddress;
import portineria.account.Authenticator;
import portineria.account.PlainCredentials;
import portineria.store.Actor;
import portineria.store.Directory.Pop3Deletion;

/**
 * Knows {@code anna}: her own password is {@code secret}, that of her device pc is {@code secret
 * pc}, and so on for any device. Other passwords give the other outcomes.
 */
record FakeAuthenticator(Pop3Deletion deletion) implements Authenticator {
  @Override
  public Outcome login(PlainCredentials credentials, InetAddress from, String door) {
    String password = credentials.password();
    if (!credentials.user().equals("anna")) {
      return new Outcome.Denied();
    }
    if (password.equals("closed")) {
      return new Outcome.Closed();
    }
    if (password.equals("busy")) {
      return new Outcome.Unavailable("come again in a minuté\r\n+OK");
    }
    if (password.equals("nobody")) {
      return new Outcome.Granted("nobody", new Actor("", door), deletion);
    }
    if (!password.startsWith("secret") && !password.equals("pässword")) {
      return new Outcome.Denied();
    }
    String device = password.startsWith("secret ") ? password.substring(7) : "";
    return new Outcome.Granted("anna", new Actor(device, door), deletion);
  }
}
