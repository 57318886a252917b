package portineria.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import portineria.store.Arrivals.Arrival;

/** Who derives something from all mail gets all of it, once, in order. */
interface ArrivalsContract extends StoreUnderTest {

  @Test
  default void aNewStoreHasNone() throws Exception {
    try (Box box = box()) {
      Arrivals arrivals = box.store().arrivals();
      assertEquals(new MessageId(0), arrivals.last());
      assertEquals(List.of(), arrivals.after(new MessageId(0), 10));
    }
  }

  @Test
  default void messagesAreListedInTheOrderOfTheirComing() throws Exception {
    try (Box box = box()) {
      Account bruno = box.store().createAccount("bruno", Box.ACTOR);
      Box other = new Box(box.store(), bruno);
      box.add(box.inbox(), "one");
      other.add(other.inbox(), "two");
      box.add(box.mailbox("Archive"), "three");
      List<MessageId> expected =
          List.of(
              box.inbox().view().message(0),
              other.inbox().view().message(0),
              box.mailbox("Archive").view().message(0));
      Arrivals arrivals = box.store().arrivals();
      List<Arrival> all = arrivals.after(new MessageId(0), 10);
      assertEquals(expected, all.stream().map(Arrival::message).toList());
      assertEquals(List.of("anna", "bruno", "anna"), all.stream().map(Arrival::account).toList());
      assertEquals(NOW, all.getFirst().received());
      assertEquals(expected.getLast(), arrivals.last());
      assertEquals(all.subList(0, 2), arrivals.after(new MessageId(0), 2));
      assertEquals(all.subList(1, 3), arrivals.after(expected.getFirst(), 2));
    }
  }

  @Test
  default void whatCameIsCountedByTheHour() throws Exception {
    try (Box box = box()) {
      Arrivals arrivals = box.store().arrivals();
      assertEquals(List.of(), arrivals.hours(Instant.EPOCH));
      box.addAll(box.inbox(), 3);
      box.inbox().copy(UidSet.ALL, box.mailbox("Archive"));
      List<Arrivals.Hour> hours = arrivals.hours(NOW);
      assertEquals(1, hours.size());
      assertEquals(NOW.truncatedTo(ChronoUnit.HOURS), hours.getFirst().begin());
      assertEquals(3, hours.getFirst().messages());
      assertTrue(hours.getFirst().octets() >= 3);
      assertEquals(List.of(), arrivals.hours(NOW.plusSeconds(1)));
    }
  }

  @Test
  default void whatBecomesOfAMessageChangesNothing() throws Exception {
    try (Box box = box()) {
      box.addAll(box.inbox(), 3);
      List<Arrival> before = box.store().arrivals().after(new MessageId(0), 10);
      box.add(box.inbox(), "1");
      box.inbox().copy(UidSet.range(1, 2), box.mailbox("Archive"));
      box.inbox().move(UidSet.range(2, 2), box.create("Work"));
      box.inbox().remove(UidSet.ALL);
      box.delete("Work");
      assertEquals(before, box.store().arrivals().after(new MessageId(0), 10));
    }
  }

  @Test
  default void whoeverListensHearsOfNewMessagesAlone() throws Exception {
    try (Box box = box()) {
      List<Long> heard = Collections.synchronizedList(new ArrayList<>());
      Arrivals arrivals = box.store().arrivals();
      Subscription first = arrivals.subscribe(() -> heard.add(arrivals.last().value()));
      box.add(box.inbox(), "one");
      box.add(box.mailbox("Archive"), "two");
      assertEquals(arrivals.last().value(), heard.getLast());
      assertEquals(2, heard.size());
      box.add(box.inbox(), "one");
      box.inbox().copy(UidSet.ALL, box.mailbox("Archive"));
      box.inbox().store(UidSet.ALL, Box.add(Flag.SEEN), ModSeq.MAX);
      box.inbox().remove(UidSet.ALL);
      assertEquals(2, heard.size(), "the box keeps no new message");
      Runnable same = () -> heard.add(0L);
      Subscription one = arrivals.subscribe(same);
      try (Subscription other = arrivals.subscribe(same)) {
        one.close();
        heard.clear();
        box.add(box.inbox(), "three");
        assertEquals(2, heard.size());
        assertNotSame(other, one);
      }
      first.close();
      heard.clear();
      box.add(box.inbox(), "four");
      assertEquals(List.of(), heard);
    }
  }

  @Test
  default void openedAgainTheNumbersAreTheSame() throws Exception {
    List<Arrival> before;
    long generation;
    try (Box box = box()) {
      box.addAll(box.inbox(), 3);
      before = box.store().arrivals().after(new MessageId(0), 10);
      generation = box.store().arrivals().generation();
    }
    try (Box box = box()) {
      assertEquals(before, box.store().arrivals().after(new MessageId(0), 10));
      assertEquals(generation, box.store().arrivals().generation());
    }
  }
}
