package portineria.vault.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import portineria.fetch.Ages;
import portineria.fetch.TrustedClock;
import portineria.store.Account;
import portineria.store.Actor;
import portineria.store.AuditText;
import portineria.store.Hold;
import portineria.store.Incoming;
import portineria.store.Leaver;
import portineria.store.Mailbox;
import portineria.store.MailboxName;
import portineria.store.MessageId;
import portineria.store.Policy;
import portineria.store.Refusal;
import portineria.store.Remains;
import portineria.store.UidSet;
import portineria.store.View;
import portineria.store.sqlite.SqliteStore;
import portineria.store.sqlite.StoreSettings;
import portineria.store.sqlite.Verify;

/**
 * Holds beat sweep and erasure, what is listed stays, and nothing goes before its time, on a real
 * store from which things really go: over random lives of a box with policies, holds, leavers,
 * removals, and a clock that nobody sets for a while. Whether something may go is said here once
 * more, in other words and by the true time, which the box does not always know.
 */
@Timeout(300)
class SweepPropertiesTest {
  private static final int LIVES = 10;
  private static final int STEPS = 160;

  private static final Actor BOX = new Actor("", "box");
  private static final List<String> ACCOUNTS = List.of("anna", "bruno", "info");
  private static final List<String> MAILBOXES =
      List.of("INBOX", "Archive", "Trash", "Junk", "Drafts");
  private static final Set<String> PASSING = Set.of("Junk", "Drafts");
  private static final List<String> PEOPLE = List.of("rossi@example.org", "bianchi@example.com");
  private static final List<String> WORDS = List.of("perizia", "offerta");
  private static final Instant BEGIN = Instant.parse("2020-01-01T12:00:00Z");

  @TempDir Path folder;

  private Life life;

  /** A message as the test knows it. */
  private static final class Known {
    final String account;
    final String text;
    final String person;
    final String word;
    final Instant sent;
    final Instant received;
    final Instant trulyReceived;
    final List<Stay> stays = new ArrayList<>();

    Known(String account, String text, String person, String word, Life life) {
      this.account = account;
      this.text = text;
      this.person = person;
      this.word = word;
      this.sent = life.clock.shown.minus(Duration.ofDays(life.random.nextInt(60)));
      this.received = life.clock.shown;
      this.trulyReceived = life.clock.truth;
    }

    boolean isListed() {
      return stays.stream().anyMatch(stay -> stay.removed.isEmpty());
    }
  }

  /** A message in a mailbox of its account's own. */
  private static final class Stay {
    final String mailbox;
    final Instant added;
    Optional<Instant> removed = Optional.empty();
    Instant trulyRemoved = Instant.MAX;
    boolean moved;

    Stay(String mailbox, Instant added) {
      this.mailbox = mailbox;
      this.added = added;
    }
  }

  /** It loses time when the box is off, until it is set again. */
  private static final class Clock implements TrustedClock {
    Instant truth = BEGIN;
    Instant shown = BEGIN;
    boolean synchronised = true;
    boolean everWrong;

    void advance(Duration by) {
      truth = truth.plus(by);
      shown = shown.plus(by);
    }

    void wasOff(Duration by) {
      truth = truth.plus(by);
      synchronised = false;
      everWrong = true;
    }

    void set() {
      shown = truth;
      synchronised = true;
    }

    @Override
    public boolean isSynchronised() {
      return synchronised;
    }

    @Override
    public Instant instant() {
      return shown;
    }
  }

  /** One box, and what the test remembers of it. */
  private static final class Life implements AutoCloseable {
    final long seed;
    final Random random;
    final Clock clock = new Clock();
    final StoreSettings settings;
    final Map<MessageId, Known> known = new HashMap<>();
    SqliteStore store;
    int number;
    int swept;
    int heldBack;

    Life(long seed, Path data) throws Exception {
      this.seed = seed;
      this.random = new Random(seed);
      this.settings = StoreSettings.of(data).withClock(clock);
      this.store = SqliteStore.open(settings);
      for (String account : ACCOUNTS) {
        store.createAccount(account, BOX);
      }
    }

    Account account(String name) {
      return store.account(name, BOX).orElseThrow();
    }

    Mailbox mailbox(String account, String name) {
      return account(account).mailbox(new MailboxName(name)).orElseThrow();
    }

    <T> T any(List<T> some) {
      return some.get(random.nextInt(some.size()));
    }

