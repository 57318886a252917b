package portineria.health;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import portineria.store.Intake.Failure;
import portineria.store.Source;
import portineria.store.Sources.Status;
import portineria.store.Sources.Why;

/** How one upstream mailbox is. */
public final class SourceFindings {
  /** Providers that make passwords expire mostly say so two weeks before. */
  private static final int EXPIRY_DAYS = 14;

  /** A weekend before it. */
  private static final int EXPIRY_DAYS_URGENT = 3;

  /** Certificates that renew themselves do so with a month left; this one did not. */
  private static final int CERTIFICATE_DAYS = 10;

  /** How long another program's deletion is told of, after the last one. */
  private static final Duration EMPTIED_LONGEST = Duration.ofDays(7);

  /** Then it may still be at it. */
  private static final Duration EMPTIED_LATELY = Duration.ofDays(1);

  /** Of what the provider's mailbox holds: some large attachments are left. */
  private static final double FULL = 0.8;

  /** The next one may not fit, and its sender gets it back. */
  private static final double FULL_NOW = 0.95;

  /** Failed messages that are named; the rest is counted. */
  private static final int NAMED_MAX = 5;

  private SourceFindings() {}

  /** What needs a person; empty if all is well. */
  public static List<Finding> of(
      Source source, Status status, List<Failure> failures, Instant now) {
    List<Finding> findings = new ArrayList<>();
    boolean named =
        isFull(status) || (!failures.isEmpty() && status.why().equals(Optional.of(Why.MESSAGES)));
    status
        .problem()
        .filter(problem -> !named && !source.paused())
        .ifPresent(problem -> findings.add(failing(source, problem, status)));
    status
        .emptiedByOther()
        .filter(when -> when.plus(EMPTIED_LONGEST).isAfter(now))
        .ifPresent(when -> findings.add(emptied(source, when, now)));
    if (!failures.isEmpty()) {
      findings.add(failed(source, failures));
    }
    full(source, status).ifPresent(findings::add);
    certificate(source, status, now).ifPresent(findings::add);
    source.passwordExpires().flatMap(day -> expiry(source, day, now)).ifPresent(findings::add);
    return findings.stream().map(one -> one.about(source.account())).toList();
  }

  /**
   * Whether mail waits because the account is full: {@link QuotaFindings} says so, once for all.
   */
  static boolean isFull(Status status) {
    return status.why().equals(Optional.of(Why.FULL));
  }

  private static Finding failing(Source source, String problem, Status status) {
    Topic topic =
        status.why().equals(Optional.of(Why.MESSAGES))
            ? Topic.SOURCE_MESSAGES
            : Topic.SOURCE_FAILING;
    Optional<String> since = status.problemSince().map(Times::minute);
    return Finding.need(
            new Cause(topic, source.name(), reason(status.why())),
            new Words(
                since.map(at -> "since " + at + ": ").orElse("") + problem,
                since.map(at -> "dal " + at + ": ").orElse("")
                    + italian(status.why())
                    + " Nelle parole del programma: "
                    + problem))
        .typed("portineria source check " + source.name());
  }

  /** A password and a certificate are mended by people; all the rest comes and goes. */
  private static String reason(Optional<Why> why) {
    return why.filter(one -> one == Why.PASSWORD || one == Why.CERTIFICATE)
        .map(one -> one.name().toLowerCase(Locale.ROOT))
        .orElse("");
  }

  private static String italian(Optional<Why> why) {
    return why.map(SourceFindings::italian)
        .orElse(
            "la posta non si riesce a scaricare: la prova nella pagina della casella dice che cosa"
                + " non va.");
  }

  private static String italian(Why why) {
    return switch (why) {
      case PASSWORD ->
          "utente o password non sono accettati: provarli nella posta via web del provider, poi"
              + " scriverli di nuovo nella pagina della casella.";
      case CERTIFICATE ->
          "il server non si presenta con un certificato di cui fidarsi: chiedere al provider.";
      case NETWORK ->
          "il server non si raggiunge: controllare nome e porta nella pagina della casella, poi la rete"
              + " dell'ufficio.";
      case PROVIDER -> "il server non lascia entrare: se dura, chiedere al provider.";
      case MESSAGES -> "alcuni messaggi non si riescono a scaricare; si riprova più tardi.";
      case FULL ->
          "non c'è più spazio per la posta dell'utente: la pagina Oggi dice che cosa fare.";
      case BOX -> "l'apparecchio non riesce a conservare la posta: la pagina Oggi dice perché.";
    };
  }

