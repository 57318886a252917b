package portineria.net.tls;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * From when to when a certificate holds.
 *
 * <p>The authority's dates are the same on every box, because at its first start a box may think
 * that it is any year. The server's certificate lives 397 days, what programs accept of any
 * authority (Apple's take 825 of private ones, public ones get 398), and begins a month before it
 * is made: so it also holds for a clock that was ahead when it was made, and for computers whose
 * clocks are behind.
 */
record Validity(Instant from, Instant to) {
  static final Validity AUTHORITY =
      new Validity(Instant.parse("2025-01-01T00:00:00Z"), Instant.parse("2049-12-31T23:59:59Z"));

  private static final Duration LIFE = Duration.ofDays(397);
  private static final Duration EARLY = Duration.ofDays(30);

  Validity {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException(from + " to " + to);
    }
  }

  /** For a server's certificate that is made now, within the authority's time. */
  static Validity server(Instant now) {
    Instant earliest = AUTHORITY.from();
    Instant latest = AUTHORITY.to().minus(LIFE);
    Instant from = now.truncatedTo(ChronoUnit.SECONDS).minus(EARLY);
    from = from.isBefore(earliest) ? earliest : from.isAfter(latest) ? latest : from;
    return new Validity(from, from.plus(LIFE));
  }

  static Validity of(X509Certificate certificate) {
    return new Validity(
        certificate.getNotBefore().toInstant(), certificate.getNotAfter().toInstant());
  }

  /** Not valid now, or under a third of its life left. */
  boolean wantsRenewal(Instant now) {
    Duration third = Duration.between(from, to).dividedBy(3);
    return now.isBefore(from) || now.isAfter(to.minus(third));
  }
}
