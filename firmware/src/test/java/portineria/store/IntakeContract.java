package portineria.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What must hold of sources and of what was seen of them. */
interface IntakeContract extends StoreUnderTest {

  static Source source(String name, Source.Keep keep, Optional<String> trust) {
    return new Source(
        name,
        "anna",
        "pop.example.com",
        995,
        Source.Tls.IMPLICIT,
        "anna@example.com",
        "sealed",
        keep,
        Duration.ofSeconds(60),
        trust,
        new MailboxName("INBOX"),
        trust.map(pem -> LocalDate.of(2027, 1, 31)),
        Duration.ofDays(14),
        false);
  }

  private static Intake intake(Box box) throws Refusal {
    if (box.store().sources().source("aruba").isEmpty()) {
      box.store().sources().add(source("aruba", new Source.Keep.Forever(), Optional.empty()));
    }
    return box.store().sources().intake("aruba");
  }

  private static List<Optional<Uid>> deliver(Box box, Intake intake, String key, String text)
      throws Refusal, IOException {
    try (Incoming incoming = box.account().incoming(text.length())) {
      return intake.deliver(
          box.inbox(), List.of(new Intake.Fetched(key, Box.delivery(incoming, text), NOW)));
    }
  }

  private static Set<String> keys(List<Intake.Seen> seen) {
    return seen.stream().map(Intake.Seen::key).collect(Collectors.toSet());
  }

  @Test
  default void sourcesAreKept() throws Exception {
    Source one = source("one", new Source.Keep.Days(30), Optional.of("PEM"));
    Source two = source("two", new Source.Keep.Backup(7), Optional.empty());
    Source three = source("three", new Source.Keep.None(), Optional.empty());
    try (Box box = box()) {
      Sources sources = box.store().sources();
      sources.add(one);
      sources.add(two);
      sources.add(three);
      sources.add(source("four", new Source.Keep.Forever(), Optional.empty()));
      sources.remove("four");
      sources.update(source("three", new Source.Keep.Forever(), Optional.empty()));
      Refusal.Reason none = Refusal.Reason.NONEXISTENT;
      Box.refused(Refusal.Reason.ALREADY_EXISTS, () -> sources.add(two));
      Box.refused(none, () -> sources.update(source("x", one.keep(), Optional.empty())));
      Box.refused(none, () -> sources.remove("x"));
      Box.refused(none, () -> sources.intake("x"));
      Box.refused(none, () -> sources.putStatus("x", Sources.Status.NEVER));
    }
    try (Box box = box()) {
      Sources sources = box.store().sources();
      assertEquals(Optional.of(one), sources.source("one"));
      assertEquals(Optional.of(two), sources.source("two"));
      assertEquals(Optional.empty(), sources.source("four"));
      assertEquals(new Source.Keep.Forever(), sources.source("three").orElseThrow().keep());
      assertEquals(3, sources.all().size());
    }
  }

  @Test
  default void aSourceFeedsAnAccountThatThereIs() throws Exception {
    try (Store store = open()) {
      Source source = source("one", new Source.Keep.Forever(), Optional.empty());
      Box.refused(Refusal.Reason.NONEXISTENT, () -> store.sources().add(source));
    }
  }

  @Test
  default void whatHasNoRoomIsNotTakenInAndComesWhenItHas() throws Exception {
    try (Box box = box()) {
      Intake intake = intake(box);
      box.account().limit(new Quota.Limits(OptionalLong.of(5), OptionalLong.empty()));
      deliver(box, intake, "u1", "12345");
      Box.refused(Refusal.Reason.OVER_QUOTA, () -> deliver(box, intake, "u2", "6"));
      assertEquals(Set.of("u1"), intake.known(List.of("u1", "u2")));
      assertEquals(Set.of("u1"), keys(intake.upstream()));
      assertEquals(List.of("12345"), box.texts(box.inbox()));
      box.inbox().remove(UidSet.ALL);
      deliver(box, intake, "u2", "6");
      assertEquals(List.of("6"), box.texts(box.inbox()));
    }
  }

