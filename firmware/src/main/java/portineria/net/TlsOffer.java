package portineria.net;

import java.util.function.IntSupplier;

/**
 * How a client can protect its line, and what a person has to set for that.
 *
 * @param upgrade whether TLS can be turned on at a door that begins without: STARTTLS (RFC 9051
 *     §6.2.1), STLS (RFC 2595 §4)
 * @param tlsPort the port of the door with implicit TLS, as people write it into their programs; 0
 *     when it is closed. Asked for late, because a port is known when its door is open
 */
public record TlsOffer(boolean upgrade, IntSupplier tlsPort) {

  /** Whether TLS can be turned on now. */
  public boolean offersUpgrade(Connection connection) {
    return upgrade && !connection.isSecure();
  }

  /** Whether a password may come over this line: only where nobody can listen. */
  public static boolean permitsPasswords(Connection connection) {
    return connection.isSecure() || connection.isLocal();
  }

  /** What a person has to change whose program sends passwords in the clear. */
  public String advice() {
    int port = tlsPort.getAsInt();
    String refusal = "Passwords are not taken without encryption: ";
    if (port > 0) {
      String other = upgrade ? ", or keep this port and set it to STARTTLS" : "";
      return refusal + "set the program to SSL/TLS and port " + port + other;
    }
    return upgrade
        ? refusal + "set the program to STARTTLS"
        : refusal + "and there is none here; ask whoever runs the box";
  }
}
