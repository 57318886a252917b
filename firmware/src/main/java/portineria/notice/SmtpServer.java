package portineria.notice;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A provider's server that takes mail for others from who logs in: RFC 6409.
 *
 * @param from the address that stands in the messages
 * @param sealedPassword encrypted under the key in {@code keys/}, as those of sources are; see
 *     {@link #sealedAs}
 * @param trustPem certificates to trust instead of the system's
 */
public record SmtpServer(
    String host,
    int port,
    Tls tls,
    String user,
    String from,
    String sealedPassword,
    Optional<String> trustPem) {

  /** How the line is protected. There is no other way. */
  public enum Tls {
    /** RFC 8314 §3.3. */
    IMPLICIT(465),
    /** RFC 3207. */
    STARTTLS(587);

    private final int usualPort;

    Tls(int usualPort) {
      this.usualPort = usualPort;
    }

    public int usualPort() {
      return usualPort;
    }
  }

  public SmtpServer {
    for (String text : new String[] {host, user, from}) {
      if (text.isEmpty() || text.chars().anyMatch(Character::isISOControl)) {
        throw new IllegalArgumentException("a name of ordinary characters is needed: " + text);
      }
    }
  }

  /**
   * The name under which the password is sealed: it opens for this server alone. No source has a
   * blank in its name.
   */
  public static String sealedAs(String host) {
    return "smtp " + host;
  }

  /** As it is written down: lines of a word, a blank and a value. */
  String text() {
    String text =
        "host "
            + host
            + "\nport "
            + port
            + "\ntls "
            + tls.name().toLowerCase(Locale.ROOT)
            + "\nuser "
            + user
            + "\nfrom "
            + from
            + "\npassword "
            + sealedPassword
            + "\n";
    return text
        + trustPem
            .map(pem -> pem.getBytes(StandardCharsets.UTF_8))
            .map(octets -> "trust " + Base64.getEncoder().encodeToString(octets) + "\n")
            .orElse("");
  }

  /** What {@link #text} wrote down; empty where that is nothing, or not to be understood. */
  static Optional<SmtpServer> parse(String text) {
    Map<String, String> values = new HashMap<>();
    for (String line : text.lines().toList()) {
      int blank = line.indexOf(' ');
      if (blank > 0) {
        values.put(line.substring(0, blank), line.substring(blank + 1));
      }
    }
    try {
      return Optional.of(
          new SmtpServer(
              values.getOrDefault("host", ""),
              Integer.parseInt(values.getOrDefault("port", "")),
              Tls.valueOf(values.getOrDefault("tls", "").toUpperCase(Locale.ROOT)),
              values.getOrDefault("user", ""),
              values.getOrDefault("from", ""),
              values.getOrDefault("password", ""),
              Optional.ofNullable(values.get("trust"))
                  .map(Base64.getDecoder()::decode)
                  .map(octets -> new String(octets, StandardCharsets.UTF_8))));
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }
}
