package portineria.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What must hold of listeners, and of many who change one mailbox. */
interface ListenerContract extends StoreUnderTest {

  @Test
  default void aListenerHearsOfEveryChangeOnceItIsMade() throws Exception {
    try (Box box = box()) {
      Mailbox inbox = box.inbox();
      List<Long> heard = Collections.synchronizedList(new ArrayList<>());
      Subscription subscription =
          inbox.subscribe(mailbox -> heard.add(mailbox.view().highestModSeq().value()));
      List<Long> made = new ArrayList<>();
      box.add(inbox, "one", Flag.DELETED);
      made.add(inbox.view().highestModSeq().value());
      inbox.store(UidSet.ALL, Box.add(Flag.SEEN), ModSeq.MAX);
      made.add(inbox.view().highestModSeq().value());
      inbox.copy(UidSet.ALL, inbox);
      made.add(inbox.view().highestModSeq().value());
      inbox.expunge(UidSet.ALL);
      made.add(inbox.view().highestModSeq().value());
      box.add(box.mailbox("Archive"), "two");
      box.mailbox("Archive").move(UidSet.ALL, inbox);
      made.add(inbox.view().highestModSeq().value());
      inbox.remove(UidSet.ALL);
      made.add(inbox.view().highestModSeq().value());
      assertTrue(heard.containsAll(made), heard + " has all of " + made);
      assertEquals(heard.stream().sorted().toList(), heard);
      subscription.close();
      heard.clear();
      box.add(inbox, "three");
      assertEquals(List.of(), heard);
    }
  }

  @Test
  default void whoeverMakesTheChangeEveryListenerHears() throws Exception {
    try (Box box = box()) {
      Account other = box.store().account("anna", new Actor("phone", "imap")).orElseThrow();
      Mailbox theirs = other.mailbox(MailboxName.INBOX).orElseThrow();
      List<String> heard = Collections.synchronizedList(new ArrayList<>());
      Subscription first = box.inbox().subscribe(mailbox -> heard.add("first"));
      box.inbox().subscribe(mailbox -> heard.add("second"));
      box.inbox().subscribe(mailbox -> heard.add("second"));
      box.add(theirs, "one");
      assertEquals(List.of("first", "second", "second"), heard.stream().sorted().toList());
      assertEquals(1, box.inbox().view().count());
      first.close();
      first.close();
      heard.clear();
      box.add(theirs, "two");
      assertEquals(List.of("second", "second"), heard);
    }
  }

  @Test
  default void aDeletionIsHeard() throws Exception {
    try (Box box = box()) {
      Mailbox work = box.create("Work");
      List<Boolean> heard = Collections.synchronizedList(new ArrayList<>());
      work.subscribe(mailbox -> heard.add(mailbox.isDeleted()));
      box.delete("Work");
      assertTrue(heard.getLast());
    }
  }

  @Test
  default void inboxIsHeardToLoseItsMessagesByARename() throws Exception {
    try (Box box = box()) {
      box.add(box.inbox(), "one");
      List<Integer> heard = Collections.synchronizedList(new ArrayList<>());
      box.inbox().subscribe(mailbox -> heard.add(mailbox.view().count()));
      box.rename("INBOX", "Saved");
      assertEquals(0, heard.getLast());
    }
  }

  @Test
  default void aRefusedChangeIsNotHeard() throws Exception {
    try (Box box = box()) {
      Mailbox work = box.create("Work/Old");
      List<String> heard = Collections.synchronizedList(new ArrayList<>());
      box.mailbox("Work").subscribe(mailbox -> heard.add("work"));
      Box.refused(Refusal.Reason.IN_USE, () -> box.delete("Work"));
      Box.refused(Refusal.Reason.ALREADY_EXISTS, () -> box.create("Work"));
      assertEquals(List.of(), heard);
      assertEquals(0, work.view().count());
    }
  }

  @Test
  default void manyWriteAtOnceAndEachViewIsWhole() throws Exception {
    int writers = 4;
    int each = 25;
    try (Box box = box();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Mailbox inbox = box.inbox();
      List<View> heard = Collections.synchronizedList(new ArrayList<>());
      inbox.subscribe(mailbox -> heard.add(mailbox.view()));
      List<CompletableFuture<Void>> done = new ArrayList<>();
      for (int i = 0; i < writers; i++) {
        done.add(write(box, "writer " + i + ", message ", each, threads));
      }
      CompletableFuture.allOf(done.toArray(CompletableFuture[]::new)).join();
      View last = inbox.view();
      assertEquals(writers * each, last.count());
      assertEquals(writers * each, List.copyOf(new java.util.TreeSet<>(Box.uids(last))).size());
      assertEquals(writers * each / 5, last.countWith(Flag.FLAGGED));
      for (int i = 1; i < heard.size(); i++) {
        View before = heard.get(i - 1);
        View after = heard.get(i);
        assertTrue(before.highestModSeq().compareTo(after.highestModSeq()) <= 0);
        assertTrue(before.count() <= after.count());
        assertEquals(
            Box.uids(before), Box.uids(after).subList(0, before.count()), "UIDs only ascend");
      }
    }
  }

  private static CompletableFuture<Void> write(Box box, String text, int count, Executor threads) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            for (int i = 0; i < count; i++) {
              Uid uid = box.add(box.inbox(), text + i);
              assertTrue(box.inbox().view().indexOf(uid.value()) >= 0, "one reads what one wrote");
              if (i % 5 == 0) {
                box.inbox().store(Box.set(uid), Box.add(Flag.FLAGGED), ModSeq.MAX);
              }
            }
          } catch (Refusal | java.io.IOException e) {
            throw new AssertionError(e);
          }
        },
        threads);
  }
}
