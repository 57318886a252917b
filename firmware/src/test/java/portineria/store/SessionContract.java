package portineria.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What must hold of what sessions need besides mail: recent, unique-ids, hidden, summaries. */
interface SessionContract extends StoreUnderTest {

  @Test
  default void aMessageIsRecentToOneSessionOnly() throws Exception {
    try (Box box = box()) {
      Mailbox inbox = box.inbox();
      Uid one = box.add(inbox, "one");
      assertEquals(one, inbox.peekRecent());
      assertEquals(one, inbox.peekRecent());
      assertEquals(one, inbox.claimRecent());
      Uid next = inbox.view().uidNext();
      assertTrue(inbox.claimRecent().compareTo(next) >= 0, "nothing is left");
      Uid two = box.add(inbox, "two");
      assertTrue(inbox.peekRecent().compareTo(one) > 0 && inbox.peekRecent().compareTo(two) <= 0);
      Mailbox again = box.mailbox("INBOX");
      assertTrue(again.claimRecent().compareTo(two) <= 0);
      assertTrue(inbox.claimRecent().compareTo(two) > 0);
    }
  }

  @Test
  default void nothingIsRecentAfterARestart() throws Exception {
    try (Box box = box()) {
      box.add(box.inbox(), "one");
    }
    try (Box box = box()) {
      Mailbox inbox = box.inbox();
      assertTrue(inbox.peekRecent().value() > inbox.view().uid(0));
      Uid two = box.add(inbox, "two");
      Uid recent = inbox.claimRecent();
      assertTrue(recent.value() > inbox.view().uid(0) && recent.compareTo(two) <= 0);
    }
  }

  @Test
  default void uniqueIdsAreShortPrintableAndDifferent() throws Exception {
    try (Box box = box()) {
      Mailbox inbox = box.inbox();
      for (int i = 0; i < 12; i++) {
        box.add(inbox, "same");
      }
      box.add(inbox, "other");
      List<String> ids = box.account().uniqueIds(inbox.view());
      assertEquals(13, new HashSet<>(ids).size());
      String digest = box.account().digest(inbox.view().message(12)).hex();
      assertTrue(ids.get(12).contains(digest), "the digest is in it");
      for (String id : ids) {
        assertTrue(!id.isEmpty() && id.length() <= 70, id);
        assertTrue(id.chars().allMatch(c -> c >= 0x21 && c <= 0x7E), "RFC 1939 §7: " + id);
      }
    }
  }

  @Test
  default void uniqueIdsStay() throws Exception {
    List<String> before;
    try (Box box = box()) {
      Mailbox inbox = box.inbox();
      for (String text : List.of("same", "a", "same", "b", "same", "c")) {
        box.add(inbox, text);
      }
      before = box.account().uniqueIds(inbox.view());
      View old = inbox.view();
      inbox.remove(Box.set(new Uid(old.uid(0)), new Uid(old.uid(3))));
      assertEquals(before, box.account().uniqueIds(old), "of a view that was seen before");
      box.add(inbox, "same");
      inbox.store(UidSet.ALL, Box.add(Flag.SEEN), ModSeq.MAX);
    }
    try (Box box = box()) {
      List<String> after = box.account().uniqueIds(box.inbox().view());
      assertEquals(
          List.of(before.get(1), before.get(2), before.get(4), before.get(5)), after.subList(0, 4));
      assertEquals(5, new HashSet<>(after).size());
    }
  }

  @Test
  default void whatADeviceHidesIsHiddenFromItAlone() throws Exception {
    try (Box box = box()) {
      box.store().createAccount("bruno", Box.ACTOR);
      box.account().hidden("reception PC").hide(List.of("a", "b"));
      box.account().hidden("reception PC").hide(Set.of("b", "c"));
      box.account().hidden("").hide(List.of("d"));
      box.account().hidden("").hide(List.of());
    }
    try (Box box = box()) {
      Account bruno = box.store().account("bruno", Box.ACTOR).orElseThrow();
      assertEquals(Set.of("a", "b", "c"), box.account().hidden("reception PC").uniqueIds());
      assertEquals(Set.of("d"), box.account().hidden("").uniqueIds());
      assertEquals(Set.of(), box.account().hidden("phone").uniqueIds());
      assertEquals(Set.of(), bruno.hidden("").uniqueIds());
    }
  }

  @Test
  default void aSummaryComesBackAsItWasOrNotAtAll() throws Exception {
    try (Box box = box()) {
      box.add(box.inbox(), "one");
      box.add(box.inbox(), "two");
      MessageId one = box.inbox().view().message(0);
      MessageId two = box.inbox().view().message(1);
      assertNotEquals(one, two);
      ByteBuffer summary = ByteBuffer.wrap("ENVELOPE ()".getBytes(StandardCharsets.US_ASCII));
      box.account().summaries().save(one, summary);
      assertEquals(11, summary.remaining(), "reading is the store's own");
      var loaded = box.account().summaries().load(List.of(two, one));
      assertEquals(2, loaded.size());
      assertTrue(loaded.get(0).isEmpty());
      loaded.get(1).ifPresent(buffer -> assertEquals(summary, buffer));
      assertEquals(List.of(), box.account().summaries().load(List.of()));
    }
  }
}
