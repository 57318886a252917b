package portineria.admin.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import portineria.admin.Box;
import portineria.admin.Failed;
import portineria.admin.SourceWords;
import portineria.fetch.FetchResult;
import portineria.fetch.Live;
import portineria.fetch.Outcome;
import portineria.fetch.SourceCheck;
import portineria.health.SourceFindings;
import portineria.store.Directory.Login;
import portineria.store.MailboxName;
import portineria.store.Refusal;
import portineria.store.Source;
import portineria.store.Sources.Status;
import portineria.webui.Refused;
import portineria.webui.Refused.Why;
import portineria.webui.SourceBook;

/** The upstream mailboxes, in the hands of somebody. */
record WebSources(Box box, Fetchings fetchings) implements SourceBook {
  private static final long MEGABYTE = 1_000_000;

  @Override
  public List<State> all() {
    return box.store().sources().all().stream().map(this::state).toList();
  }

  @Override
  public Optional<State> state(String name) {
    return box.store().sources().source(name).map(this::state);
  }

  @Override
  public List<Rest> left(String name) {
    List<Rest> left = new ArrayList<>();
    try {
      box.fetcher()
          .left(name)
          .forEach((why, messages) -> left.add(new Rest(Left.valueOf(why.name()), messages)));
    } catch (Refusal removedMeanwhileOrReadOnly) {
      left.clear();
    }
    return left;
  }

  @Override
  public List<String> accounts() {
    return box.store().directory().logins().stream().map(Login::account).toList();
  }

  private State state(Source source) {
    Optional<Live> live = box.fetcher().live(source.name());
    Status status =
        live.map(Live::status).orElseGet(() -> box.store().sources().status(source.name()));
    List<portineria.store.Intake.Failure> failures = failures(source);
    return new State(
        settings(source),
        status.lastAttempt(),
        status.lastSuccess(),
        status.upstreamMessages(),
        status.upstreamOctets(),
        SourceFindings.of(source, status, failures, box.clock().instant()).stream()
            .map(Concerns::of)
            .toList(),
        failures.stream().map(one -> new Failure(one.key(), one.lastReason())).toList(),
        fetchings.going(source.name()),
        live.flatMap(Live::last).map(WebSources::came),
        live.map(Live::underWay).orElse(false),
        live.flatMap(Live::next));
  }

  private static Came came(Outcome outcome) {
    FetchResult result = outcome.result();
    return new Came(
        outcome.when(),
        outcome.ended(),
        result.fetched(),
        result.octets(),
        result.deleted(),
        result.unfetched(),
        result.problem());
  }

  private List<portineria.store.Intake.Failure> failures(Source source) {
    try {
      return box.store().sources().intake(source.name()).failures();
    } catch (Refusal removedMeanwhile) {
      return List.of();
    }
  }

  private static Settings settings(Source source) {
    return new Settings(
        source.name(),
        source.account(),
        source.host(),
        source.port(),
        Tls.valueOf(source.tls().name()),
        source.user(),
        switch (source.keep()) {
          case Source.Keep.Forever() -> Keep.FOREVER;
          case Source.Keep.Days days -> Keep.DAYS;
          case Source.Keep.Backup backup -> Keep.BACKUP;
          case Source.Keep.None() -> Keep.NONE;
        },
        switch (source.keep()) {
          case Source.Keep.Days(int days) -> days;
          case Source.Keep.Backup(int days) -> days;
          case Source.Keep.Forever(), Source.Keep.None() -> 30;
        },
        Math.toIntExact(source.every().toSeconds()),
        source.mailbox().value(),
        source.passwordExpires(),
        source.trustPem(),
        Math.toIntExact(source.seenAfter().toDays()),
        Math.toIntExact(source.upstreamOctetsMax().orElse(0L) / MEGABYTE),
        source.paused());
  }

  private static Source.Keep keep(Settings settings) {
    return switch (settings.keep()) {
      case FOREVER -> new Source.Keep.Forever();
      case DAYS -> new Source.Keep.Days(settings.keepDays());
      case BACKUP -> new Source.Keep.Backup(settings.keepDays());
      case NONE -> new Source.Keep.None();
    };
  }