    boolean oneIn(int times) {
      return random.nextInt(times) == 0;
    }

    @Override
    public void close() {
      store.close();
    }
  }

  @Test
  void holdsBeatSweepAndErasureAndNothingGoesBeforeItsTime() throws Exception {
    int swept = 0;
    int heldBack = 0;
    for (long seed = 1; seed <= LIVES; seed++) {
      Path data = folder.resolve("life-" + seed);
      try (Life one = new Life(seed, data)) {
        life = one;
        for (int step = 0; step < STEPS; step++) {
          step();
        }
        swept += one.swept;
        heldBack += one.heldBack;
      }
      assertEquals(List.of(), Verify.run(life.settings, (octets, all) -> {}), "seed " + seed);
    }
    assertTrue(swept > 100 && heldBack > 20, swept + " swept, held back " + heldBack);
  }

  private void step() throws Exception {
    switch (life.random.nextInt(16)) {
      case 0, 1, 2, 3 -> add();
      case 4, 5 -> remove();
      case 6 -> move();
      case 7 -> bringBack();
      case 8 -> decide();
      case 9 -> holdOrNot();
      case 10 -> leaveOrStay();
      case 11 -> restart();
      case 12 -> life.clock.set();
      case 13, 14 -> life.clock.advance(Duration.ofHours(life.random.nextInt(40 * 24)));
      default -> sweep();
    }
    Ages ages = Ages.asOf(life.clock, life.store); // as the box does it every minute
    assertEquals(life.clock.synchronised, ages.clockTrusted());
  }

  private void add() throws Exception {
    for (int i = life.random.nextInt(4); i >= 0; i--) {
      String account = life.any(ACCOUNTS);
      String mailbox = life.any(MAILBOXES);
      String person = life.any(PEOPLE);
      String word = life.oneIn(3) ? life.any(WORDS) : "nothing";
      String text =
          "From: " + person + "\r\nSubject: " + life.number++ + "\r\n\r\nabout " + word + "\r\n";
      Known one = new Known(account, text, person, word, life);
      byte[] octets = text.getBytes(StandardCharsets.UTF_8);
      Mailbox into = life.mailbox(account, mailbox);
      try (Incoming incoming = life.account(account).incoming(0)) {
        incoming.write(octets, 0, octets.length);
        into.append(List.of(new Mailbox.Delivery(incoming.finish(), Set.of(), one.sent)));
      }
      View view = into.view();
      one.stays.add(new Stay(mailbox, one.received));
      life.known.put(view.message(view.count() - 1), one);
    }
  }

  /** A row of messages of some mailbox, as UIDs; what is done to them is remembered. */
  private UidSet some(String account, String mailbox, boolean moved) {
    View view = life.mailbox(account, mailbox).view();
    if (view.count() == 0) {
      return UidSet.range(1, 1);
    }
    int from = life.random.nextInt(view.count());
    int to = Math.min(view.count(), from + 1 + life.random.nextInt(4)) - 1;
    for (int i = from; i <= to; i++) {
      Stay stay =
          life.known.get(view.message(i)).stays.stream()
              .filter(one -> one.mailbox.equals(mailbox) && one.removed.isEmpty())
              .findFirst()
              .orElseThrow();
      stay.removed = Optional.of(life.clock.shown);
      stay.trulyRemoved = life.clock.truth;
      stay.moved = moved;
    }
    return UidSet.range(view.uid(from), view.uid(to));
  }

  private void remove() throws Exception {
    for (String account : ACCOUNTS) {
      String mailbox = life.any(MAILBOXES);
      life.mailbox(account, mailbox).remove(some(account, mailbox, false));
    }
  }

  private void move() throws Exception {
    String account = life.any(ACCOUNTS);
    String from = life.any(MAILBOXES);
    String to = life.any(MAILBOXES.stream().filter(name -> !name.equals(from)).toList());
    View before = life.mailbox(account, from).view();
    UidSet uids = some(account, from, true);
    for (int i = 0; i < before.count(); i++) {
      if (uids.contains(before.uid(i))) {
        life.known.get(before.message(i)).stays.add(new Stay(to, life.clock.shown));
      }
    }
    life.mailbox(account, from).move(uids, life.mailbox(account, to));
  }

