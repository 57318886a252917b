package portineria.net.tls;

import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import portineria.net.tls.Misfit.What;

/**
 * A server's certificate and those that vouch for it, one after the other.
 *
 * @param certificates the server's first; the authority's own is the last, unless all computers
 *     have it
 * @param isPublic whether computers trust it by themselves
 */
record Chain(List<X509Certificate> certificates, boolean isPublic) {
  Chain {
    certificates = List.copyOf(certificates);
  }

  /**
   * Puts them in order, from whatever order they were given in; what does not belong is left out.
   *
   * @param everywhere the authorities that all computers know
   */
  static Chain of(
      X509Certificate server,
      List<X509Certificate> given,
      Set<X509Certificate> everywhere,
      Instant now)
      throws Misfit {
    List<X509Certificate> chain = new ArrayList<>(List.of(server));
    while (true) {
      X509Certificate last = chain.getLast();
      Optional<X509Certificate> known = issuer(last, everywhere);
      if (known.isPresent()) {
        // The authority itself need not be sent: who trusts it has it.
        List<X509Certificate> sent = chain.size() > 1 && isOwn(last) ? head(chain) : chain;
        return new Chain(checked(sent, known.get(), now), true);
      }
      if (isOwn(last)) {
        return new Chain(checked(chain, last, now), false);
      }
      Optional<X509Certificate> next = issuer(last, given);
      if (next.isEmpty() || chain.contains(next.get())) {
        throw new Misfit(What.GAP, name(last), last.getIssuerX500Principal().getName());
      }
      chain.add(next.get());
    }
  }

  /** Whose signature is on {@code certificate}. */
  private static Optional<X509Certificate> issuer(
      X509Certificate certificate, Iterable<X509Certificate> among) {
    for (X509Certificate one : among) {
      if (one.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())
          && isSignedBy(certificate, one)) {
        return Optional.of(one);
      }
    }
    return Optional.empty();
  }

  private static boolean isOwn(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())
        && isSignedBy(certificate, certificate);
  }

  private static boolean isSignedBy(X509Certificate certificate, X509Certificate authority) {
    try {
      certificate.verify(authority.getPublicKey());
      return true;
    } catch (GeneralSecurityException not) {
      return false;
    }
  }

  private static List<X509Certificate> head(List<X509Certificate> chain) {
    return chain.subList(0, chain.size() - 1);
  }

  /** All that a client checks, but for revocation: RFC 5280 §6. */
  private static List<X509Certificate> checked(
      List<X509Certificate> chain, X509Certificate authority, Instant now) throws Misfit {
    List<X509Certificate> vouched =
        chain.size() > 1 && chain.getLast().equals(authority) ? head(chain) : chain;
    for (X509Certificate one : vouched) {
      checkTime(one, now);
    }
    try {
      CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(vouched);
      PKIXParameters how = new PKIXParameters(Set.of(new TrustAnchor(authority, null)));
      how.setRevocationEnabled(false);
      how.setDate(Date.from(now));
      CertPathValidator.getInstance("PKIX").validate(path, how);
      return chain;
    } catch (CertPathValidatorException broken) {
      throw new Misfit(What.BROKEN, String.valueOf(broken.getMessage()));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static void checkTime(X509Certificate certificate, Instant now) throws Misfit {
    Instant from = certificate.getNotBefore().toInstant();
    Instant until = certificate.getNotAfter().toInstant();
    if (now.isBefore(from)) {
      throw new Misfit(What.EARLY, name(certificate), day(from));
    }
    if (now.isAfter(until)) {
      throw new Misfit(What.EXPIRED, name(certificate), day(until));
    }
  }

  private static String day(Instant time) {
    return time.toString().substring(0, 10);
  }

  private static String name(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().getName();
  }
}
