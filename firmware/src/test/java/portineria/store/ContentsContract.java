package portineria.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What must hold of the list of all messages. */
interface ContentsContract extends StoreUnderTest {

  private static List<String> texts(Box box, List<Remains> remains) throws Exception {
    List<String> texts = new ArrayList<>();
    for (Remains one : remains) {
      Account account = box.store().account(one.account(), Box.ACTOR).orElseThrow();
      texts.add(one.account() + " " + Box.text(account.octets(one.message())));
    }
    return texts;
  }

  private static List<Remains> unlisted(Box box) {
    return box.store().contents().unlisted(Optional.empty(), 100);
  }

  private static Remains.Place place(
      String mailbox, Optional<SpecialUse> use, boolean gone, boolean moved) {
    return new Remains.Place(
        new MailboxName(mailbox), use, NOW, gone ? Optional.of(NOW) : Optional.empty(), moved);
  }

  @Test
  default void whatNoMailboxListsIsToldWithWhereItWas() throws Exception {
    try (Box box = box()) {
      box.add(box.inbox(), "kept");
      box.add(box.inbox(), "removed");
      box.add(box.mailbox("Junk"), "copied");
      assertEquals(List.of(), unlisted(box));
      box.mailbox("Junk").copy(UidSet.ALL, box.inbox());
      box.mailbox("Junk").remove(UidSet.ALL);
      box.inbox().remove(UidSet.range(2, 2));
      assertEquals(List.of("anna removed"), texts(box, unlisted(box)));
    }
    try (Box box = box()) {
      box.inbox().remove(UidSet.range(3, 3));
      List<Remains> unlisted = unlisted(box);
      assertEquals(List.of("anna removed", "anna copied"), texts(box, unlisted));
      Remains removed = unlisted.get(0);
      assertEquals("removed".length(), removed.size());
      assertEquals(NOW, removed.received());
      assertEquals(Box.DATE, removed.internalDate());
      assertEquals(List.of(place("INBOX", Optional.empty(), true, false)), removed.places());
      List<Remains.Place> places = unlisted.get(1).places();
      assertEquals(2, places.size());
      assertTrue(places.contains(place("Junk", Optional.of(SpecialUse.JUNK), true, false)));
      assertTrue(places.contains(place("INBOX", Optional.empty(), true, false)));
    }
  }

  @Test
  default void whatWasMovedIsToldAsThat() throws Exception {
    try (Box box = box()) {
      box.add(box.inbox(), "one");
      box.inbox().move(UidSet.ALL, box.mailbox("Junk"));
      box.mailbox("Junk").remove(UidSet.ALL);
      List<Remains.Place> places = unlisted(box).getFirst().places();
      assertEquals(2, places.size());
      assertTrue(places.contains(place("INBOX", Optional.empty(), true, true)));
      assertTrue(places.contains(place("Junk", Optional.of(SpecialUse.JUNK), true, false)));
    }
  }

  @Test
  default void whatWasInADeletedMailboxIsToldAndWhatIsHadBackIsListedAgain() throws Exception {
    try (Box box = box()) {
      box.add(box.create("Work"), "one");
      box.delete("Work");
      assertEquals(List.of("anna one"), texts(box, unlisted(box)));
      box.mailbox("Recoverable/Work").copy(UidSet.ALL, box.inbox());
      assertEquals(List.of(), unlisted(box));
      Remains one = box.store().contents().of("anna", Optional.empty(), 10).getFirst();
      assertTrue(one.isListed());
      assertEquals(
          Set.of("Work", "INBOX"),
          one.places().stream().map(place -> place.mailbox().value()).collect(Collectors.toSet()));
    }
  }

  @Test
  default void theyAreToldByTheirDigestsToo() throws Exception {
    try (Box box = box()) {
      Box bruno = new Box(box.store(), box.store().createAccount("bruno", Box.ACTOR));
      box.add(box.inbox(), "one");
      box.add(box.inbox(), "two");
      bruno.add(bruno.inbox(), "three");
      box.inbox().remove(UidSet.range(1, 1));
      Contents contents = box.store().contents();
      List<Remains> all = contents.of("anna", Optional.empty(), 9);
      Digest one = all.get(0).digest();
      Digest two = all.get(1).digest();
      Digest three = contents.of("bruno", Optional.empty(), 9).getFirst().digest();
      assertEquals(all.reversed(), contents.of("anna", List.of(two, three, one)));
      box.store()
          .erase(
              new Erasure(
                  List.of(new Erasure.Target("anna", one)),
                  Erasure.Extent.MESSAGES,
                  Act.of(Act.Kind.MAIL_ERASED, Box.ACTOR)),
              (done, count) -> {});
      assertEquals(List.of(all.get(1)), contents.of("anna", List.of(one, two)));
    }
  }

  @Test
  default void allOfAnAccountAreTold() throws Exception {
    try (Box box = box()) {
      Box bruno = new Box(box.store(), box.store().createAccount("bruno", Box.ACTOR));
      box.add(box.inbox(), "one");
      bruno.add(bruno.inbox(), "one");
      box.add(box.inbox(), "two");
      box.inbox().remove(UidSet.range(1, 1));
      bruno.inbox().remove(UidSet.ALL);
      Contents contents = box.store().contents();
      assertEquals(
          List.of("anna one", "anna two"), texts(box, contents.of("anna", Optional.empty(), 9)));
      assertEquals(List.of("anna one", "bruno one"), texts(box, unlisted(box)));
      assertEquals(List.of(), contents.of("nobody", Optional.empty(), 9));
    }
  }

  @Test
  default void theyAreToldInPages() throws Exception {
    try (Box box = box()) {
      box.addAll(box.inbox(), 7);
      box.inbox().remove(UidSet.ALL);
      List<Remains> all = unlisted(box);
      List<Remains> paged = new ArrayList<>();
      Optional<MessageId> after = Optional.empty();
      for (int page = 0; page < 3; page++) {
        List<Remains> next = box.store().contents().unlisted(after, 3);
        assertEquals(page == 2 ? 1 : 3, next.size());
        paged.addAll(next);
        after = Optional.of(next.getLast().message());
      }
      assertEquals(all, paged);
      assertEquals(List.of(), box.store().contents().unlisted(after, 3));
    }
  }
}