  @Test
  default void howASourceWasFoundIsKept() throws Exception {
    Sources.Status status =
        new Sources.Status(
            Optional.of(NOW),
            Optional.empty(),
            Optional.of("wrong password"),
            Optional.of(NOW.minusSeconds(60)),
            Optional.empty(),
            7,
            12_000_000_000L,
            Optional.of(Sources.Why.PASSWORD),
            Optional.of(NOW.plusSeconds(86_400)));
    try (Box box = box()) {
      intake(box);
      assertEquals(Sources.Status.NEVER, box.store().sources().status("aruba"));
      box.store().sources().putStatus("aruba", Sources.Status.NEVER);
      box.store().sources().putStatus("aruba", status);
    }
    try (Box box = box()) {
      assertEquals(status, box.store().sources().status("aruba"));
    }
  }

  @Test
  default void howProgramsSendIsKeptAsLongAsItsSource() throws Exception {
    Sending sending =
        new Sending("info@x.example", "smtp.x.example", 587, Source.Tls.STARTTLS, "info");
    try (Box box = box()) {
      intake(box);
      Sources sources = box.store().sources();
      assertEquals(Optional.empty(), sources.sending("aruba"));
      sources.putSending("aruba", new Sending("a@b", "c", 465, Source.Tls.IMPLICIT, "d"));
      sources.putSending("aruba", sending);
      Box.refused(Refusal.Reason.NONEXISTENT, () -> sources.putSending("x", sending));
    }
    try (Box box = box()) {
      Sources sources = box.store().sources();
      assertEquals(Optional.of(sending), sources.sending("aruba"));
      sources.remove("aruba");
      intake(box);
      assertEquals(Optional.empty(), sources.sending("aruba"));
    }
  }

