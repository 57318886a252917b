package portineria.fetch;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portineria.fetch.pop3.CertificateDetails;
import portineria.fetch.pop3.Overview;
import portineria.fetch.pop3.Pop3Client;
import portineria.fetch.pop3.UpstreamTrouble;
import portineria.fetch.pop3.UpstreamTrouble.Kind;
import portineria.store.Account;
import portineria.store.Actor;
import portineria.store.Mailbox;
import portineria.store.Refusal;
import portineria.store.Refusal.Reason;
import portineria.store.Source;
import portineria.store.Sources.Status;
import portineria.store.Sources.Why;

/**
 * Visits one upstream mailbox, to fetch or to check: one visit at a time, whoever wants it. Keeps
 * what is remembered between visits, and the source's status.
 */
final class Visit {
  private static final Logger LOG = LoggerFactory.getLogger(Visit.class);

  private final String name;
  private final Equipment equipment;
  private final StatusKeeper status;
  private final Remembered remembered;
  private final ReentrantLock inside = new ReentrantLock();
  private volatile Optional<Pop3Client> client = Optional.empty();
  private volatile boolean stopped;

  /** How long the certificate of the last session holds. */
  private Optional<Instant> certificateUntil = Optional.empty();

  Visit(String name, Equipment equipment) {
    this.name = name;
    this.equipment = equipment;
    this.status =
        new StatusKeeper(name, equipment.store().sources(), equipment.limits().statusEvery());
    this.remembered = new Remembered(equipment.limits());
  }

  Status status() {
    return status.status();
  }

  /** Begins anew: the source has other settings. */
  void forget() {
    remembered.forget();
  }

  /** Drops the line, if there is one, and lets no other be made. */
  void stop() {
    stopped = true;
    client.ifPresent(Pop3Client::close);
  }

  /** Fetches what is new; the status tells what came of it. */
  Report fetch(Source source, boolean eager, ProgressMeter meter) throws UpstreamTrouble {
    inside.lock();
    try {
      Report report = session(source, eager, meter);
      note(report);
      return report;
    } catch (UpstreamTrouble trouble) {
      note(trouble);
      throw trouble;
    } finally {
      meter.phase(Phase.DONE);
      inside.unlock();
    }
  }

  private Report session(Source source, boolean eager, ProgressMeter meter) throws UpstreamTrouble {
    try (Pop3Client connection = equipment.client(source)) {
      client = Optional.of(connection);
      if (stopped) {
        throw new UpstreamTrouble(Kind.UNREACHABLE, "The fetcher was stopped.");
      }
      String password = equipment.password(source);
      Report report = new Session(context(source, eager), connection, meter).run(password);
      certificateUntil = connection.certificate().map(CertificateDetails::until);
      return report;
    } catch (Refusal refusal) {
      throw new UpstreamTrouble(Kind.UNREACHABLE, words(refusal), refusal);
    } finally {
      client = Optional.empty();
    }
  }

  private Session.Context context(Source source, boolean eager) throws Refusal {
    if (equipment.store().isReadOnly()) {
      throw new Refusal(Reason.READ_ONLY, "the box is open for reading only");
    }
    Account account =
        equipment
            .store()
            .account(source.account(), new Actor(name, "fetch"))
            .orElseThrow(
                () -> new Refusal(Reason.NONEXISTENT, "there is no account " + source.account()));
    Optional<Mailbox> open = account.mailbox(source.mailbox());
    Mailbox mailbox =
        open.isPresent() ? open.get() : account.create(source.mailbox(), Optional.empty());
    boolean firstImport = status.status().lastSuccess().isEmpty();
    Instant seenBefore = equipment.clock().instant().minus(source.seenAfter());
    return new Session.Context(
        source,
        account,
        mailbox,
        equipment.store().sources().intake(name),
        remembered,
        firstImport ? Optional.of(seenBefore) : Optional.empty(),
        eager,
        equipment.clock(),
        equipment.store(),
        equipment.backedUp(),
        equipment.limits());
  }

  private static String words(Refusal refusal) {
    return switch (refusal.reason()) {
      case NO_SPACE ->
          "The disk is full but for what is kept free for removing and erasing; fetching goes on"
              + " when there is room again, and nothing was deleted upstream.";
      case READ_ONLY -> "The box only reads at the moment: nothing is fetched.";
      case NONEXISTENT, ALREADY_EXISTS, CANNOT, IN_USE, LIMIT, OVER_QUOTA, ERASED, UNAVAILABLE ->
          "The box could not store what it fetched: " + refusal.getMessage() + ".";
    };
  }

  private void note(Report report) {
    if (report.delivered() + report.deleted() + report.unfetched() > 0) {
      LOG.info(
          "source={} event=fetched messages={} octets={} deleted={} unfetched={}",
          name,
          report.delivered(),
          report.octets(),
          report.deleted(),
          report.unfetched());
    }
    try {
      status.succeeded(report, certificateUntil, equipment.clock().instant());
    } catch (Refusal refusal) {
      LOG.warn("source={} event=status-not-stored reason={}", name, refusal.reason());
    }
  }

  private void note(UpstreamTrouble trouble) {
    if (stopped) {
      return; // The line broke because it was dropped here.
    }
    LOG.info(
        "source={} event=trouble kind={} problem=\"{}\"", name, trouble.kind(), trouble.sentence());
    try {
      status.failed(trouble.sentence(), why(trouble), equipment.clock().instant());
    } catch (Refusal refusal) {
      LOG.warn("source={} event=status-not-stored reason={}", name, refusal.reason());
    }
  }

  private static Why why(UpstreamTrouble trouble) {
    if (trouble.getCause() instanceof Refusal) {
      return Why.BOX;
    }
    return switch (trouble.kind()) {
      case AUTHENTICATION -> Why.PASSWORD;
      case INSECURE -> Why.CERTIFICATE;
      case UNREACHABLE -> Why.NETWORK;
      case LOGIN_DELAY, IN_USE, TEMPORARY, PERMANENT, PROTOCOL -> Why.PROVIDER;
    };
  }

  /** Connects, logs in, looks, and leaves. */
  SourceCheck check(Source source) throws InterruptedException {
    long wait = equipment.limits().checkWait().toMillis();
    if (!inside.tryLock(wait, TimeUnit.MILLISECONDS)) {
      return SourceCheck.failed(
          "It is being fetched just now; try again when that is over.", Optional.empty());
    }
    try (Pop3Client connection = equipment.client(source)) {
      client = Optional.of(connection);
      return check(source, connection);
    } catch (UpstreamTrouble trouble) {
      return SourceCheck.failed(trouble.sentence(), Optional.of(trouble.kind()));
    } finally {
      client = Optional.empty();
      inside.unlock();
    }
  }

  private SourceCheck check(Source source, Pop3Client connection) {
    Optional<UpstreamTrouble> problem = Optional.empty();
    int messages = 0;
    long octets = 0;
    try {
      connection.open();
      connection.login(source.user(), equipment.password(source));
      Overview overview = connection.overview();
      messages = overview.messages();
      octets = overview.octets();
      connection.quit();
    } catch (UpstreamTrouble trouble) {
      problem = Optional.of(trouble);
    }
    return new SourceCheck(
        problem.map(UpstreamTrouble::sentence),
        problem.map(UpstreamTrouble::kind),
        connection.certificate(),
        connection.capabilities().lines(),
        messages,
        octets);
  }
}
