package portineria.net.tls;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The names and addresses under which programs reach the box.
 *
 * @param hosts lower-case DNS names, the preferred one first
 * @param addresses in the text form of {@link InetAddress#getHostAddress()}, without scope
 */
public record ServerNames(Set<String> hosts, Set<String> addresses) {
  private static final Pattern HOST = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");

  public ServerNames {
    hosts = Collections.unmodifiableSet(new LinkedHashSet<>(hosts));
    addresses = Collections.unmodifiableSet(new LinkedHashSet<>(addresses));
    for (String host : hosts) {
      if (!HOST.matcher(host).matches()) {
        throw new IllegalArgumentException("not a host name: " + host);
      }
    }
  }

  /** What this machine calls itself, and the addresses of its interfaces. */
  public static ServerNames ofThisMachine() {
    Set<String> hosts = new LinkedHashSet<>();
    hosts.add("portineria.local");
    String own = ownName();
    if (HOST.matcher(own).matches() && !own.equals("localhost")) {
      String label = own.contains(".") ? own.substring(0, own.indexOf('.')) : own;
      hosts.add(label + ".local");
      hosts.add(own);
      hosts.add(label);
    }
    hosts.add("localhost");
    return new ServerNames(hosts, ownAddresses());
  }

  /** From the kernel: asking the resolver would wait for a DNS that may not be there. */
  private static String ownName() {
    try {
      Path kernel = Path.of("/proc/sys/kernel/hostname");
      return Files.readString(kernel).strip().toLowerCase(Locale.ROOT);
    } catch (IOException notLinux) {
      return "localhost";
    }
  }

  private static Set<String> ownAddresses() {
    Set<String> addresses = new LinkedHashSet<>();
    addresses.add("127.0.0.1");
    addresses.add("0:0:0:0:0:0:0:1");
    try {
      NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .map(ServerNames::text)
          .forEach(addresses::add);
    } catch (SocketException none) {
      // A box without a network yet: it looks again at the next renewal.
      return addresses;
    }
    return addresses;
  }

  /** Link-local addresses carry the interface's name, which no certificate knows. */
  private static String text(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return address.getHostAddress();
    }
    try {
      return InetAddress.getByAddress(address.getAddress()).getHostAddress();
    } catch (UnknownHostException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
