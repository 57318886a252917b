package portineria.webui;

import java.util.List;

/** What the pages need to know of the box. */
public interface Appliance {

  /** The doors that mail programs connect to, in the order in which the page lists them. */
  List<Door> doors();

  /** The box's own certificate authority, as PEM text. */
  String caCertificatePem();

  /**
   * One open door.
   *
   * @param protocol "IMAP" or "POP3"
   * @param port the TCP port
   * @param security "TLS" or "STARTTLS"
   */
  record Door(String protocol, int port, String security) {}
}
