package portineria.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import portineria.store.Quota.Limits;

/** What must hold of limits. */
interface QuotaContract extends StoreUnderTest {

  private static Limits octets(long most) {
    return new Limits(OptionalLong.of(most), OptionalLong.empty());
  }

  private static Limits messages(long most) {
    return new Limits(OptionalLong.empty(), OptionalLong.of(most));
  }

  @Test
  default void anAccountHasNoLimitAndSaysWhatItHolds() throws Exception {
    try (Box box = box()) {
      box.add(box.inbox(), "12345");
      box.add(box.mailbox("Sent"), "12345");
      assertEquals(new Quota(Limits.NONE, 10, 2), box.account().quota());
    }
  }

  @Test
  default void aLimitIsKept() throws Exception {
    Limits both = new Limits(OptionalLong.of(1000), OptionalLong.of(7));
    try (Box box = box()) {
      box.add(box.inbox(), "12345");
      box.account().limit(octets(9));
      box.account().limit(both);
      box.store().createAccount("bruno", Box.ACTOR).limit(messages(3));
    }
    try (Box box = box()) {
      assertEquals(new Quota(both, 5, 1), box.account().quota());
      Account bruno = box.store().account("bruno", Box.ACTOR).orElseThrow();
      assertEquals(messages(3), bruno.quota().limits());
      bruno.limit(Limits.NONE);
    }
    try (Box box = box()) {
      assertEquals(Quota.NONE, box.store().account("bruno", Box.ACTOR).orElseThrow().quota());
    }
  }

  @Test
  default void whatGoesBeyondALimitIsRefusedAndNothingIsLost() throws Exception {
    try (Box box = box()) {
      box.account().limit(octets(10));
      box.add(box.inbox(), "12345");
      Box.refused(Refusal.Reason.OVER_QUOTA, () -> box.add(box.inbox(), "123456"));
      box.add(box.mailbox("Sent"), "54321");
      Box.refused(Refusal.Reason.OVER_QUOTA, () -> box.add(box.inbox(), "1"));
      Box.refused(
          Refusal.Reason.OVER_QUOTA, () -> box.inbox().copy(UidSet.ALL, box.mailbox("Archive")));
      assertEquals(List.of("12345"), box.texts(box.inbox()));
      assertEquals(List.of(), box.texts(box.mailbox("Archive")));
      assertEquals(new Quota(octets(10), 10, 2), box.account().quota());
    }
  }

  @Test
  default void messagesCanBeLimitedToo() throws Exception {
    try (Box box = box()) {
      box.account().limit(messages(2));
      box.addAll(box.inbox(), 2);
      Box.refused(Refusal.Reason.OVER_QUOTA, () -> box.add(box.inbox(), "3"));
      box.account().limit(messages(3));
      box.add(box.inbox(), "3");
    }
  }

  @Test
  default void aDeliveryOfManyComesWholeOrNotAtAll() throws Exception {
    try (Box box = box();
        Incoming one = box.account().incoming(0);
        Incoming two = box.account().incoming(0)) {
      box.account().limit(octets(9));
      List<Mailbox.Delivery> both = List.of(Box.delivery(one, "12345"), Box.delivery(two, "54321"));
      Box.refused(Refusal.Reason.OVER_QUOTA, () -> box.inbox().append(both));
      assertEquals(List.of(), box.texts(box.inbox()));
      box.inbox().append(both.subList(0, 1));
      assertEquals(List.of("12345"), box.texts(box.inbox()));
    }
  }

  @Test
  default void aFullAccountCanMoveAndDelete() throws Exception {
    try (Box box = box()) {
      box.addAll(box.inbox(), 3);
      box.account().limit(messages(3));
      box.inbox().move(Box.set(new Uid(1)), box.mailbox("Archive"));
      box.rename("Archive", "Old");
      box.rename("INBOX", "Older");
      assertEquals(List.of("2", "3"), box.texts(box.mailbox("Older")));
      box.account().limit(messages(1));
      box.mailbox("Older").move(UidSet.ALL, box.mailbox("Old"));
      assertEquals(List.of("1", "2", "3"), box.texts(box.mailbox("Old")));
      box.mailbox("Old").remove(UidSet.ALL);
      box.add(box.inbox(), "4");
    }
  }

  @Test
  default void deletingMakesRoomAndWhatWasDeletedCanBeHadBackAllTheSame() throws Exception {
    try (Box box = box()) {
      box.account().limit(messages(2));
      box.addAll(box.inbox(), 2);
      box.inbox().remove(Box.set(new Uid(1)));
      assertEquals(1, box.account().quota().messages());
      box.add(box.inbox(), "3");
      box.mailbox("Recoverable/INBOX").copy(UidSet.ALL, box.inbox());
      assertEquals(List.of("2", "3", "1"), box.texts(box.inbox()));
      assertEquals(new Quota(messages(2), 3, 3), box.account().quota());
      Box.refused(Refusal.Reason.OVER_QUOTA, () -> box.add(box.inbox(), "4"));
    }
  }

  @Test
  default void theViewOfAllMailDoesNotCount() throws Exception {
    try (Box box = box()) {
      box.account().limit(messages(2));
      box.account().allMail().show(true);
      box.add(box.inbox(), "1");
      while (box.account().allMail().step()) {
        // until it shows all
      }
      assertEquals(1, box.account().quota().messages());
      Mailbox all = box.mailbox("All Mail/2026");
      all.copy(UidSet.ALL, box.inbox());
      Box.refused(Refusal.Reason.OVER_QUOTA, () -> all.copy(UidSet.ALL, box.inbox()));
    }
  }

  @Test
  default void anAccountsLimitIsItsOwn() throws Exception {
    try (Box box = box()) {
      Account bruno = box.store().createAccount("bruno", Box.ACTOR);
      bruno.limit(messages(1));
      box.addAll(box.inbox(), 2);
      Box other = new Box(box.store(), bruno);
      other.add(bruno.mailbox(MailboxName.INBOX).orElseThrow(), "1");
      assertEquals(2, box.account().quota().messages());
    }
  }
}
