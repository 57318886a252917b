package portineria.webui;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import portineria.webui.Appliance.Door;
import portineria.webui.Appliance.Protocol;
import portineria.webui.SendingBook.Way;

/**
 * A configuration profile for Apple's devices: the certificate that they have to trust, and the
 * mail account with the box for what comes and the provider for what is sent. In the terms of
 * Apple's "Device Management Profile": payloads {@code com.apple.security.root} and {@code
 * com.apple.mail.managed}.
 *
 * <p>There is no password in it: such files stay in the downloads of a device. The device asks.
 * Asked for again, it has the same UUIDs, so a device replaces what it has instead of having it
 * twice.
 */
final class AppleProfile {
  static final String TYPE = "application/x-apple-aspen-config";

  private static final String DOCTYPE =
      "<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\""
          + " \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n";

  private final Appliance appliance;
  private final String account;
  private final StringBuilder out = new StringBuilder(4096);

  private AppleProfile(Appliance appliance, String account) {
    this.appliance = appliance;
    this.account = account;
  }

  /**
   * The profile of an account.
   *
   * @param way how it sends; where nobody knows that, there is only the certificate, because
   *     Apple's account wants both; and not that either where devices trust it by themselves
   */
  static String of(Appliance appliance, String account, Optional<Way> way, Words words) {
    return new AppleProfile(appliance, account).profile(way, words);
  }

  private String profile(Optional<Way> way, Words words) {
    out.append(Xml.HEAD).append(DOCTYPE).append("<plist version=\"1.0\">\n<dict>\n");
    out.append("<key>PayloadContent</key>\n<array>\n");
    if (appliance.givenCertificate().filter(CertificateBook.Given::isPublic).isEmpty()) {
      certificate(words);
    }
    Optional<Door> door = appliance.best(Protocol.IMAP);
    if (way.isPresent() && door.isPresent()) {
      mail(way.get(), door.get());
    }
    out.append("</array>\n");
    text("PayloadDescription", words.say("profile.description"));
    head("Configuration", "Portineria: " + account, "profile");
    out.append("</dict>\n</plist>\n");
    return out.toString();
  }

  private void certificate(Words words) {
    out.append("<dict>\n");
    text("PayloadCertificateFileName", "portineria.crt");
    out.append("<key>PayloadContent</key>\n<data>").append(base64()).append("</data>\n");
    head("com.apple.security.root", words.say("certificate.title"), "certificate");
    out.append("</dict>\n");
  }

  /** What is between the first and the last line of the PEM. */
  private String base64() {
    return appliance
        .caCertificatePem()
        .lines()
        .filter(line -> !line.startsWith("-----"))
        .collect(Collectors.joining());
  }

  private void mail(Way way, Door door) {
    out.append("<dict>\n");
    text("EmailAccountDescription", way.address());
    text("EmailAccountType", "EmailTypeIMAP");
    text("EmailAddress", way.address());
    text("IncomingMailServerAuthentication", "EmailAuthPassword");
    text("IncomingMailServerHostName", appliance.hosts().getFirst());
    number("IncomingMailServerPortNumber", door.port());
    flag("IncomingMailServerUseSSL", true);
    text("IncomingMailServerUsername", account);
    text("OutgoingMailServerAuthentication", "EmailAuthPassword");
    text("OutgoingMailServerHostName", way.server().host());
    number("OutgoingMailServerPortNumber", way.server().port());
    flag("OutgoingMailServerUseSSL", way.server().tls() != SourceBook.Tls.NONE);
    if (!way.user().isEmpty()) {
      text("OutgoingMailServerUsername", way.user());
    }
    flag("OutgoingPasswordSameAsIncomingPassword", false);
    head("com.apple.mail.managed", way.address(), "mail");
    out.append("</dict>\n");
  }

  /** What each payload has. */
  private void head(String type, String name, String part) {
    UUID uuid = uuid(part);
    text("PayloadDisplayName", name);
    text("PayloadIdentifier", "portineria." + uuid);
    text("PayloadType", type);
    text("PayloadUUID", uuid.toString().toUpperCase(java.util.Locale.ROOT));
    number("PayloadVersion", 1);
  }

  /** The same for this box, account and part whenever it is asked for. */
  private UUID uuid(String part) {
    String name = String.join("\n", appliance.caFingerprint(), account, part);
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  private void text(String key, String value) {
    out.append("<key>").append(key).append("</key>\n<string>");
    out.append(Xml.text(value)).append("</string>\n");
  }

  private void number(String key, int value) {
    out.append("<key>").append(key).append("</key>\n<integer>").append(value);
    out.append("</integer>\n");
  }

  private void flag(String key, boolean value) {
    out.append("<key>").append(key).append(value ? "</key>\n<true/>\n" : "</key>\n<false/>\n");
  }
}
