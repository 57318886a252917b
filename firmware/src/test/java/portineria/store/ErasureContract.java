package portineria.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import portineria.message.Octets;

/** What must hold of messages that are erased. */
interface ErasureContract extends StoreUnderTest {
  Act ACT = Act.of(Act.Kind.MAIL_ERASED, Box.ACTOR);

  Erasure.Progress UNHEARD = (done, all) -> {};

  private static Erasure.Target target(Box box, View view, int index) {
    return new Erasure.Target("anna", box.account().digest(view.message(index)));
  }

  private static List<Erasure.Target> erase(Box box, Erasure.Target... targets) throws Refusal {
    Erasure erasure = new Erasure(List.of(targets), Erasure.Extent.EVERYWHERE, ACT);
    return box.store().erase(erasure, UNHEARD);
  }

  private static void erased(Executable reading) {
    UncheckedIOException thrown = assertThrows(UncheckedIOException.class, reading);
    assertInstanceOf(ErasedMessage.class, thrown.getCause());
  }

  @Test
  default void anErasedMessageIsInNoMailboxAndTheOthersStay() throws Exception {
    try (Box box = box()) {
      box.add(box.inbox(), "one");
      box.add(box.inbox(), "two", Flag.SEEN);
      box.add(box.inbox(), "three");
      box.inbox().copy(UidSet.range(2, 3), box.mailbox("Archive"));
      View before = box.inbox().view();
      Erasure.Target two = target(box, before, 1);
      assertEquals(List.of(two), erase(box, two));
      assertEquals(List.of("one", "three"), box.texts(box.inbox()));
      assertEquals(List.of("three"), box.texts(box.mailbox("Archive")));
      View after = box.inbox().view();
      assertEquals(before.uidNext(), after.uidNext());
      assertTrue(after.highestModSeq().compareTo(before.highestModSeq()) > 0);
      assertEquals(before.modSeq(2), after.modSeq(1));
      assertEquals(2, box.info("INBOX").messages());
      assertEquals(2, box.info("INBOX").unseen());
      assertEquals(8, box.info("INBOX").octets());
    }
    try (Box box = box()) {
      assertEquals(List.of("one", "three"), box.texts(box.inbox()));
      assertEquals(List.of("three"), box.texts(box.mailbox("Archive")));
      assertEquals(new Uid(4), box.inbox().view().uidNext());
    }
  }

  @Test
  default void whoStillHasItInViewIsToldAndNeverGetsOtherOctets() throws Exception {
    try (Box box = box()) {
      List<Mailbox> heard = new ArrayList<>();
      Mailbox inbox = box.inbox();
      box.add(inbox, "one and more");
      box.add(inbox, "two");
      View old = inbox.view();
      Octets octets = box.account().octets(old.message(0));
      byte[] target = new byte[3];
      assertEquals(3, octets.read(0, target, 0, 3));
      try (Subscription hearing = inbox.subscribe(heard::add)) {
        assertTrue(hearing != null);
        erase(box, target(box, old, 0));
      }
      assertEquals(1, heard.size());
      assertThrows(ErasedMessage.class, () -> octets.read(3, target, 0, 3));
      erased(() -> box.account().octets(old.message(0)));
      erased(() -> box.account().digest(old.message(0)));
      assertEquals("two", Box.text(box.account().octets(old.message(1))));
      List<Integer> gone = new ArrayList<>();
      inbox.view().compare(old, removals(gone));
      assertEquals(List.of(0), gone);
    }
  }

  private static View.Differences removals(List<Integer> into) {
    return new View.Differences() {
      @Override
      public void removed(int olderIndex) {
        into.add(olderIndex);
      }

      @Override
      public void flagged(int index) {
        throw new AssertionError("no flag has changed");
      }

      @Override
      public void arrived(int index) {
        throw new AssertionError("nothing has come");
      }
    };
  }

  @Test
  default void whatWasRemovedBeforeIsErasedToo() throws Exception {
    try (Box box = box()) {
      box.add(box.inbox(), "one");
      View old = box.inbox().view();
      Erasure.Target one = target(box, old, 0);
      box.inbox().remove(UidSet.ALL);
      assertEquals(List.of(one), erase(box, one));
      erased(() -> box.account().octets(old.message(0)));
    }
  }

