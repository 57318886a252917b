package portineria.health;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether the certificates that the box shows hold. It renews the server's by itself, long before;
 * so something is wrong where that did not happen.
 */
final class CertificateFindings {
  private static final Duration SOON = Duration.ofDays(30);

  private CertificateFindings() {}

  /**
   * What there is to say.
   *
   * @param keys {@code DATA/keys}
   */
  static Optional<Finding> of(Path keys, Instant now, boolean clockTrusted) {
    for (String file : new String[] {"server.pem", "ca.pem"}) {
      Optional<Instant> until = until(keys.resolve(file));
      if (clockTrusted && until.filter(end -> end.minus(SOON).isBefore(now)).isPresent()) {
        return Optional.of(finding(file, until.get(), now));
      }
    }
    return Optional.empty();
  }

  private static Finding finding(String file, Instant until, Instant now) {
    String day = Times.day(until);
    boolean over = until.isBefore(now);
    return Finding.need(
        Cause.of(Topic.CERTIFICATE, file),
        new Words(
            "The box's own certificate ("
                + file
                + (over ? ") ran out on " : ") runs out on ")
                + day
                + ", and mail programs "
                + (over ? "refuse it" : "will refuse it then")
                + ": start portineria again, which makes a new one, and read its log if that does"
                + " not help",
            "Il certificato dell'apparecchio ("
                + file
                + (over ? ") è scaduto il " : ") scade il ")
                + day
                + ", e i programmi di posta "
                + (over ? "lo rifiutano" : "allora lo rifiuteranno")
                + ": riavviare portineria, che ne fa uno nuovo, e leggere il suo registro se non"
                + " basta"));
  }

  private static Optional<Instant> until(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      X509Certificate certificate =
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
      return Optional.of(certificate.getNotAfter().toInstant());
    } catch (IOException | CertificateException unreadable) {
      return Optional.empty(); // The start of the box makes it, or says what is wrong with it.
    }
  }
}
