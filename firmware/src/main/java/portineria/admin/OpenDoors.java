package portineria.admin;

import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import portineria.net.tls.ServerNames;
import portineria.net.tls.ServerTls;
import portineria.store.Digest;
import portineria.webui.Appliance.Door;

/** The doors of this box, as they open, and what a program needs to know to come in by them. */
public final class OpenDoors {
  private final ServerTls tls;
  private final Optional<InetAddress> listen;
  private final List<Door> doors = new CopyOnWriteArrayList<>();

  /**
   * No door yet.
   *
   * @param listen the only address that is listened on, if it is only one
   */
  public OpenDoors(ServerTls tls, Optional<InetAddress> listen) {
    this.tls = tls;
    this.listen = listen;
  }

  public void opened(Door door) {
    doors.add(door);
  }

  /**
   * What a mail program can be given as the server: the name of a certificate that the office has
   * given, the box's own names, then its addresses.
   */
  public List<String> hosts() {
    Stream<String> given =
        tls.given().stream()
            .flatMap(one -> Stream.concat(Stream.of(one.name()), one.names().stream()))
            .filter(name -> !name.startsWith("*"));
    return Stream.concat(given, ownHosts().stream()).distinct().toList();
  }

  private List<String> ownHosts() {
    if (listen.isPresent()) {
      String address = listen.get().getHostAddress();
      return listen.get().isLoopbackAddress() ? List.of("localhost", address) : List.of(address);
    }
    ServerNames names = tls.names();
    return Stream.concat(
            names.hosts().stream().filter(host -> !host.equals("localhost")),
            names.addresses().stream().filter(OpenDoors::isReachable))
        .toList();
  }

  /** Not from this machine alone, and without an interface's name behind it. */
  private static boolean isReachable(String address) {
    InetAddress parsed = InetAddress.ofLiteral(address);
    return !parsed.isLoopbackAddress() && !parsed.isLinkLocalAddress();
  }

  /** In the order in which they opened. */
  public List<Door> doors() {
    return List.copyOf(doors);
  }

  /** What protects them, and may be given another certificate. */
  public ServerTls tls() {
    return tls;
  }

  /** The certificate that computers have to trust, as PEM text. */
  public String caCertificatePem() {
    return tls.caPem();
  }

  /** The SHA-256 of that certificate, as certificate viewers show it: {@code 12:AB:…}. */
  public String caFingerprint() {
    try {
      byte[] pem = tls.caPem().getBytes(StandardCharsets.US_ASCII);
      byte[] encoded =
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(pem))
              .getEncoded();
      byte[] digest = Digest.sha256().digest(encoded);
      return HexFormat.ofDelimiter(":").formatHex(digest).toUpperCase(Locale.ROOT);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