  static Source source(Settings settings, String sealed) throws Refused {
    MailboxName mailbox;
    try {
      mailbox = new MailboxName(settings.mailbox());
    } catch (IllegalArgumentException noName) {
      throw new Refused(Why.SOURCE_MAILBOX);
    }
    return new Source(
        settings.name(),
        settings.account().toLowerCase(Locale.ROOT),
        settings.host(),
        settings.port(),
        Source.Tls.valueOf(settings.tls().name()),
        settings.user(),
        sealed,
        keep(settings),
        Duration.ofSeconds(settings.everySeconds()),
        settings.trustPem(),
        mailbox,
        settings.passwordExpires(),
        Duration.ofDays(settings.seenAfterDays()),
        settings.paused(),
        Optional.of(settings.megabytesMax() * MEGABYTE).filter(octets -> octets > 0));
  }

  @Override
  public void add(Settings settings, String password) throws Refused {
    if (box.store().sources().source(settings.name()).isPresent()) {
      throw new Refused(Why.SOURCE_THERE, settings.name());
    }
    if (!settings.name().matches(Box.SOURCE_NAME)) {
      throw new Refused(Why.SOURCE_NAME);
    }
    check(settings);
    try {
      Source source = source(settings, box.seal(settings.name(), password));
      box.addSource(source, SourceWords.settings(source));
    } catch (Failed | Refusal why) {
      throw Refused.said(why);
    }
  }

  private void check(Settings settings) throws Refused {
    check(box, settings);
  }

  /** Refuses what can't be, before anybody is asked. */
  static void check(Box box, Settings settings) throws Refused {
    if (!SourceWords.isServerName(settings.host())) {
      throw new Refused(Why.SOURCE_HOST);
    }
    if (box.store().directory().login(settings.account()).isEmpty()) {
      throw new Refused(Why.ACCOUNT_UNKNOWN, settings.account());
    }
  }

  private Source known(String name) throws Refused {
    return box.store()
        .sources()
        .source(name)
        .orElseThrow(() -> new Refused(Why.SOURCE_UNKNOWN, name));
  }

  @Override
  public void change(Settings settings, Optional<String> password) throws Refused {
    Source was = known(settings.name());
    check(settings);
    try {
      String sealed =
          password.isPresent() ? box.seal(settings.name(), password.get()) : was.sealedPassword();
      update(source(settings, sealed));
    } catch (Failed why) {
      throw Refused.said(why);
    }
  }

  private void update(Source source) throws Refused {
    try {
      box.updateSource(source, SourceWords.settings(source));
    } catch (Failed | Refusal why) {
      throw Refused.said(why);
    }
  }

  @Override
  public void pause(String name, boolean paused) throws Refused {
    Source was = known(name);
    update(
        new Source(
            was.name(),
            was.account(),
            was.host(),
            was.port(),
            was.tls(),
            was.user(),
            was.sealedPassword(),
            was.keep(),
            was.every(),
            was.trustPem(),
            was.mailbox(),
            was.passwordExpires(),
            was.seenAfter(),
            paused,
            was.upstreamOctetsMax()));
  }

  @Override
  public void remove(String name) throws Refused {
    known(name);
    try {
      box.removeSource(name);
    } catch (Refusal why) {
      throw Refused.said(why);
    }
  }

  @Override
  public Check check(String name) throws Refused {
    known(name);
    try {
      return found(box.fetcher().check(name));
    } catch (Refusal why) {
      throw Refused.said(why);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      throw Refused.said("Portineria is closing");
    }
  }

  static Check found(SourceCheck found) {
    return new Check(
        found.problem(),
        found.certificate().map(one -> new Certificate(one.names(), one.issuer(), one.until())),
        found.messages(),
        found.octets());
  }

  @Override
  public void fetch(Optional<String> name) throws Refused {
    if (name.isPresent()) {
      fetchings.begin(known(name.get()).name());
      return;
    }
    for (Source source : box.store().sources().all()) {
      if (!source.paused()) {
        fetchings.begin(source.name());
      }
    }
  }
}
