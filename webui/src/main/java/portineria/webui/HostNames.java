package portineria.webui;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;

/**
 * Which names in a request mean this box. A page of somewhere else can have its own name lead to
 * the box's address (DNS rebinding) and then read what the box answers, as long as the box does not
 * look at the name: so whatever needs a password is only there under a name that is ours. An
 * address is nobody's name, and always is.
 */
final class HostNames {
  private HostNames() {}

  /** Whether {@code host}, without a port, is one of {@code ours}, an address, or this machine. */
  static boolean isOurs(String host, List<String> ours) {
    String name = host.toLowerCase(Locale.ROOT);
    return name.equals("localhost")
        || isAddress(name)
        || ours.stream().anyMatch(own -> own.toLowerCase(Locale.ROOT).equals(name));
  }

  private static boolean isAddress(String host) {
    String bare =
        host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    try {
      return !InetAddress.ofLiteral(bare).getHostAddress().isEmpty();
    } catch (IllegalArgumentException aName) {
      return false;
    }
  }
}
