package portineria.fetch.pop3;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/**
 * A server's certificate, for people.
 *
 * @param names the host names and addresses that it is for
 */
public record CertificateDetails(String issuer, Instant until, List<String> names) {
  /** Names that are shown: certificates of hosters carry hundreds. */
  private static final int NAMES_MAX = 5;

  public CertificateDetails {
    names = List.copyOf(names);
  }

  static CertificateDetails of(X509Certificate certificate) {
    return new CertificateDetails(
        name(certificate.getIssuerX500Principal()),
        certificate.getNotAfter().toInstant(),
        names(certificate));
  }

  static LocalDate day(Date date) {
    return LocalDate.ofInstant(date.toInstant(), ZoneOffset.UTC);
  }

  /** The common name where there is one. */
  static String name(X500Principal principal) {
    try {
      return new LdapName(principal.getName())
          .getRdns().stream()
              .filter(rdn -> rdn.getType().equalsIgnoreCase("CN"))
              .map(Rdn::getValue)
              .map(value -> Reply.printable(value.toString()))
              .findFirst()
              .orElse(Reply.printable(principal.getName()));
    } catch (InvalidNameException e) {
      return Reply.printable(principal.getName());
    }
  }

  private static List<String> names(X509Certificate certificate) {
    List<String> names = new ArrayList<>();
    try {
      Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
      for (List<?> alternative : alternatives == null ? List.<List<?>>of() : alternatives) {
        if (alternative.get(1) instanceof String name && names.size() < NAMES_MAX) {
          names.add(Reply.printable(name));
        }
      }
    } catch (CertificateParsingException e) {
      names.clear();
    }
    if (names.isEmpty()) {
      names.add(name(certificate.getSubjectX500Principal()));
    }
    return names;
  }
}
