package portineria.imap;

import java.util.function.IntSupplier;
import portineria.net.Connection;

/**
 * How a client can protect its line.
 *
 * @param startTls whether STARTTLS can be had on a door without TLS: RFC 9051 §6.2.1
 * @param tlsPort the port of the door with implicit TLS, as people write it into their programs; 0
 *     when it is closed. Asked for late, because a port is known when its door is open
 */
public record TlsOffer(boolean startTls, IntSupplier tlsPort) {

  boolean offersStartTls(Connection connection) {
    return startTls && !connection.isSecure();
  }

  /** Whether a password may come over this line: only where nobody can listen. */
  static boolean permitsPasswords(Connection connection) {
    return connection.isSecure() || connection.isLocal();
  }

  /** What a person has to change whose program sends passwords in the clear. */
  String advice() {
    int port = tlsPort.getAsInt();
    String refusal = "Passwords are not taken without encryption: ";
    if (port > 0) {
      String other = startTls ? ", or keep this port and set it to STARTTLS" : "";
      return refusal + "set the program to SSL/TLS and port " + port + other;
    }
    return startTls
        ? refusal + "set the program to STARTTLS"
        : refusal + "and there is none here; ask whoever runs the box";
  }
}
