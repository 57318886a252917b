package portineria.net.tls;

import java.math.BigInteger;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;

/**
 * What an authority may vouch for: its name constraints, RFC 5280 §4.2.1.10. They are part of its
 * certificate and can't change later; a name that came up since then and is not within them is left
 * out of the server's certificate, because one such name would make all of it invalid.
 */
final class Scope {
  /** Names that nobody can own on the internet: RFC 6762, RFC 8375, and what routers hand out. */
  private static final List<String> DOMAINS =
      List.of("local", "localhost", "home.arpa", "internal", "lan");

  /** Private, link-local and loopback: RFC 1918, RFC 3927, RFC 4193, RFC 4291. */
  private static final List<String> NETWORKS =
      List.of(
          "10.0.0.0/8",
          "172.16.0.0/12",
          "192.168.0.0/16",
          "169.254.0.0/16",
          "127.0.0.0/8",
          "fc00::/7",
          "fe80::/10",
          "::1/128");

  private final NameConstraints constraints;

  private Scope(NameConstraints constraints) {
    this.constraints = constraints;
  }

  /** All local names and private networks, and the names that the box has now. */
  static Scope of(Collection<String> hosts) {
    List<GeneralSubtree> permitted = new ArrayList<>();
    Set<String> domains = new LinkedHashSet<>(DOMAINS);
    hosts.stream().filter(host -> !within(host, DOMAINS)).forEach(domains::add);
    domains.forEach(d -> permitted.add(subtree(GeneralName.dNSName, d)));
    NETWORKS.forEach(n -> permitted.add(subtree(GeneralName.iPAddress, n)));
    return new Scope(new NameConstraints(permitted.toArray(GeneralSubtree[]::new), null));
  }

  /** The scope that {@code authority} was made with. */
  static Scope of(X509Certificate authority) throws java.io.IOException {
    byte[] extension = authority.getExtensionValue(Extension.nameConstraints.getId());
    if (extension == null) {
      throw new java.io.IOException("it has no name constraints");
    }
    return new Scope(
        NameConstraints.getInstance(JcaX509ExtensionUtils.parseExtensionValue(extension)));
  }

  NameConstraints constraints() {
    return constraints;
  }

  boolean permitsHost(String host) {
    List<String> domains = new ArrayList<>();
    for (GeneralName base : bases(GeneralName.dNSName)) {
      domains.add(base.getName().toString().toLowerCase(Locale.ROOT));
    }
    return within(host, domains);
  }

  boolean permitsAddress(String address) {
    byte[] octets = InetAddress.ofLiteral(address).getAddress();
    for (GeneralName base : bases(GeneralName.iPAddress)) {
      byte[] network = ASN1OctetString.getInstance(base.getName()).getOctets();
      if (network.length == 2 * octets.length && isIn(octets, network)) {
        return true;
      }
    }
    return false;
  }

  private List<GeneralName> bases(int tag) {
    List<GeneralName> bases = new ArrayList<>();
    for (GeneralSubtree subtree : constraints.getPermittedSubtrees()) {
      if (subtree.getBase().getTagNo() == tag) {
        bases.add(subtree.getBase());
      }
    }
    return bases;
  }

  /** A network is its address, then its mask. */
  private static boolean isIn(byte[] address, byte[] network) {
    for (int i = 0; i < address.length; i++) {
      if (((address[i] ^ network[i]) & network[address.length + i]) != 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean within(String host, Collection<String> domains) {
    return domains.stream().anyMatch(d -> host.equals(d) || host.endsWith("." + d));
  }

  private static GeneralSubtree subtree(int tag, String base) {
    return new GeneralSubtree(new GeneralName(tag, base), BigInteger.ZERO, null);
  }
}