  private void bringBack() throws Exception {
    String account = life.any(ACCOUNTS);
    Optional<Mailbox> shown =
        life.account(account).mailbox(new MailboxName("Recoverable/" + life.any(MAILBOXES)));
    if (shown.isPresent() && shown.get().view().count() > 0) {
      View view = shown.get().view();
      int index = life.random.nextInt(view.count());
      String to = life.any(MAILBOXES);
      life.known.get(view.message(index)).stays.add(new Stay(to, life.clock.shown));
      shown.get().copy(UidSet.range(view.uid(index), view.uid(index)), life.mailbox(account, to));
    }
  }

  private void decide() throws Exception {
    Optional<Period> retention =
        life.oneIn(5) ? Optional.empty() : Optional.of(Period.ofDays(1 + life.random.nextInt(300)));
    life.store
        .decisions()
        .decide(
            new Policy(
                life.any(ACCOUNTS), Policy.Kind.PERSONAL, retention, "test", life.clock.shown));
  }

  private void holdOrNot() throws Exception {
    List<Hold> holds = life.store.decisions().holds();
    if (!holds.isEmpty() && !life.oneIn(3)) {
      life.store.decisions().end(life.any(holds).name());
    } else {
      hold();
    }
  }

  private void hold() throws Refusal {
    LocalDate today = LocalDate.ofInstant(life.clock.shown, ZoneOffset.UTC);
    LocalDate from = today.minusDays(9L + life.random.nextInt(200));
    List<String> correspondents = List.of(PEOPLE.get(0), PEOPLE.get(1), "@example.org");
    Hold hold =
        new Hold(
            "hold " + life.number++,
            life.oneIn(2) ? Optional.of(life.any(ACCOUNTS)) : Optional.empty(),
            life.oneIn(3) ? Optional.of(life.any(correspondents)) : Optional.empty(),
            life.oneIn(3) ? Optional.of(life.any(WORDS)) : Optional.empty(),
            Optional.of(from),
            life.oneIn(2) ? Optional.empty() : Optional.of(today.minusDays(life.random.nextInt(9))),
            "lawsuit",
            life.clock.shown);
    life.store.decisions().begin(hold);
  }

  private void leaveOrStay() throws Exception {
    List<Leaver> leavers = life.store.decisions().leavers();
    if (!leavers.isEmpty() && life.oneIn(2)) {
      life.store.decisions().stay(life.any(leavers).account());
    } else if (life.oneIn(3)) {
      LocalDate day = LocalDate.ofInstant(life.clock.truth, ZoneOffset.UTC);
      Leaver leaver =
          new Leaver(
              life.any(ACCOUNTS),
              life.clock.shown,
              Optional.empty(),
              day.plusDays(1 + life.random.nextInt(100)),
              "retired");
      life.store.decisions().leave(leaver, Optional.empty());
    }
  }

  private void restart() throws Exception {
    if (life.oneIn(2)) {
      life.store.close();
      if (life.seed % 3 != 0) {
        life.clock.wasOff(Duration.ofHours(life.random.nextInt(90 * 24)));
      }
      life.store = SqliteStore.open(life.settings);
    }
  }

  private void sweep() throws Exception {
    Set<MessageId> before = kept();
    assertEquals(life.known.keySet(), before, "seed " + life.seed);
    boolean[] begins = {life.oneIn(5)};
    Sweeper.Watch watch =
        (looked, gone) -> {
          try {
            if (begins[0]) {
              begins[0] = false;
              hold(); // between the judgement and the erasure
            }
          } catch (Refusal refused) {
            throw new AssertionError(refused);
          }
          return true;
        };
    List<Leaver> leavers = life.store.decisions().leavers();
    int recorded = recorded();
    boolean refused = false;
    try {
      Sweeper.Report report = Sweeper.sweep(life.store, life.clock, BOX, watch);
      assertEquals(life.clock.synchronised, report.clockTrusted());
    } catch (Refusal changed) {
      assertEquals(Refusal.Reason.IN_USE, changed.reason());
      refused = true;
    }
    Set<MessageId> after = kept();
    for (MessageId message : before) {
      Known one = life.known.get(message);
      String what = "seed " + life.seed + ", " + one.account + ", " + one.text;
      Optional<String> why = whyItStays(one, leavers);
      if (!after.contains(message)) {
        assertEquals(Optional.empty(), why, what);
        life.known.remove(message);
      } else if (!refused && !life.clock.everWrong) {
        assertTrue(why.isPresent(), "it may go: " + what);
      }
      life.heldBack += why.equals(Optional.of("held")) ? 1 : 0;
    }
    life.swept += before.size() - after.size();
    assertEquals(before.size() - after.size(), recorded() - recorded, "seed " + life.seed);
    isWhole();
  }

