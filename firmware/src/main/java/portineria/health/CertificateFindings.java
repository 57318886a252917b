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
 * so something is wrong where that did not happen. One that the office has given nobody renews but
 * the office.
 */
final class CertificateFindings {
  private static final Duration SOON = Duration.ofDays(30);

  /** What the office has given: certificates, then their key. */
  private static final String GIVEN = "given.pem";

  /** Of its life: some live no longer than weeks, and would be soon over all the time. */
  private static final int GIVEN_PART = 4;

  private CertificateFindings() {}

  /**
   * What there is to say.
   *
   * @param keys {@code DATA/keys}
   */
  static Optional<Finding> of(Path keys, Instant now, boolean clockTrusted) {
    if (!clockTrusted) {
      return Optional.empty();
    }
    for (String file : new String[] {"server.pem", "ca.pem"}) {
      Optional<Instant> until =
          certificate(keys.resolve(file)).map(one -> one.getNotAfter().toInstant());
      if (until.filter(end -> end.minus(SOON).isBefore(now)).isPresent()) {
        return Optional.of(own(file, until.get(), now));
      }
    }
    return certificate(keys.resolve(GIVEN)).flatMap(given -> ofGiven(given, now));
  }

  private static Optional<Finding> ofGiven(X509Certificate given, Instant now) {
    Instant until = given.getNotAfter().toInstant();
    Duration part = Duration.between(given.getNotBefore().toInstant(), until).dividedBy(GIVEN_PART);
    Duration soon = part.compareTo(SOON) < 0 ? part : SOON;
    return until.minus(soon).isBefore(now) ? Optional.of(given(until, now)) : Optional.empty();
  }

  private static Finding given(Instant until, Instant now) {
    return finding(
        GIVEN,
        new Words(
            "The certificate that the office has given the box",
            "Il certificato che l'ufficio ha dato all'apparecchio"),
        until,
        now,
        new Words(
            "get a new one where it came from, and upload it on the page Box; or let the box use"
                + " its own again there",
            "procurarsene uno nuovo da chi lo ha rilasciato e caricarlo nella pagina Apparecchio;"
                + " oppure lì far usare di nuovo all'apparecchio il suo"));
  }

  private static Finding own(String file, Instant until, Instant now) {
    return finding(
        file,
        new Words(
            "The box's own certificate (" + file + ")",
            "Il certificato dell'apparecchio (" + file + ")"),
        until,
        now,
        new Words(
            "start portineria again, which makes a new one, and read its log if that does not help",
            "riavviare portineria, che ne fa uno nuovo, e leggere il suo registro se non basta"));
  }

  private static Finding finding(
      String file, Words which, Instant until, Instant now, Words whatToDo) {
    String day = Times.day(until);
    boolean over = until.isBefore(now);
    return Finding.need(
        Cause.of(Topic.CERTIFICATE, file),
        new Words(
            which.english()
                + (over ? " ran out on " : " runs out on ")
                + day
                + ", and mail programs "
                + (over ? "refuse it" : "will refuse it then")
                + ": "
                + whatToDo.english(),
            which.italian()
                + (over ? " è scaduto il " : " scade il ")
                + day
                + ", e i programmi di posta "
                + (over ? "lo rifiutano" : "allora lo rifiuteranno")
                + ": "
                + whatToDo.italian()));
  }

  private static Optional<X509Certificate> certificate(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return Optional.of(
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in));
    } catch (IOException | CertificateException unreadable) {
      return Optional.empty(); // The start of the box makes it, or says what is wrong with it.
    }
  }
}
