package portineria.webui;

import java.util.List;
import java.util.Optional;

/** What the pages need to know of the box. Asked by several threads at once. */
public interface Appliance {

  /** What a mail program can be given as the server: the box's name first, then its addresses. */
  List<String> hosts();

  /** The doors that mail programs connect to, in the order in which the page lists them. */
  List<Door> doors();

  /** The box's own certificate authority, as PEM text. */
  String caCertificatePem();

  /** The SHA-256 of that certificate, as certificate viewers show it: {@code 12:AB:…}. */
  String caFingerprint();

  /**
   * The door that a program should use for {@code protocol}: TLS from the start if there is one.
   */
  default Optional<Door> best(Protocol protocol) {
    return doors().stream()
        .filter(door -> door.protocol() == protocol)
        .min((one, other) -> one.security().compareTo(other.security()));
  }

  /** One open door. */
  record Door(Protocol protocol, int port, Security security) {
    public Door {
      if (port < 1 || port > 65535) {
        throw new IllegalArgumentException("not a port: " + port);
      }
    }
  }

  /** What is spoken behind a door. */
  enum Protocol {
    IMAP,
    POP3
  }

  /** How a door is protected, the better first. */
  enum Security {
    /** TLS from the first octet: RFC 8314 §3. */
    TLS,
    /** TLS after a command. */
    STARTTLS
  }
}