  private Set<MessageId> kept() {
    Set<MessageId> kept = new HashSet<>();
    for (String account : ACCOUNTS) {
      for (Remains one : life.store.contents().of(account, Optional.empty(), 10_000)) {
        kept.add(one.message());
      }
    }
    return kept;
  }

  /** How many messages the audit chain says went. */
  private int recorded() {
    return life.store.audit().entries(0, 100_000).stream()
        .map(entry -> AuditText.parse(entry.text()).orElseThrow())
        .filter(text -> Set.of("mail-swept", "mail-erased").contains(text.act()))
        .mapToInt(text -> text.figures().get("messages").intValue())
        .sum();
  }

  /** What is left is as it was, and every mailbox shows what it should. */
  private void isWhole() throws Exception {
    for (Map.Entry<MessageId, Known> one : life.known.entrySet()) {
      byte[] octets =
          life.account(one.getValue().account).octets(one.getKey()).stream().readAllBytes();
      assertEquals(one.getValue().text, new String(octets, StandardCharsets.UTF_8));
    }
    for (String account : ACCOUNTS) {
      for (var info : life.account(account).mailboxes()) {
        View view = life.mailbox(account, info.name().value()).view();
        for (int i = 0; i < view.count(); i++) {
          assertTrue(life.known.containsKey(view.message(i)), "seed " + life.seed);
        }
      }
    }
  }

  /** Why a message must not go now; nothing where it may. */
  private Optional<String> whyItStays(Known one, List<Leaver> leavers) {
    if (!life.clock.synchronised) {
      return Optional.of("nobody knows what time it is");
    }
    if (life.store.decisions().holds().stream().anyMatch(hold -> covers(hold, one))) {
      return Optional.of("held");
    }
    LocalDate today = LocalDate.ofInstant(life.clock.truth, ZoneOffset.ofHours(-12));
    if (leavers.stream()
        .anyMatch(
            leaver -> leaver.account().equals(one.account) && !today.isBefore(leaver.eraseOn()))) {
      return Optional.empty();
    }
    if (one.isListed()) {
      return Optional.of("listed");
    }
    for (Stay stay : one.stays) {
      if (!stay.moved && !isPast(stay.trulyRemoved, Period.ofDays(30))) {
        return Optional.of("removed a short time ago");
      }
    }
    if (one.stays.stream().anyMatch(SweepPropertiesTest::wasAtHome)) {
      Optional<Period> retention =
          life.store.decisions().policy(one.account).flatMap(Policy::retention);
      if (retention.isEmpty() || !isPast(one.trulyReceived, retention.get())) {
        return Optional.of("kept");
      }
    }
    // One that was moved away late is regretted for a month as well.
    for (Stay stay : one.stays) {
      if (isLong(stay) && !isPast(stay.trulyRemoved, Period.ofDays(30))) {
        return Optional.of("moved a short time ago");
      }
    }
    return Optional.empty();
  }

  private static boolean wasAtHome(Stay stay) {
    return !PASSING.contains(stay.mailbox) && (!stay.moved || isLong(stay));
  }

  private static boolean isLong(Stay stay) {
    return Duration.between(stay.added, stay.removed.orElseThrow()).compareTo(Duration.ofDays(14))
        > 0;
  }

  private boolean isPast(Instant when, Period time) {
    return !when.atOffset(ZoneOffset.UTC).plus(time).toInstant().isAfter(life.clock.truth);
  }

  private static boolean covers(Hold hold, Known one) {
    boolean dated =
        List.of(one.sent, one.received).stream()
            .anyMatch(
                date -> {
                  for (int zone = -12; zone <= 14; zone++) {
                    LocalDate day = LocalDate.ofInstant(date, ZoneOffset.ofHours(zone));
                    if (hold.from().filter(day::isBefore).isEmpty()
                        && hold.to().filter(day::isAfter).isEmpty()) {
                      return true;
                    }
                  }
                  return false;
                });
    return dated
        && hold.account().filter(account -> !account.equals(one.account)).isEmpty()
        && hold.correspondent().filter(who -> !one.person.endsWith(who)).isEmpty()
        && hold.text().filter(word -> !word.equals(one.word)).isEmpty();
  }
}
