package portineria.notice;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portineria.fetch.TrustedClock;
import portineria.health.Cause;
import portineria.health.Finding;
import portineria.health.NoticeFindings;
import portineria.health.Topic;
import portineria.health.Words;
import portineria.store.Refusal;
import portineria.store.Store;
import portineria.store.Troubles;
import portineria.store.Troubles.Draft;
import portineria.store.Troubles.Notice;
import portineria.store.Troubles.Trouble;

/**
 * Looks every few minutes, notes what is wrong, tells people, and calls the heartbeat. On one
 * thread of its own; whatever other servers it waits for, an end of the program ends that.
 */
public final class Notices implements AutoCloseable {
  /** It asks for every volume's file, which takes its time where there is much mail. */
  private static final long LOOK_MINUTES = 5;

  /** A person who comes in on Monday finds it. */
  private static final LocalTime MORNING = LocalTime.of(8, 0);

  private static final Duration DAY = Duration.ofDays(1);

  /** After a heartbeat that did not get out. */
  private static final Duration HEARTBEAT_AGAIN = Duration.ofMinutes(15);

  /** Before the next try, by how many have failed; the last counts for all further ones. */
  private static final List<Duration> PAUSES =
      List.of(
          Duration.ZERO,
          Duration.ofMinutes(1),
          Duration.ofMinutes(2),
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofMinutes(30));

  /** Then it is old news. */
  private static final Duration GIVE_UP = Duration.ofDays(7);

  private static final Logger log = LoggerFactory.getLogger(Notices.class);

