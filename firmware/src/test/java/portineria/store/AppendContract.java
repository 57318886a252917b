package portineria.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import portineria.message.Octets;

/** What must hold of messages that come in. */
interface AppendContract extends StoreUnderTest {

  @Test
  default void aMessageComesBackAsItCameAndStaysSo() throws Exception {
    byte[] octets = new byte[5000];
    new Random(1).nextBytes(octets);
    try (Box box = box();
        Incoming incoming = box.account().incoming(octets.length)) {
      incoming.write(octets, 0, 3000);
      incoming.write(octets, 3000, 2000);
      Incoming.Received received = incoming.finish();
      assertArrayEquals(octets, received.octets().stream().readAllBytes());
      Set<Flag> flags = Set.of(Flag.SEEN, new Flag("$Work"));
      Instant date = Instant.parse("2025-03-04T05:06:07.89Z");
      box.inbox().append(List.of(new Mailbox.Delivery(received, flags, date)));
      hasThatMessage(box, octets);
    }
    try (Box box = box()) {
      hasThatMessage(box, octets);
    }
  }

  private static void hasThatMessage(Box box, byte[] octets) throws Exception {
    View view = box.inbox().view();
    MessageId message = view.message(0);
    assertEquals(1, view.count());
    assertEquals(5000, view.size(0));
    assertEquals(5000, view.octets());
    assertEquals(Set.of(Flag.SEEN, new Flag("$Work")), Box.flags(view, 0));
    assertEquals(Instant.parse("2025-03-04T05:06:07Z").getEpochSecond(), view.internalDate(0));
    assertEquals(NOW.getEpochSecond(), view.saveDate(0));
    assertTrue(view.modSeq(0) > 0 && view.modSeq(0) <= view.highestModSeq().value());
    assertArrayEquals(octets, box.account().octets(message).stream().readAllBytes());
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(octets);
    assertEquals(Digest.of(digest), box.account().digest(message));
  }

  @Test
  default void uidsAscendInTheOrderOfTheDeliveries() throws Exception {
    try (Box box = box();
        Incoming one = box.account().incoming(0);
        Incoming two = box.account().incoming(0);
        Incoming three = box.account().incoming(0)) {
      List<Mailbox.Delivery> deliveries =
          List.of(Box.delivery(one, "one"), Box.delivery(two, "two"), Box.delivery(three, "three"));
      List<Uid> uids = box.inbox().append(deliveries);
      View view = box.inbox().view();
      assertEquals(uids.stream().sorted().distinct().toList(), uids);
      assertEquals(uids, Box.uids(view));
      assertEquals(List.of("one", "two", "three"), box.texts(box.inbox()));
      assertTrue(view.uidNext().compareTo(uids.getLast()) > 0);
    }
  }

  @Test
  default void ofSeveralMessagesAllComeInOrNone() throws Exception {
    try (Box box = box();
        Incoming good = box.account().incoming(0);
        Incoming bad = box.account().incoming(0)) {
      View before = box.inbox().view();
      Flag[] tooMany = new Flag[FlagTable.KEYWORDS_MAX + 1];
      for (int i = 0; i < tooMany.length; i++) {
        tooMany[i] = new Flag("k" + i);
      }
      List<Mailbox.Delivery> deliveries =
          List.of(Box.delivery(good, "good"), Box.delivery(bad, "bad", tooMany));
      Box.refused(Refusal.Reason.LIMIT, () -> box.inbox().append(deliveries));
      View after = box.inbox().view();
      assertEquals(0, after.count());
      assertEquals(before.highestModSeq(), after.highestModSeq());
      assertEquals(FlagTable.EMPTY, after.flagTable());
    }
  }

  @Test
  default void aUidIsNeverUsedTwice() throws Exception {
    List<Uid> given = new ArrayList<>();
    for (int opening = 0; opening < 3; opening++) {
      try (Box box = box()) {
        for (int i = 0; i < 3; i++) {
          assertTrue(
              given.isEmpty() || box.inbox().view().uidNext().compareTo(given.getLast()) > 0);
          given.add(box.add(box.inbox(), "message " + i));
          box.inbox().remove(UidSet.ALL);
        }
      }
    }
    assertEquals(given.stream().sorted().distinct().toList(), given);
  }

  @Test
  default void oneMessageMayBeDeliveredMoreThanOnce() throws Exception {
    try (Box box = box()) {
      try (Incoming incoming = box.account().incoming(0)) {
        Mailbox.Delivery delivery = Box.delivery(incoming, "again");
        box.inbox().append(List.of(delivery, delivery));
        box.mailbox("Archive").append(List.of(delivery));
      }
      assertEquals(List.of("again", "again"), box.texts(box.inbox()));
      assertEquals(List.of("again"), box.texts(box.mailbox("Archive")));
    }
  }

  @Test
  default void theSameOctetsTwiceAreTwoMessagesInTheirMailbox() throws Exception {
    try (Box box = box()) {
      box.add(box.inbox(), "same", Flag.SEEN);
      box.add(box.inbox(), "same");
      View view = box.inbox().view();
      assertEquals(2, view.count());
      assertEquals(box.account().digest(view.message(0)), box.account().digest(view.message(1)));
      assertEquals(Set.of(), Box.flags(view, 1));
    }
  }

  @Test
  default void aMessageMayBeEmptyOrOlderThan1970() throws Exception {
    try (Box box = box();
        Incoming incoming = box.account().incoming(0)) {
      Instant date = Instant.parse("1969-12-31T23:59:57.25Z");
      box.inbox().append(List.of(new Mailbox.Delivery(incoming.finish(), Set.of(), date)));
      View view = box.inbox().view();
      assertEquals(0, view.size(0));
      assertEquals(-3, view.internalDate(0));
      assertEquals(List.of(""), box.texts(box.inbox()));
    }
  }

  @Test
  default void whatWasNotDeliveredLeavesNoTrace() throws Exception {
    try (Box box = box()) {
      try (Incoming incoming = box.account().incoming(10_000_000)) {
        Box.received(incoming, "never mind");
      }
      try (Incoming incoming = box.account().incoming(0)) {
        incoming.write(new byte[10], 0, 10);
      }
      box.add(box.inbox(), "after");
      assertEquals(List.of("after"), box.texts(box.inbox()));
    }
  }

  @Test
  default void aLargeMessageIsReadAtManyPlacesByManyThreads() throws Exception {
    byte[] octets = new byte[3 << 20];
    new Random(2).nextBytes(octets);
    try (Box box = box()) {
      try (Incoming incoming = box.account().incoming(octets.length)) {
        incoming.write(octets, 0, octets.length);
        box.inbox().append(List.of(new Mailbox.Delivery(incoming.finish(), Set.of(), NOW)));
      }
      Octets kept = box.account().octets(box.inbox().view().message(0));
      assertEquals(octets.length, kept.size());
      List<CompletableFuture<Void>> readers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        Random random = new Random(i);
        readers.add(CompletableFuture.runAsync(() -> reads(kept, octets, random)));
      }
      CompletableFuture.allOf(readers.toArray(CompletableFuture[]::new)).join();
      assertEquals(-1, kept.read(octets.length, new byte[1], 0, 1));
    }
  }

  private static void reads(Octets kept, byte[] octets, Random random) {
    try {
      for (int i = 0; i < 50; i++) {
        int position = random.nextInt(octets.length - 1000);
        byte[] part = kept.slice(position, 1000).stream().readAllBytes();
        byte[] expected = new byte[1000];
        System.arraycopy(octets, position, expected, 0, 1000);
        assertArrayEquals(expected, part);
      }
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }
}