  @Test
  default void howMuchTheProvidersMailboxHoldsIsKept() throws Exception {
    try (Box box = box()) {
      intake(box);
      Sources sources = box.store().sources();
      Source was = sources.source("aruba").orElseThrow();
      Source now =
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
              was.paused(),
              Optional.of(5_000_000_000L));
      sources.update(now);
      assertEquals(Optional.of(now), sources.source("aruba"));
    }
  }

  @Test
  default void theHoursInWhichMailCameAreKnown() throws Exception {
    try (Box box = box()) {
      Intake intake = intake(box);
      assertEquals(List.of(), intake.hours(Instant.EPOCH));
      deliver(box, intake, "key 1", "one");
      deliver(box, intake, "key 2", "two");
      Instant when = intake.upstream().getFirst().fetched();
      Instant hour = when.truncatedTo(ChronoUnit.HOURS);
      assertEquals(List.of(hour), intake.hours(when));
      assertEquals(List.of(), intake.hours(when.plusMillis(1)));
    }
  }

  @Test
  default void whatWasTakenInIsKnown() throws Exception {
    try (Box box = box()) {
      Intake intake = intake(box);
      List<Optional<Uid>> uids = deliver(box, intake, "key 1", "one");
      assertEquals(Box.uids(box.inbox().view()).stream().map(Optional::of).toList(), uids);
      try (Incoming two = box.account().incoming(0);
          Incoming three = box.account().incoming(0)) {
        intake.deliver(
            box.mailbox("Junk"),
            List.of(
                new Intake.Fetched("key 2", Box.delivery(two, "two", Flag.SEEN), NOW),
                new Intake.Fetched("key 3", Box.delivery(three, "three"), NOW)));
      }
    }
    try (Box box = box()) {
      Intake intake = intake(box);
      assertEquals(Set.of("key 1", "key 3"), intake.known(List.of("key 1", "key 3", "key 9")));
      assertEquals(Set.of(), intake.known(List.of()));
      assertEquals(Set.of("key 1", "key 2", "key 3"), keys(intake.upstream()));
      assertEquals(List.of("one"), box.texts(box.inbox()));
      assertEquals(List.of("two", "three"), box.texts(box.mailbox("Junk")));
      assertEquals(Set.of(Flag.SEEN), Box.flags(box.mailbox("Junk").view(), 0));
      Digest digest = box.account().digest(box.inbox().view().message(0));
      assertEquals(List.of(new Intake.Seen("key 1", digest, 3, NOW)), intake.withDigest(digest));
      assertEquals(List.of(), intake.withDigest(new Digest(1, 2, 3, 4)));
    }
  }

  @Test
  default void whatIsRemovedHereWasSeenAllTheSame() throws Exception {
    try (Box box = box()) {
      deliver(box, intake(box), "key 1", "one");
      box.inbox().remove(UidSet.ALL);
    }
    try (Box box = box()) {
      assertEquals(Set.of("key 1"), intake(box).known(Set.of("key 1")));
    }
  }

  @Test
  default void eachSourceRemembersItsOwnUntilItIsRemoved() throws Exception {
    try (Box box = box()) {
      Sources sources = box.store().sources();
      Source other = source("other", new Source.Keep.Forever(), Optional.empty());
      sources.add(other);
      deliver(box, intake(box), "key 1", "one");
      assertEquals(Set.of(), sources.intake("other").known(Set.of("key 1")));
      deliver(box, sources.intake("other"), "key 1", "one");
      sources.update(source("aruba", new Source.Keep.None(), Optional.empty()));
      assertEquals(Set.of("key 1"), intake(box).known(Set.of("key 1")));
      sources.remove("aruba");
      assertEquals(Set.of(), intake(box).known(Set.of("key 1")));
      assertEquals(Set.of("key 1"), sources.intake("other").known(Set.of("key 1")));
      assertEquals(List.of("one", "one"), box.texts(box.inbox()));
    }
  }

  @Test
  default void aDeliveryIsAllOrNone() throws Exception {
    try (Box box = box();
        Incoming incoming = box.account().incoming(0)) {
      Intake intake = intake(box);
      Mailbox gone = box.create("Gone");
      box.delete("Gone");
      List<Intake.Fetched> fetched =
          List.of(new Intake.Fetched("key 1", Box.delivery(incoming, "one"), NOW));
      Box.refused(Refusal.Reason.NONEXISTENT, () -> intake.deliver(gone, fetched));
      assertEquals(Set.of(), intake.known(Set.of("key 1")));
      assertEquals(List.of(), intake.upstream());
    }
  }

  @Test
  default void aServerThatRenumbersIsFollowed() throws Exception {
    try (Box box = box()) {
      Intake intake = intake(box);
      deliver(box, intake, "1", "one");
      deliver(box, intake, "2", "two");
      deliver(box, intake, "3", "three");
      Digest one = intake.upstream().getFirst().digest();
      intake.rename(Map.of("1", "2", "2", "3", "3", "1"));
      assertEquals(Set.of("1", "2", "3"), keys(intake.upstream()));
      Digest first = box.account().digest(box.inbox().view().message(0));
      assertEquals(Set.of("2"), keys(intake.withDigest(first)));
      assertEquals(3, intake.upstream().size());
      assertTrue(intake.upstream().stream().anyMatch(seen -> seen.digest().equals(one)));
      intake.rename(Map.of("2", "9"));
    }
    try (Box box = box()) {
      assertEquals(Set.of("1", "3", "9"), keys(intake(box).upstream()));
      assertEquals(Set.of("9"), intake(box).known(List.of("2", "9")));
    }
  }

  @Test
  default void whatIsGoneUpstreamIsStillKnown() throws Exception {
    Instant later = NOW.plusSeconds(3600);
    try (Box box = box()) {
      Intake intake = intake(box);
      for (String key : List.of("1", "2", "3")) {
        deliver(box, intake, key, "message " + key);
      }
      intake.deletedUpstream(List.of("1"), later);
      intake.vanishedUpstream(List.of("2"), later);
      intake.deletedUpstream(List.of(), later);
    }
    try (Box box = box()) {
      Intake intake = intake(box);
      assertEquals(Set.of("3"), keys(intake.upstream()));
      assertEquals(Set.of("1", "2", "3"), intake.known(List.of("1", "2", "3")));
      Digest first = box.account().digest(box.inbox().view().message(0));
      assertEquals(Set.of("1"), keys(intake.withDigest(first)));
      assertEquals(3, box.inbox().view().count());
    }
  }

  @Test
  default void aFailureIsRememberedUntilTheMessageIsIn() throws Exception {
    Instant later = NOW.plusSeconds(60);
    try (Box box = box()) {
      Intake intake = intake(box);
      intake.failed("1", "-ERR no", NOW);
      intake.failed("1", "-ERR still no", later);
      intake.failed("2", "", NOW);
      assertEquals(Set.of(), intake.known(List.of("1")));
    }
    try (Box box = box()) {
      Intake intake = intake(box);
      List<Intake.Failure> failures = intake.failures();
      assertEquals(2, failures.size());
      Intake.Failure one = new Intake.Failure("1", 2, later, Optional.of("-ERR still no"));
      assertTrue(failures.contains(one), failures.toString());
      deliver(box, intake, "1", "one");
      assertEquals(List.of("2"), intake.failures().stream().map(Intake.Failure::key).toList());
    }
  }

  @Test
  default void aFailureThatIsForgottenLeavesNoTrace() throws Exception {
    try (Box box = box()) {
      Intake intake = intake(box);
      deliver(box, intake, "1", "one");
      intake.deletedUpstream(List.of("1"), NOW);
      for (String key : List.of("1", "2", "3")) {
        intake.failed(key, "-ERR no", NOW);
      }
      intake.forgetFailures(List.of("1", "2", "9"));
    }
    try (Box box = box()) {
      Intake intake = intake(box);
      assertEquals(List.of("3"), intake.failures().stream().map(Intake.Failure::key).toList());
      assertEquals(Set.of("1"), intake.known(List.of("1", "2", "3")));
      assertEquals(List.of(), intake.upstream(), "what is gone stays gone");
      deliver(box, intake, "2", "another");
      assertEquals(Set.of("2"), keys(intake.upstream()));
    }
  }

  @Test
  default void aKeyComesAgainForAnotherMessage() throws Exception {
    try (Box box = box()) {
      Intake intake = intake(box);
      deliver(box, intake, "1", "one");
      intake.deletedUpstream(List.of("1"), NOW);
      deliver(box, intake, "1", "two");
    }
    try (Box box = box()) {
      Intake intake = intake(box);
      Digest two = box.account().digest(box.inbox().view().message(1));
      assertEquals(List.of(new Intake.Seen("1", two, 3, NOW)), intake.upstream());
      assertEquals(Set.of("1"), keys(intake.withDigest(two)));
      assertEquals(List.of("one", "two"), box.texts(box.inbox()));
    }
  }

  @Test
  default void whatHadAKeyBeforeIsKnownByItsDigestAndComesBack() throws Exception {
    try (Box box = box()) {
      Intake intake = intake(box);
      for (String key : List.of("1", "2")) {
        deliver(box, intake, key, "twin");
      }
      intake.deletedUpstream(List.of("1", "2"), NOW);
      deliver(box, intake, "1", "another");
      deliver(box, intake, "2", "a third");
      Digest twin = box.account().digest(box.inbox().view().message(0));
      Set<String> aside = keys(intake.withDigest(twin));
      assertEquals(2, aside.size(), "each of the two");
      assertEquals(Set.of("1", "2"), keys(intake.upstream()));
      intake.rename(Map.of(aside.iterator().next(), "3"));
    }
    try (Box box = box()) {
      assertEquals(Set.of("1", "2", "3"), keys(intake(box).upstream()));
    }
  }

  @Test
  default void aMessageThatWasThoughtGoneIsThereAgain() throws Exception {
    try (Box box = box()) {
      Intake intake = intake(box);
      for (String key : List.of("1", "2")) {
        deliver(box, intake, key, "message " + key);
      }
      intake.vanishedUpstream(List.of("1", "2"), NOW);
      intake.failed("9", "-ERR no", NOW);
      intake.rename(Map.of("1", "1", "2", "9"));
    }
    try (Box box = box()) {
      Intake intake = intake(box);
      assertEquals(Set.of("1", "9"), keys(intake.upstream()));
      assertEquals(List.of(), intake.failures());
    }
  }

  @Test
  default void whatIsGoneGivesItsKeyToWhatIsRenamedToIt() throws Exception {
    try (Box box = box()) {
      Intake intake = intake(box);
      for (String key : List.of("1", "2")) {
        deliver(box, intake, key, "message " + key);
      }
      intake.vanishedUpstream(List.of("1"), NOW);
      intake.rename(Map.of("2", "1"));
    }
    try (Box box = box()) {
      Intake intake = intake(box);
      Digest one = box.account().digest(box.inbox().view().message(0));
      Digest two = box.account().digest(box.inbox().view().message(1));
      assertEquals(List.of(new Intake.Seen("1", two, 9, NOW)), intake.upstream());
      assertEquals(1, intake.withDigest(one).size(), "known by its digest");
      assertEquals(Set.of("1"), intake.known(List.of("1", "2")));
    }
  }
}