  /** I13: what shows a message goes with it, in the mailboxes of the box as in those of people. */
  @Test
  default void noMailboxShowsItAnyMoreAndNoUidIsGivenOutTwice() throws Exception {
    Map<String, List<String>> expected = new TreeMap<>();
    try (Box box = box()) {
      box.account().allMail().show(true);
      for (String text : List.of("one", "two", "three", "four", "five")) {
        box.add(box.inbox(), text);
      }
      box.inbox().copy(UidSet.range(1, 4), box.mailbox("Archive"));
      View all = box.inbox().view();
      box.inbox().remove(UidSet.range(1, 2));
      box.mailbox("Archive").remove(UidSet.range(2, 3));
      box.mailbox("Archive").move(UidSet.range(4, 4), box.mailbox("Junk"));
      Map<String, View> before = views(box);
      List<Erasure.Target> targets =
          List.of(target(box, all, 0), target(box, all, 1), target(box, all, 3));
      assertEquals(
          Set.copyOf(targets), Set.copyOf(erase(box, targets.toArray(Erasure.Target[]::new))));
      views(box)
          .forEach(
              (name, view) -> {
                assertEquals(before.get(name).uidNext(), view.uidNext(), name);
                expected.put(name, entries(box, view));
              });
      for (Map.Entry<String, View> one : before.entrySet()) {
        List<String> kept = new ArrayList<>();
        View view = one.getValue();
        for (int i = 0; i < view.count(); i++) {
          MessageId message = view.message(i);
          if (message.equals(all.message(2)) || message.equals(all.message(4))) {
            kept.add(view.uid(i) + " " + Box.text(box.account().octets(message)));
          }
        }
        assertEquals(kept, expected.get(one.getKey()), one.getKey());
      }
      assertEquals(Set.of("three", "five"), said(expected));
    }
    try (Box box = box()) {
      Map<String, List<String>> after = new TreeMap<>();
      views(box).forEach((name, view) -> after.put(name, entries(box, view)));
      assertEquals(expected, after);
      Uid next = box.inbox().view().uidNext();
      assertEquals(next, box.add(box.inbox(), "six"));
      box.inbox().remove(UidSet.range(next.value(), next.value()));
      assertEquals(
          List.of("six"),
          box.texts(box.mailbox("Recoverable/INBOX")).stream().filter("six"::equals).toList());
    }
  }

  private static Map<String, View> views(Box box) {
    Map<String, View> views = new TreeMap<>();
    for (MailboxInfo info : box.account().mailboxes()) {
      views.put(info.name().value(), box.mailbox(info.name().value()).view());
    }
    return views;
  }

