package portineria.webui;

import java.util.List;

/** A box with the four usual doors. */
record FakeAppliance(List<String> hosts, List<Door> doors) implements Appliance {
  FakeAppliance() {
    this(
        List.of("portineria.local", "192.168.1.20"),
        List.of(
            new Door(Protocol.IMAP, 993, Security.TLS),
            new Door(Protocol.IMAP, 143, Security.STARTTLS),
            new Door(Protocol.POP3, 995, Security.TLS),
            new Door(Protocol.POP3, 110, Security.STARTTLS)));
  }

  @Override
  public String caCertificatePem() {
    return "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";
  }

  @Override
  public String caFingerprint() {
    return "12:AB:34:CD:56:EF:78:90:12:AB:34:CD:56:EF:78:90:12:AB:34:CD:56:EF:78:90:12:AB:34:CD:56:EF:78:90";
  }
}
