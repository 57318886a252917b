package portineria.vault.rights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import portineria.store.Act;
import portineria.store.Digest;
import portineria.store.Erasure.Target;
import portineria.store.Hold;
import portineria.store.Refusal;
import portineria.store.Remains;

/**
 * What a hold covers is not erased, and what none covers is: over random mail, holds and orders, on
 * a real store. Whether a hold covers a message is said here once more, by what the test has put
 * into it.
 */
@Timeout(300)
class HoldsAgainstErasureTest {
  private static final int LIVES = 12;
  private static final int STEPS = 60;
  private static final int ZONE_FIRST = -12;
  private static final int ZONE_LAST = 14;

  private static final String MARIO = "mario@example.org";
  private static final List<String> PEOPLE = List.of("anna@studio.example", "luisa@example.com");
  private static final List<String> ACCOUNTS = List.of("anna", "bruno");
  private static final List<String> WORDS = List.of("perizia", "offerta", "nothing");

  @TempDir Path folder;

  /** A message about Mario, as the test knows it. */
  private record Known(String account, Digest digest, String other, String word, Instant received) {
    Target target() {
      return new Target(account, digest);
    }
  }

  private Random random = new Random(0);
  private final List<Known> known = new ArrayList<>();
  private int number;
  private int erased;
  private int refused;

  @Test
  void nothingThatIsHeldIsErasedAndNothingElseIsRefused() throws Exception {
    for (long seed = 1; seed <= LIVES; seed++) {
      random = new Random(seed);
      known.clear();
      try (Firm firm = new Firm(folder.resolve("life-" + seed))) {
        for (String account : ACCOUNTS) {
          firm.account(account);
        }
        for (int step = 0; step < STEPS; step++) {
          step(firm, "seed " + seed + ", step " + step);
        }
      }
    }
    assertTrue(erased > 50 && refused > 50, erased + " erased, " + refused + " times refused");
  }

  private void step(Firm firm, String where) throws Exception {
    switch (random.nextInt(6)) {
      case 0, 1 -> arrive(firm);
      case 2 -> hold(firm);
      case 3 -> firm.now = firm.now.plus(Duration.ofHours(random.nextInt(30 * 24)));
      case 4 -> endOne(firm);
      default -> erase(firm, where);
    }
  }

  private void arrive(Firm firm) throws Exception {
    for (int i = random.nextInt(4); i >= 0; i--) {
      String account = any(ACCOUNTS);
      String other = any(PEOPLE);
      String word = any(WORDS);
      boolean his = random.nextBoolean();
      String text =
          "From: "
              + (his ? MARIO : other)
              + (random.nextBoolean() ? "\nTo: " : "\nCc: ")
              + (his ? other : MARIO)
              + "\nSubject: "
              + number++
              + "\n\nabout "
              + word
              + "\n";
      known.add(new Known(account, firm.add(account, "INBOX", text), other, word, firm.now));
    }
  }

  private void hold(Firm firm) throws Refusal {
    LocalDate today = LocalDate.ofInstant(firm.now, ZoneOffset.UTC);
    List<String> correspondents = List.of(PEOPLE.get(0), PEOPLE.get(1), "@studio.example");
    firm.store
        .decisions()
        .begin(
            new Hold(
                "hold-" + number++,
                sometimes(any(ACCOUNTS)),
                sometimes(any(correspondents)),
                sometimes(any(WORDS)),
                Optional.of(today.minusDays(random.nextInt(60))),
                sometimes(today.plusDays(random.nextInt(20))),
                "lawsuit",
                firm.now));
  }

  private void endOne(Firm firm) throws Refusal {
    List<Hold> holds = firm.store.decisions().holds();
    if (!holds.isEmpty()) {
      firm.store.decisions().end(any(holds).name());
    }
  }

  private void erase(Firm firm, String where) throws Exception {
    boolean all = random.nextInt(3) == 0;
    List<Known> meant = known.stream().filter(one -> all || random.nextInt(4) == 0).toList();
    if (meant.isEmpty()) {
      return;
    }
    Set<String> holding =
        firm.store.decisions().holds().stream()
            .filter(hold -> meant.stream().anyMatch(one -> covers(hold, one)))
            .map(hold -> "the hold '" + hold.name() + "' covers ")
            .collect(Collectors.toSet());
    Set<Target> ticked =
        all ? Set.of() : meant.stream().map(Known::target).collect(Collectors.toSet());
    Path report = folder.resolve("report-" + number++);
    if (holding.isEmpty()) {
      ErasureOrder.run(desk(firm, all), ticked, report, messages -> {});
      known.removeAll(meant);
      erased += meant.size();
    } else {
      Refusal refusal =
          assertThrows(
              Refusal.class,
              () -> ErasureOrder.run(desk(firm, all), ticked, report, messages -> {}),
              where);
      String why = String.valueOf(refusal.getMessage());
      assertTrue(holding.stream().allMatch(why::contains), where + ": " + holding + ": " + why);
      refused++;
    }
    Set<Target> there = new HashSet<>();
    for (String account : ACCOUNTS) {
      for (Remains one : firm.store.contents().of(account, Optional.empty(), 10_000)) {
        there.add(new Target(account, one.digest()));
      }
    }
    assertEquals(known.stream().map(Known::target).collect(Collectors.toSet()), there, where);
  }

  private static EraseDesk desk(Firm firm, boolean all) {
    Act act =
        Act.of(Act.Kind.MAIL_ERASED, Firm.DESK)
            .with(Act.Part.ADDRESS, MARIO)
            .with(Act.Part.REASON, "he asked");
    Wish wish = new Wish(Firm.person(MARIO), all, Optional.of("he asked"), act);
    return new Erasing(firm.store, firm.index, firm.clock, wish);
  }

  /** On those days somewhere on earth: a hold is not shorter than anybody thinks. */
  private static boolean covers(Hold hold, Known one) {
    boolean dated = false;
    for (Instant date : List.of(Firm.DATE, one.received)) {
      for (int zone = ZONE_FIRST; zone <= ZONE_LAST; zone++) {
        LocalDate day = LocalDate.ofInstant(date, ZoneOffset.ofHours(zone));
        dated |=
            hold.from().filter(day::isBefore).isEmpty() && hold.to().filter(day::isAfter).isEmpty();
      }
    }
    return dated
        && hold.account().filter(account -> !account.equals(one.account)).isEmpty()
        && hold.correspondent().filter(who -> !one.other.endsWith(who)).isEmpty()
        && hold.text().filter(word -> !word.equals(one.word)).isEmpty();
  }

  private <T> T any(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }

  private <T> Optional<T> sometimes(T value) {
    return random.nextInt(3) == 0 ? Optional.of(value) : Optional.empty();
  }
}