  private static List<String> entries(Box box, View view) {
    List<String> entries = new ArrayList<>();
    try {
      for (int i = 0; i < view.count(); i++) {
        entries.add(view.uid(i) + " " + Box.text(box.account().octets(view.message(i))));
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return entries;
  }

  private static Set<String> said(Map<String, List<String>> entries) {
    Set<String> said = new TreeSet<>();
    entries.values().forEach(some -> some.forEach(one -> said.add(one.split(" ", 2)[1])));
    return said;
  }

  @Test
  default void nothingTakesItInAgain() throws Exception {
    try (Box box = box()) {
      box.add(box.inbox(), "one");
      erase(box, target(box, box.inbox().view(), 0));
      Box.refused(Refusal.Reason.ERASED, () -> box.add(box.inbox(), "one"));
      box.add(box.inbox(), "two");
    }
    try (Box box = box()) {
      Box.refused(Refusal.Reason.ERASED, () -> box.add(box.mailbox("Archive"), "one"));
      assertEquals(List.of("two"), box.texts(box.inbox()));
    }
  }

  @Test
  default void ofManyAtOnceNoneIsTakenInWhereOneWasErased() throws Exception {
    try (Box box = box()) {
      box.add(box.inbox(), "one");
      erase(box, target(box, box.inbox().view(), 0));
      try (Incoming zero = box.account().incoming(0);
          Incoming one = box.account().incoming(0)) {
        List<Mailbox.Delivery> both = List.of(Box.delivery(zero, "zero"), Box.delivery(one, "one"));
        Box.refused(Refusal.Reason.ERASED, () -> box.inbox().append(both));
      }
      assertEquals(List.of(), box.texts(box.inbox()));
    }
  }

  @Test
  default void whoeverBringsMailCanAskBefore() throws Exception {
    Digest one;
    Digest two;
    Digest three;
    try (Box box = box()) {
      one = box.digest("one");
      two = box.digest("two");
      three = box.digest("three");
      box.add(box.inbox(), "one");
      box.add(box.inbox(), "two");
      box.store().createAccount("bruno", Box.ACTOR);
      erase(box, target(box, box.inbox().view(), 0));
    }
    try (Box box = box()) {
      assertEquals(Set.of(one), box.account().erased(List.of(two, one, one, three)));
      assertEquals(Set.of(), box.account().erased(List.of()));
      Account bruno = box.store().account("bruno", Box.ACTOR).orElseThrow();
      assertEquals(Set.of(), bruno.erased(List.of(one)));
    }
  }

  @Test
  default void itIsNotHadBackFromWhereRemovedMessagesAreShown() throws Exception {
    try (Box box = box()) {
      box.add(box.inbox(), "one");
      box.add(box.inbox(), "two");
      View view = box.inbox().view();
      Erasure.Target one = target(box, view, 0);
      box.inbox().remove(UidSet.ALL);
      Mailbox shown = box.mailbox("Recoverable/INBOX");
      View before = shown.view();
      assertEquals(2, before.count());
      erase(box, one);
      UidSet gone = UidSet.range(before.uid(0), before.uid(0));
      assertEquals(List.of(), shown.copy(gone, box.inbox()).target());
      assertEquals(List.of(), shown.move(gone, box.inbox()).target());
      shown.copy(UidSet.ALL, box.inbox());
      assertEquals(List.of("two"), box.texts(box.inbox()));
    }
  }

  @Test
  default void itDoesNotComeBackWithItsMailbox() throws Exception {
    try (Box box = box()) {
      Mailbox customers = box.create("Customers");
      box.add(customers, "one");
      box.add(customers, "two");
      Erasure.Target one = target(box, customers.view(), 0);
      clock().pass(Duration.ofDays(1));
      Instant whole = clock().instant();
      clock().pass(Duration.ofDays(1));
      box.delete("Customers");
      erase(box, one);
      MailboxName name = new MailboxName("Customers");
      for (Optional<Instant> asOf : List.of(Optional.<Instant>empty(), Optional.of(whole))) {
        box.account()
            .recovery()
            .restore(new Recovery.Restoration(Optional.of(name), asOf, Optional.empty()));
        assertEquals(List.of("two"), box.texts(box.mailbox("Customers")));
      }
    }
  }

  @Test
  default void itIsRecordedWithTheNumberOfMessages() throws Exception {
    try (Box box = box()) {
      box.addAll(box.inbox(), 3);
      View view = box.inbox().view();
      erase(box, target(box, view, 0), target(box, view, 2));
      erase(box, target(box, view, 1), new Erasure.Target("nobody", new Digest(1, 2, 3, 4)));
      erase(box, new Erasure.Target("nobody", new Digest(1, 2, 3, 4)));
      assertEquals(
          List.of("mail-erased anna 2", "mail-erased anna 1"),
          recorded(box),
          "what erases nothing is not recorded");
    }
  }

  @Test
  default void itIsRecordedForEachAccountThatLosesSome() throws Exception {
    try (Box box = box()) {
      Box bruno = new Box(box.store(), box.store().createAccount("bruno", Box.ACTOR));
      box.addAll(box.inbox(), 3);
      bruno.addAll(bruno.inbox(), 2);
      Digest first = box.account().digest(box.inbox().view().message(0));
      Digest second = box.account().digest(box.inbox().view().message(1));
      erase(
          box,
          new Erasure.Target("bruno", first),
          new Erasure.Target("anna", second),
          new Erasure.Target("bruno", second));
      assertEquals(List.of("mail-erased anna 1", "mail-erased bruno 2"), recorded(box));
      assertEquals(2, box.inbox().view().count());
      assertEquals(0, bruno.inbox().view().count());
    }
  }

  private static List<String> recorded(Box box) {
    List<String> recorded = new ArrayList<>();
    for (Audit.Entry entry : box.store().audit().entries(0, 10)) {
      AuditText text = AuditText.parse(entry.text()).orElseThrow();
      String account =
          entry.names().stream()
              .filter(name -> name.part().equals(Act.Part.ACCOUNT.word()))
              .map(Audit.Name::text)
              .findFirst()
              .orElse("nobody");
      recorded.add(text.act() + " " + account + " " + text.figures().get("messages"));
    }
    return recorded;
  }

  @Test
  default void otherHoldsThanItWasJudgedByStopIt() throws Exception {
    try (Box box = box()) {
      box.add(box.inbox(), "one");
      Erasure.Target one = target(box, box.inbox().view(), 0);
      List<Hold> before = box.store().decisions().holds();
      Hold hold =
          new Hold(
              "lawsuit",
              Optional.of("anna"),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              "a test",
              NOW);
      box.store().decisions().begin(hold);
      Box.refused(Refusal.Reason.IN_USE, () -> judged(box, one, before, true));
      assertEquals(List.of("one"), box.texts(box.inbox()));
      assertEquals(List.of(one), judged(box, one, List.of(hold), true));
    }
  }

  @Test
  default void whatAMailboxListsStaysWhereThatWasAsked() throws Exception {
    try (Box box = box()) {
      box.add(box.inbox(), "one");
      box.add(box.inbox(), "two");
      View view = box.inbox().view();
      Erasure.Target one = target(box, view, 0);
      Erasure.Target two = target(box, view, 1);
      box.inbox().remove(UidSet.range(1, 1));
      assertEquals(List.of(), judged(box, two, List.of(), false));
      assertEquals(List.of(one), judged(box, one, List.of(), false));
      assertEquals(List.of("two"), box.texts(box.inbox()));
    }
  }

  private static List<Erasure.Target> judged(
      Box box, Erasure.Target target, List<Hold> holds, boolean listedToo) throws Refusal {
    Erasure.Judgement judgement = new Erasure.Judgement(holds, listedToo);
    Erasure erasure =
        new Erasure(List.of(target), Erasure.Extent.MESSAGES, ACT, Optional.of(judgement));
    return box.store().erase(erasure, UNHEARD);
  }

  @Test
  default void anotherAccountKeepsItsOwn() throws Exception {
    try (Box box = box()) {
      box.add(box.inbox(), "one");
      Box bruno = new Box(box.store(), box.store().createAccount("bruno", Box.ACTOR));
      bruno.add(bruno.inbox(), "one");
      erase(box, target(box, box.inbox().view(), 0));
      assertEquals(List.of(), box.texts(box.inbox()));
      assertEquals(List.of("one"), bruno.texts(bruno.inbox()));
      bruno.add(bruno.inbox(), "one");
    }
  }

  @Test
  default void whatIsNotThereIsPassedOver() throws Exception {
    try (Box box = box()) {
      box.add(box.inbox(), "one");
      Erasure.Target one = target(box, box.inbox().view(), 0);
      Erasure.Target nothing = new Erasure.Target("anna", new Digest(1, 2, 3, 4));
      Erasure.Target nobody = new Erasure.Target("nobody", one.digest());
      assertEquals(List.of(one), erase(box, nothing, one, nobody));
      assertEquals(List.of(), erase(box, nothing, one, nobody));
      assertEquals(List.of(), erase(box));
    }
  }

  @Test
  default void manyAreErasedAtOnceAndProgressIsHeard() throws Exception {
    try (Box box = box()) {
      box.addAll(box.inbox(), 150);
      View view = box.inbox().view();
      List<Erasure.Target> targets = new ArrayList<>();
      for (int i = 0; i < view.count(); i += 2) {
        targets.add(target(box, view, i));
      }
      List<Long> heard = new ArrayList<>();
      Erasure erasure = new Erasure(targets, Erasure.Extent.MESSAGES, ACT);
      List<Erasure.Target> erased = box.store().erase(erasure, (done, all) -> heard.add(done));
      assertEquals(Set.copyOf(targets), Set.copyOf(erased));
      assertEquals(75, heard.getLast());
      assertFalse(box.store().isErasing());
      assertEquals(75, box.inbox().view().count());
      assertEquals("2", box.texts(box.inbox()).getFirst());
    }
  }

  private static Intake intake(Box box, String name) throws Refusal {
    if (box.store().sources().source(name).isEmpty()) {
      box.store()
          .sources()
          .add(
              new Source(
                  name,
                  "anna",
                  "pop.example.com",
                  995,
                  Source.Tls.IMPLICIT,
                  "anna",
                  "sealed",
                  new Source.Keep.Forever(),
                  Duration.ofSeconds(60),
                  Optional.empty(),
                  MailboxName.INBOX,
                  Optional.empty(),
                  Duration.ofDays(14),
                  false));
    }
    return box.store().sources().intake(name);
  }

  private static List<Optional<Uid>> deliver(Box box, Intake intake, String key, String... texts)
      throws Refusal, IOException {
    List<Incoming> incomings = new ArrayList<>();
    List<Intake.Fetched> fetched = new ArrayList<>();
    for (String text : texts) {
      Incoming incoming = box.account().incoming(0);
      incomings.add(incoming);
      fetched.add(new Intake.Fetched(key + text, Box.delivery(incoming, text), NOW));
    }
    List<Optional<Uid>> uids = intake.deliver(box.inbox(), fetched);
    incomings.forEach(Incoming::close);
    return uids;
  }

  @Test
  default void theFetcherKnowsWhatIsStillUpstreamAndBringsNothingBack() throws Exception {
    Digest digest;
    try (Box box = box()) {
      Intake intake = intake(box, "aruba");
      deliver(box, intake, "", "one");
      Erasure.Target one = target(box, box.inbox().view(), 0);
      digest = one.digest();
      erase(box, one);
    }
    try (Box box = box()) {
      Intake intake = intake(box, "aruba");
      assertEquals(Set.of("one"), intake.known(List.of("one", "two")));
      assertEquals(List.of("one"), intake.upstream().stream().map(Intake.Seen::key).toList());
      assertEquals(NOW, intake.upstream().getFirst().fetched());
      assertEquals(List.of(new Intake.Seen("one", digest, 3, NOW)), intake.withDigest(digest));
      assertEquals(
          List.of(Optional.of(new Uid(2)), Optional.empty(), Optional.of(new Uid(3))),
          deliver(box, intake(box, "other"), "new ", "zero", "one", "two"));
      assertEquals(List.of("zero", "two"), box.texts(box.inbox()));
      assertEquals(Set.of("new one"), intake(box, "other").known(Set.of("new one")));
      intake.rename(Map.of("one", "renumbered"));
      assertEquals(Set.of("renumbered"), intake.known(List.of("one", "renumbered")));
      assertEquals(List.of(Optional.empty()), deliver(box, intake, "again ", "one"));
      assertEquals(List.of("zero", "two"), box.texts(box.inbox()));
    }
  }

  @Test
  default void whatIsGoneUpstreamIsForgotten() throws Exception {
    try (Box box = box()) {
      Intake intake = intake(box, "aruba");
      deliver(box, intake, "", "one");
      intake.deletedUpstream(List.of("one"), NOW);
      erase(box, target(box, box.inbox().view(), 0));
      assertEquals(Set.of(), intake.known(List.of("one")));
      assertEquals(List.of(Optional.empty()), deliver(box, intake, "", "one"));
      assertEquals(List.of(), box.texts(box.inbox()));
    }
  }

  @Test
  default void whatADeviceHidIsForgottenAndStaysSo() throws Exception {
    try (Box box = box()) {
      box.add(box.inbox(), "one");
      box.add(box.inbox(), "two");
      box.inbox().copy(UidSet.range(1, 1), box.inbox());
      List<String> ids = box.account().uniqueIds(box.inbox().view());
      Hidden hidden = box.account().hidden("phone");
      hidden.hide(ids);
      erase(box, target(box, box.inbox().view(), 0));
      assertEquals(Set.of(ids.get(1)), hidden.uniqueIds());
      hidden.hide(ids);
      assertEquals(Set.of(ids.get(1)), hidden.uniqueIds());
    }
  }

  @Test
  default void itsSummaryIsGoneAndIsNotSavedAgain() throws Exception {
    try (Box box = box()) {
      box.add(box.inbox(), "one");
      MessageId id = box.inbox().view().message(0);
      Summaries summaries = box.account().summaries();
      summaries.save(id, ByteBuffer.wrap(new byte[] {1, 2, 3}));
      erase(box, target(box, box.inbox().view(), 0));
      assertEquals(List.of(Optional.empty()), summaries.load(List.of(id)));
      summaries.save(id, ByteBuffer.wrap(new byte[] {1, 2, 3}));
      assertEquals(List.of(Optional.empty()), summaries.load(List.of(id)));
    }
  }
}
