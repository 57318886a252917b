package portineria.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portineria.store.Actor;
import portineria.store.Audit;
import portineria.store.AuditText;
import portineria.store.Incoming;
import portineria.store.Mailbox;
import portineria.store.MailboxName;
import portineria.store.Refusal;
import portineria.store.UidSet;
import portineria.store.volume.FolderDisk;

/** Whoever removes many messages leaves a trace. */
class MassRemovalsTest {
  @TempDir Path data;

  private Instant now = Instant.parse("2026-11-21T10:15:30Z");

  private OpenBox open() throws IOException, Refusal {
    return OpenBox.of(
        TestSettings.of(data)
            .withDisk(new UnforcedDisk(new FolderDisk(data)))
            .withClock(() -> now));
  }

  private static void fill(OpenBox box, Mailbox mailbox, int messages) throws Exception {
    try (Incoming incoming = box.anna().incoming(0)) {
      Mailbox.Delivery one = OpenBox.delivery(incoming, "the same");
      List<Mailbox.Delivery> many = new ArrayList<>();
      for (int i = 0; i < messages; i++) {
        many.add(one);
      }
      mailbox.append(many);
    }
  }

  /** What was recorded: "messages mailbox". */
  private static List<String> recorded(OpenBox box) {
    return box.store().audit().entries(0, 1000).stream()
        .filter(entry -> entry.text().contains("act mass-removal\n"))
        .map(MassRemovalsTest::said)
        .toList();
  }

  private static String said(Audit.Entry entry) {
    Map<String, String> names =
        entry.names().stream().collect(Collectors.toMap(Audit.Name::part, Audit.Name::text));
    assertEquals("anna", names.get("account"));
    assertEquals("reception PC", names.get("by"));
    AuditText text = AuditText.parse(entry.text()).orElseThrow();
    assertEquals("imap", text.door());
    return text.figures().get("messages") + " " + names.get("mailbox");
  }

  @Test
  void aHundredAtOnceAreRecordedAndFewerAreNot() throws Exception {
    try (OpenBox box = open()) {
      fill(box, box.inbox(), MassRemovals.MESSAGES + 99);
      box.inbox().remove(UidSet.range(1, 99));
      now = now.plus(MassRemovals.PAUSE).plusSeconds(1);
      assertEquals(List.of(), recorded(box));
      box.inbox().remove(UidSet.ALL);
      assertEquals(List.of("100 INBOX"), recorded(box));
    }
  }

  @Test
  void aHundredOneByOneAreRecordedAndAgainWhenTheyHaveDoubled() throws Exception {
    try (OpenBox box = open()) {
      Mailbox customers = box.create("Customers");
      fill(box, customers, 450);
      for (int uid = 1; uid <= 450; uid++) {
        customers.remove(UidSet.range(uid, uid));
        now = now.plusSeconds(60);
      }
      assertEquals(List.of("100 Customers", "200 Customers", "400 Customers"), recorded(box));
    }
  }

  @Test
  void eachActorAndEachMailboxCountsForItself() throws Exception {
    Actor phone = new Actor("phone", "imap");
    try (OpenBox box = open()) {
      Mailbox work = box.create("Work");
      fill(box, box.inbox(), 99);
      fill(box, work, 120);
      box.inbox().remove(UidSet.ALL);
      work.remove(UidSet.range(1, 60));
      box.store()
          .account("anna", phone)
          .orElseThrow()
          .mailbox(work.name())
          .orElseThrow()
          .remove(UidSet.ALL);
      assertEquals(List.of(), recorded(box));
    }
  }

  @Test
  void aProgramThatSpeaksPop3IsNamedToo() throws Exception {
    try (OpenBox box = open()) {
      fill(box, box.inbox(), 120);
      box.store()
          .account("anna", new Actor("", "pop3"))
          .orElseThrow()
          .mailbox(MailboxName.INBOX)
          .orElseThrow()
          .remove(UidSet.ALL);
      Audit.Entry entry = box.store().audit().entries(0, 1000).getLast();
      assertTrue(entry.text().contains("door pop3\n"), entry.text());
      assertEquals(2, entry.names().size(), "account and mailbox: it was the account itself");
    }
  }

  @Test
  void aMailboxThatIsDeletedIsARemovalOfItsMessages() throws Exception {
    try (OpenBox box = open()) {
      fill(box, box.create("Work"), 150);
      box.anna().delete(new MailboxName("Work"));
      assertEquals(List.of("150 Work"), recorded(box));
    }
  }

  @Test
  void whatIsMovedIsNotRemoved() throws Exception {
    try (OpenBox box = open()) {
      fill(box, box.inbox(), 150);
      box.inbox().move(UidSet.ALL, box.mailbox("Archive"));
      box.anna().rename(MailboxName.INBOX, new MailboxName("Old"));
      assertEquals(List.of(), recorded(box));
    }
  }

  @Test
  void soManyThatAreUnderWayAreRememberedAndNoMore() throws Exception {
    try (OpenBox box = open()) {
      Mailbox first = box.create("first");
      fill(box, first, 100);
      first.remove(UidSet.range(1, 99));
      for (int i = 0; i < MassRemovals.BURSTS_MAX; i++) {
        now = now.plus(Duration.ofMillis(1));
        Mailbox other = box.create("other " + i);
        fill(box, other, 1);
        other.remove(UidSet.ALL);
      }
      first.remove(UidSet.ALL);
      assertEquals(List.of(), recorded(box), "the one that rested longest was forgotten");
      assertEquals(
          MassRemovals.BURSTS_MAX,
          box.store().opened().engine().catalog().massRemovals().committed().bursts().size());
    }
  }
}