  private static Finding emptied(Source source, Instant when, Instant now) {
    String at = Times.minute(when);
    return Finding.of(
        when.plus(EMPTIED_LATELY).isAfter(now) ? Urgency.NOW : Urgency.TODAY,
        Cause.of(Topic.SOURCE_EMPTIED, source.name()),
        new Words(
            "another program deletes messages from this mailbox, last seen "
                + at
                + ": find out which and stop it, or mail will be missing here",
            "un altro programma cancella messaggi da questa casella, visto l'ultima volta il "
                + at
                + ": trovarlo e fermarlo, o qui mancherà della posta"));
  }

  private static Finding failed(Source source, List<Failure> failures) {
    StringBuilder list = new StringBuilder();
    failures.stream()
        .limit(NAMED_MAX)
        .forEach(
            failure ->
                list.append(' ')
                    .append(failure.key())
                    .append(failure.lastReason().map(reason -> " (" + reason + ")").orElse("")));
    list.append(failures.size() > NAMED_MAX ? " …" : "");
    int count = failures.size();
    return Finding.need(
        Cause.of(Topic.SOURCE_MESSAGES, source.name()),
        new Words(
            count
                + (count == 1 ? " message" : " messages")
                + " could not be fetched, tried again later:"
                + list,
            count
                + (count == 1 ? " messaggio non si riesce" : " messaggi non si riescono")
                + " a scaricare, si riprova più tardi:"
                + list));
  }

  private static Optional<Finding> full(Source source, Status status) {
    if (source.upstreamOctetsMax().isEmpty()) {
      return Optional.empty();
    }
    long most = source.upstreamOctetsMax().get();
    double share = (double) status.upstreamOctets() / most;
    if (share < FULL) {
      return Optional.empty();
    }
    long used = status.upstreamOctets();
    String percent = String.format(Locale.ROOT, "%.0f %% (", share * 100);
    String of = percent + Sizes.say(used) + " / " + Sizes.say(most) + ")";
    String italian = percent + Sizes.italian(used) + " / " + Sizes.italian(most) + ")";
    return Optional.of(
        Finding.of(
                share < FULL_NOW ? Urgency.TODAY : Urgency.NOW,
                Cause.of(Topic.SOURCE_FULL, source.name()),
                new Words(
                    "the mailbox at the provider is full to "
                        + of
                        + ", and a full one refuses mail: let the box delete there what is safe here,"
                        + " on the mailbox's page, or buy more space",
                    "la casella presso il provider è piena al "
                        + italian
                        + ", e una casella piena rifiuta la posta: far cancellare lì ciò che qui è al"
                        + " sicuro, nella pagina della casella, oppure comprare altro spazio"))
            .typed("portineria source set " + source.name() + " --keep days:30"));
  }

  private static Optional<Finding> certificate(Source source, Status status, Instant now) {
    Optional<Instant> until = status.certificateUntil();
    if (status.problem().isPresent()
        || until
            .filter(end -> end.minus(Duration.ofDays(CERTIFICATE_DAYS)).isBefore(now))
            .isEmpty()) {
      return Optional.empty(); // Of a certificate that is refused, the problem speaks.
    }
    String end = Times.day(until.get());
    return Optional.of(
        Finding.need(
            Cause.of(Topic.SOURCE_CERTIFICATE, source.name()),
            new Words(
                "the certificate of "
                    + source.host()
                    + " runs out on "
                    + end
                    + ": tell the provider; from then on nothing is fetched",
                "il certificato di "
                    + source.host()
                    + " scade il "
                    + end
                    + ": avvisare il provider; da allora non si scarica più niente")));
  }

  private static Optional<Finding> expiry(Source source, LocalDate day, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, ZoneId.systemDefault());
    long days = ChronoUnit.DAYS.between(today, day);
    if (days > EXPIRY_DAYS) {
      return Optional.empty();
    }
    return Optional.of(
        Finding.of(
                days > EXPIRY_DAYS_URGENT ? Urgency.TODAY : Urgency.NOW,
                Cause.of(Topic.SOURCE_PASSWORD_ENDS, source.name()),
                new Words(
                    "the provider's password "
                        + (days < 0 ? "expired on " : "expires on ")
                        + day
                        + countdown(days, " (today)", " (tomorrow)", " (in %d days)")
                        + ": change it there, then write the new one and its day on the mailbox's page",
                    "la password presso il provider "
                        + (days < 0 ? "è scaduta il " : "scade il ")
                        + day
                        + countdown(days, " (oggi)", " (domani)", " (tra %d giorni)")
                        + ": cambiarla lì, poi scrivere la nuova e il suo giorno nella pagina della"
                        + " casella"))
            .typed(
                "portineria source set "
                    + source.name()
                    + " --password-file F --password-expires DATE"));
  }

  private static String countdown(long days, String today, String tomorrow, String later) {
    if (days < 0) {
      return "";
    }
    return days == 0 ? today : days == 1 ? tomorrow : String.format(Locale.ROOT, later, days);
  }
}
