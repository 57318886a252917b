package portineria.account;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A name and a password, as LOGIN, USER/PASS and SASL PLAIN give them.
 *
 * @param user as the client wrote it, trimmed, in lower case
 */
public record PlainCredentials(String user, String password) {
  /** Characters of each: more is refused before any work is done. */
  public static final int LENGTH_MAX = 512;

  public PlainCredentials {
    user = user.strip().toLowerCase(java.util.Locale.ROOT);
    if (user.length() > LENGTH_MAX || password.length() > LENGTH_MAX) {
      throw new IllegalArgumentException("a name or password is too long");
    }
  }

  /**
   * The message of SASL PLAIN, decoded: {@code [authzid] NUL authcid NUL passwd}, RFC 4616 §2.
   * Empty when it is malformed, too long, or asks to act as somebody else.
   */
  public static Optional<PlainCredentials> parse(byte[] message) {
    String text = new String(message, StandardCharsets.UTF_8);
    String[] parts = text.split("\0", -1);
    if (parts.length != 3 || parts[1].isEmpty() || parts[2].isEmpty()) {
      return Optional.empty();
    }
    if (parts[1].length() > LENGTH_MAX || parts[2].length() > LENGTH_MAX) {
      return Optional.empty();
    }
    if (!parts[0].isEmpty() && !parts[0].equalsIgnoreCase(parts[1])) {
      return Optional.empty();
    }
    return Optional.of(new PlainCredentials(parts[1], parts[2]));
  }

  /** Never shows the password. */
  @Override
  public String toString() {
    return "PlainCredentials[" + user + "]";
  }
}
