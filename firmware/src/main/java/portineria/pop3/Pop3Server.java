package portineria.pop3;

import java.io.IOException;
import portineria.account.Authenticator;
import portineria.net.Connection;
import portineria.net.SessionHandler;
import portineria.net.TlsOffer;
import portineria.store.Store;

/**
 * What happens on a POP3 door, the one with implicit TLS or the other: a connection knows which it
 * came through.
 *
 * @param commands {@code portineria.pop3.command.Commands.table()}
 */
public record Pop3Server(
    Store store,
    Authenticator authenticator,
    TlsOffer tls,
    Pop3Limits limits,
    CommandTable commands)
    implements SessionHandler {

  @Override
  public void serve(Connection connection) throws IOException {
    new Pop3Session(this, connection).run();
  }
}