  private final Store store;
  private final Path data;
  private final Look look;
  private final Courier courier;
  private final TrustedClock clock;
  private final ZoneId zone;
  private final ReentrantLock turn = new ReentrantLock();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("notices").factory());

  /** When the heartbeat was last tried, since the start. */
  private Optional<Instant> heartbeatTried = Optional.empty();

  /** Finds what is well and what is not. */
  @FunctionalInterface
  public interface Look {
    List<Finding> at(Instant now) throws IOException, Refusal;
  }

  /**
   * Of the box whose data is in {@code data}.
   *
   * @param zone where it is Monday morning
   */
  public Notices(
      Store store, Path data, Look look, Courier courier, TrustedClock clock, ZoneId zone) {
    this.store = store;
    this.data = data;
    this.look = look;
    this.courier = courier;
    this.clock = clock;
    this.zone = zone;
  }

  /** From now on, all the time. */
  public void begin() {
    every(LOOK_MINUTES, () -> turn(clock.instant(), clock.isSynchronised()));
    every(1, () -> tried(this::errands, clock.instant()));
  }

  private void every(long minutes, Runnable what) {
    var running = thread.scheduleWithFixedDelay(what, 1, minutes, TimeUnit.MINUTES);
    assert !running.isDone();
  }

  /**
   * One look, and all that follows from it. What fails is tried again at the next.
   *
   * @param clockTrusted whether {@code now} is believed to be of this week
   */
  public void turn(Instant now, boolean clockTrusted) {
    tried(
        at -> {
          note(at, clockTrusted);
          errands(at);
        },
        now);
  }

  /** What does not wait for the next look. */
  private void errands(Instant now) throws Refusal {
    send(now);
    beat(now);
  }

  private interface Work {
    void at(Instant now) throws IOException, Refusal;
  }

  private void tried(Work work, Instant now) {
    turn.lock();
    try {
      if (!store.isReadOnly()) {
        work.at(now);
      }
    } catch (IOException | Refusal | RuntimeException e) {
      log.error("notices failed", e);
    } finally {
      turn.unlock();
    }
  }

  /** Takes in what is found, and writes what people are to be told: one commit. */
  private void note(Instant now, boolean clockTrusted) throws IOException, Refusal {
    List<Finding> found = look.at(now);
    NoticeSettings settings = NoticeSettings.of(store);
    Bulletin bulletin = new Bulletin(NoticeSettings.language(store));
    List<Trouble> before = store.troubles().all();
    Ledger.Step step = Ledger.step(before, found, now);
    Map<String, List<News>> byRecipient = new LinkedHashMap<>();
    Set<Cause> told = new HashSet<>();
    for (News news : step.news()) {
      for (String recipient : recipients(settings, news)) {
        byRecipient.computeIfAbsent(recipient, key -> new ArrayList<>()).add(news);
        told.add(news.cause());
      }
    }
    List<Draft> drafts = new ArrayList<>();
    byRecipient.forEach(
        (recipient, news) -> {
          Bulletin.Text text = bulletin.of(news);
          drafts.add(
              new Draft(
                  recipient,
                  now.toString(),
                  now,
                  Bulletin.isUrgent(news),
                  text.subject(),
                  text.body()));
        });
    drafts.addAll(weekly(settings, bulletin, found, now, clockTrusted));
    List<Trouble> after = step.told(told, now);
    if (!drafts.isEmpty() || !Set.copyOf(after).equals(Set.copyOf(before))) {
      store.troubles().put(after, drafts);
      step.news().stream()
          .filter(news -> told.contains(news.cause()))
          .forEach(news -> log.info("told kind={} cause={}", news.kind(), news.cause().text()));
    }
  }

  /** Who hears of a thing: whose mail it is, who takes care of the box, who is outside. */
  private Set<String> recipients(NoticeSettings settings, News news) {
    Set<String> all = new LinkedHashSet<>();
    news.account().filter(this::hasLogin).ifPresent(account -> all.add(Courier.inbox(account)));
    all.addAll(caretakers(settings));
    if (news.cause().topic() != Topic.NOTICES) {
      settings.addresses().forEach(address -> all.add(Courier.mail(address)));
    }
    return all;
  }

  private Set<String> caretakers(NoticeSettings settings) {
    Set<String> all = new LinkedHashSet<>();
    settings.caretakers().stream()
        .filter(this::hasLogin)
        .forEach(account -> all.add(Courier.inbox(account)));
    return all;
  }

  private boolean hasLogin(String account) {
    return store.directory().login(account).isPresent();
  }

  /** On Monday, from the morning on; a box that was off that day leaves it out. */
  private List<Draft> weekly(
      NoticeSettings settings,
      Bulletin bulletin,
      List<Finding> found,
      Instant now,
      boolean clockTrusted)
      throws IOException {
    ZonedDateTime local = now.atZone(zone);
    if (!clockTrusted
        || local.getDayOfWeek() != DayOfWeek.MONDAY
        || local.toLocalTime().isBefore(MORNING)) {
      return List.of();
    }
    String topic = "week " + local.toLocalDate();
    Set<String> recipients = caretakers(settings);
    settings.addresses().forEach(address -> recipients.add(Courier.mail(address)));
    recipients.removeIf(recipient -> store.troubles().isWritten(recipient, topic));
    if (recipients.isEmpty()) {
      return List.of();
    }
    List<Words> open = found.stream().filter(Finding::needsPerson).map(Finding::words).toList();
    Bulletin.Text text = bulletin.of(Week.of(store, data, now), open, now);
    return recipients.stream()
        .map(recipient -> new Draft(recipient, topic, now, false, text.subject(), text.body()))
        .toList();
  }

  /** Sends what waits; one that can't be sent holds up no other. */
  private void send(Instant now) throws Refusal {
    Troubles troubles = store.troubles();
    for (Notice notice : troubles.waiting()) {
      Duration pause = PAUSES.get(Math.min(notice.tries(), PAUSES.size() - 1));
      if (notice.tried().isPresent() && !Ledger.isPast(notice.tried().get(), pause, now)) {
        continue;
      }
      if (thread.isShutdown()) {
        return;
      }
      try {
        courier.bring(notice.id(), notice.draft());
        troubles.sent(notice.id(), now);
        log.info("notice sent number={} tries={}", notice.id(), notice.tries() + 1);
      } catch (NotSent e) {
        troubles.tried(notice.id(), now, e.words().kept());
        log.warn("notice not sent number={} problem=\"{}\"", notice.id(), e.sentence());
        if (e.isForGood() || Ledger.isPast(notice.draft().written(), GIVE_UP, now)) {
          troubles.drop(notice.id());
        }
      }
    }
  }

  private void beat(Instant now) throws Refusal {
    Optional<URI> uri = NoticeSettings.of(store).heartbeat();
    boolean called =
        NoticeFindings.called(store).filter(last -> !Ledger.isPast(last, DAY, now)).isPresent();
    boolean tried =
        heartbeatTried.filter(last -> !Ledger.isPast(last, HEARTBEAT_AGAIN, now)).isPresent();
    String before = store.setting(NoticeFindings.HEARTBEAT_PROBLEM).orElse("");
    // A new address has no problem yet, and is called at once.
    if (uri.isEmpty() || called || (tried && !before.isEmpty())) {
      return;
    }
    heartbeatTried = Optional.of(now);
    try {
      courier.call(uri.get());
      store.putSetting(NoticeFindings.HEARTBEAT_CALLED, now.toString());
      if (!before.isEmpty()) {
        store.putSetting(NoticeFindings.HEARTBEAT_PROBLEM, "");
      }
    } catch (NotSent e) {
      if (!e.words().kept().equals(before)) {
        store.putSetting(NoticeFindings.HEARTBEAT_PROBLEM, e.words().kept());
      }
      log.warn("heartbeat not sent problem=\"{}\"", e.sentence());
    }
  }

  @Override
  public void close() {
    thread.shutdown();
    courier.close();
    try {
      if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
        log.warn("notices did not end in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
