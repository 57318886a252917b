package portineria.pop3;

import java.util.function.IntSupplier;
import portineria.net.Connection;

/**
 * How a client can protect its line.
 *
 * @param stls whether STLS can be had on a door without TLS: RFC 2595 §4
 * @param tlsPort the port of the door with implicit TLS, as people must write it into their
 *     programs; 0 when it is closed. Asked for late, because a port is known when its door is open
 */
public record TlsOffer(boolean stls, IntSupplier tlsPort) {

  boolean offersStls(Connection connection) {
    return stls && !connection.isSecure();
  }

  /** Whether a password may come over this line: protected, or never on the network. */
  static boolean permitsPasswords(Connection connection) {
    return connection.isSecure() || connection.isLocal();
  }

  /** What to tell a person whose program sends passwords in the clear. */
  String advice() {
    int port = tlsPort.getAsInt();
    String refusal = "No password in the clear: ";
    if (port > 0) {
      return refusal
          + "set the connection security to SSL/TLS and the port to "
          + port
          + (stls ? ", or keep this port and set STARTTLS" : "");
    }
    return refusal
        + (stls
            ? "set the connection security to STARTTLS"
            : "and TLS is switched off here; ask who looks after this machine");
  }
}
