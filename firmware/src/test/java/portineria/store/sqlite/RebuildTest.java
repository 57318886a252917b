package portineria.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portineria.store.Act;
import portineria.store.Audit;
import portineria.store.BoxLanguage;
import portineria.store.Digest;
import portineria.store.Flag;
import portineria.store.Mailbox;
import portineria.store.MailboxInfo;
import portineria.store.MailboxName;
import portineria.store.ModSeq;
import portineria.store.Quota;
import portineria.store.UidSet;
import portineria.store.View;

/** The index is lost, and comes back. */
class RebuildTest {
  private static final Quota.Limits LIMITS =
      new Quota.Limits(OptionalLong.empty(), OptionalLong.of(1000));

  @TempDir Path data;

  private StoreSettings settings;

  @BeforeEach
  void fill() throws Exception {
    settings = TestSettings.of(data).withVolumes(TestSettings.SMALL_VOLUMES);
    try (OpenBox box = OpenBox.of(settings)) {
      box.create("Kunden/Rossi");
      for (int i = 0; i < 5; i++) {
        box.add(box.inbox(), "message " + i + " ".repeat(3000), Flag.SEEN, new Flag("$Work"));
      }
      box.add(box.mailbox("Kunden/Rossi"), "large".repeat(5000));
      box.store().sources().add(Script.source());
      Script.STEPS.get(15).doTo(box);
    }
  }

  private void loseTheIndex() throws IOException {
    for (String name : List.of("index.db", "index.db-wal", "index.db-shm")) {
      Files.deleteIfExists(data.resolve(name));
    }
  }

  private Rebuild.Report rebuild() throws IOException {
    return Rebuild.run(settings, OpenBox.ACTOR, messages -> {});
  }

  @Test
  void thatItWasRebuiltIsInTheNewAuditChain() throws Exception {
    try (OpenBox box = OpenBox.of(settings)) {
      box.store().audit().record(Act.of(Act.Kind.MAIL_READ, OpenBox.ACTOR));
    }
    rebuild();
    try (OpenBox box = OpenBox.of(settings)) {
      List<Audit.Entry> entries = box.store().audit().entries(0, 10);
      assertEquals(2, entries.size(), "the copy's chain goes on");
      assertTrue(entries.get(1).text().contains("act index-rebuilt\n"), entries.toString());
    }
    loseTheIndex();
    Rebuild.Report report = rebuild();
    try (OpenBox box = OpenBox.of(settings)) {
      Audit.Entry first = box.store().audit().entries(0, 10).getFirst();
      assertEquals(1, first.number());
      assertTrue(first.text().endsWith("messages " + report.messages() + "\n"), first.text());
    }
  }

  private static Map<String, Long> validities(OpenBox box) {
    Map<String, Long> validities = new TreeMap<>();
    for (MailboxInfo info : box.anna().mailboxes()) {
      validities.put(info.name().value(), info.uidValidity().value());
    }
    return validities;
  }

  private static List<String> messages(OpenBox box) {
    List<String> messages = new ArrayList<>();
    for (MailboxInfo info : box.anna().mailboxes()) {
      View view = box.mailbox(info.name().value()).view();
      for (int i = 0; i < view.count(); i++) {
        messages.add(
            String.join(
                " ",
                info.name().value(),
                box.anna().digest(view.message(i)).hex(),
                "" + view.flagTable().flags(view.flagBits(i)),
                "" + view.internalDate(i),
                "" + view.saveDate(i)));
      }
    }
    return messages;
  }

  @Test
  void mailWithoutAnIndexIsNotServedAsIfThereWereNone() throws Exception {
    loseTheIndex();
    IndexLost lost = assertThrows(IndexLost.class, () -> OpenBox.of(settings));
    assertTrue(lost.getMessage().contains("portineria rebuild"), lost.getMessage());
    Files.createFile(data.resolve("index.db"));
    assertThrows(IndexLost.class, () -> OpenBox.of(settings), "nor with an empty one");
  }

  @Test
  void fromTheVolumesAloneEveryMessageComesBackToWhereItFirstWas() throws Exception {
    List<String> before;
    List<String> uniqueIds;
    Map<String, Long> validities;
    try (OpenBox box = OpenBox.of(settings)) {
      before = messages(box);
      uniqueIds = box.anna().uniqueIds(box.inbox().view());
      validities = validities(box);
      Mailbox gone = box.create("Made and deleted");
      assertTrue(gone.uidValidity().value() > 0);
    }
    loseTheIndex();
    Rebuild.Report report = rebuild();
    assertEquals(Optional.empty(), report.base());
    assertEquals(before.size(), report.messages());
    assertEquals(List.of("anna"), report.accounts());
    assertEquals(List.of(), report.damages());
    try (OpenBox box = OpenBox.of(settings)) {
      assertEquals(before, messages(box));
      assertEquals(uniqueIds, box.anna().uniqueIds(box.inbox().view()));
      long highest = validities.values().stream().max(Long::compare).orElseThrow();
      assertTrue(validities(box).values().stream().allMatch(value -> value > highest + 1));
      assertEquals(
          Optional.empty(), box.store().directory().login("anna").orElseThrow().passwordHash());
      box.add(box.inbox(), "it goes on");
    }
    assertEquals(List.of(), Verify.run(settings, (octets, total) -> {}));
  }

  @Test
  void whatASourceGaveIsRememberedWhenTheSourceIsAddedAgain() throws Exception {
    loseTheIndex();
    rebuild();
    try (OpenBox box = OpenBox.of(settings)) {
      assertEquals(List.of(), box.store().sources().all());
      box.store().sources().add(Script.source());
      var intake = box.store().sources().intake("provider");
      assertEquals(Script.keys(), intake.known(Set.of("uidl-1", "uidl-2", "uidl-3")));
      Digest fetched = intake.upstream().getFirst().digest();
      assertEquals(1, intake.withDigest(fetched).size());
    }
  }

  @Test
  void fromACopyAllIsAsItWasAndNewMailComesFromTheVolumes() throws Exception {
    List<String> before;
    Map<String, Long> validities;
    long uidNext;
    ModSeq modSeq;
    try (OpenBox box = OpenBox.of(settings)) {
      box.store().directory().setPassword("anna", "hash");
      box.anna().limit(LIMITS);
      box.inbox().move(UidSet.range(1, 2), box.mailbox("Archive"));
      assertTrue(box.store().safeCopy(OpenBox.DATE).isPresent());
      before = messages(box);
      validities = validities(box);
      box.add(box.inbox(), "after the copy", Flag.FLAGGED);
      box.add(box.create("Made after the copy"), "after the copy, too");
      box.inbox().store(UidSet.ALL, OpenBox.plus(Flag.ANSWERED), ModSeq.MAX);
      uidNext = box.inbox().view().uidNext().value();
      modSeq = box.inbox().view().highestModSeq();
    }
    loseTheIndex();
    Rebuild.Report report = rebuild();
    assertEquals(Optional.of(data.resolve("safe/index-2026-11-20.db")), report.base());
    assertEquals(2, report.messages());
    assertEquals(List.of(), report.accounts());
    try (OpenBox box = OpenBox.of(settings)) {
      List<String> after = messages(box);
      assertTrue(after.containsAll(before), "all of the copy");
      assertEquals(before.size() + 2, after.size());
      View inbox = box.inbox().view();
      assertEquals("after the copy", box.text(inbox, inbox.count() - 1));
      assertTrue(inbox.uid(inbox.count() - 1) > uidNext, "its UID was never given out before");
      for (int i = 0; i < inbox.count(); i++) {
        assertTrue(inbox.modSeq(i) > modSeq.value(), "clients hear of everything");
      }
      assertEquals(
          Optional.of("hash"), box.store().directory().login("anna").orElseThrow().passwordHash());
      assertEquals(LIMITS, box.anna().quota().limits());
      validities.forEach((name, value) -> assertEquals(value, validities(box).get(name), name));
      assertEquals(List.of("after the copy, too"), box.texts("Made after the copy"));
      box.add(box.inbox(), "it goes on");
    }
    assertEquals(List.of(), Verify.run(settings, (octets, total) -> {}));
  }

  @Test
  void withoutACopyNobodyKnowsWhatWasRemoved() throws Exception {
    try (OpenBox box = OpenBox.of(settings)) {
      box.store().putSetting(BoxLanguage.SETTING, BoxLanguage.ITALIAN.code());
      box.add(box.create("Recoverable/Mine"), "of a mailbox whose name the box keeps by now");
      box.inbox().remove(UidSet.range(1, 3));
      box.anna().delete(new MailboxName("Kunden/Rossi"));
      assertEquals(3, box.mailbox("Recuperabili/INBOX").view().count());
    }
    loseTheIndex();
    assertEquals(List.of(), rebuild().damages());
    try (OpenBox box = OpenBox.of(settings)) {
      assertEquals(8, box.inbox().view().count(), "all that was there, and what has no place");
      assertEquals(1, box.mailbox("Kunden/Rossi").view().count());
      assertEquals(Optional.empty(), box.anna().mailbox(new MailboxName("Recoverable/Mine")));
      assertEquals(List.of(), box.anna().recovery().removals(Instant.EPOCH));
    }
    assertEquals(List.of(), Verify.run(settings, (octets, total) -> {}));
  }

  @Test
  void fromACopyWhatWasRemovedByThenIsShownAndWhatCameSinceIsAmongAllMail() throws Exception {
    try (OpenBox box = OpenBox.of(settings)) {
      box.inbox().remove(UidSet.range(1, 1));
      box.anna().allMail().show(true);
      box.store().housekeep();
      assertTrue(box.store().safeCopy(OpenBox.DATE).isPresent());
      box.inbox().remove(UidSet.range(2, 2));
      box.add(box.inbox(), "after the copy");
    }
    loseTheIndex();
    assertEquals(1, rebuild().messages());
    try (OpenBox box = OpenBox.of(settings)) {
      assertEquals(1, box.mailbox("Recoverable/INBOX").view().count());
      assertTrue(box.inbox().view().indexOf(2) >= 0, "it is in its mailbox again");
      assertEquals("after the copy", box.texts("All Mail/2026").getLast());
      box.mailbox("Recoverable/INBOX").copy(UidSet.ALL, box.inbox());
      box.inbox().remove(UidSet.range(2, 2));
    }
    assertEquals(List.of(), Verify.run(settings, (octets, total) -> {}));
  }

  @Test
  void anOlderIndexInItsPlaceIsRefusedAndThenTakenAsTheBase() throws Exception {
    Path copy;
    try (OpenBox box = OpenBox.of(settings)) {
      copy = box.store().safeCopy(OpenBox.DATE).orElseThrow();
      box.add(box.inbox(), "after the copy");
      box.add(box.inbox(), "and another");
    }
    loseTheIndex();
    Files.move(copy, data.resolve("index.db"));
    assertThrows(IndexLost.class, () -> OpenBox.of(settings));
    Rebuild.Report report = rebuild();
    assertEquals(Optional.of(data.resolve("index.db")), report.base());
    assertEquals(2, report.messages());
    try (OpenBox box = OpenBox.of(settings)) {
      List<String> texts = box.texts("INBOX");
      assertEquals(
          List.of("after the copy", "and another"), texts.subList(texts.size() - 2, texts.size()));
    }
  }

  @Test
  void aDamagedIndexIsKeptBesideTheNewOne() throws Exception {
    byte[] damaged = new byte[8192];
    Files.write(data.resolve("index.db"), damaged);
    assertEquals(Optional.empty(), rebuild().base());
    assertEquals(damaged.length, Files.size(data.resolve("index.db.old")));
    try (OpenBox box = OpenBox.of(settings)) {
      assertEquals(7, box.inbox().view().count());
    }
  }

  @Test
  void summariesOfTheOldIndexAreNotTakenForThoseOfTheNew() throws Exception {
    try (OpenBox box = OpenBox.of(settings)) {
      View view = box.inbox().view();
      for (int i = 0; i < view.count(); i++) {
        box.anna().summaries().save(view.message(i), ByteBuffer.wrap(new byte[] {1}));
      }
    }
    loseTheIndex();
    rebuild();
    try (OpenBox box = OpenBox.of(settings)) {
      View view = box.inbox().view();
      assertEquals(
          List.of(Optional.empty()), box.anna().summaries().load(List.of(view.message(0))));
    }
  }

  @Test
  void aReplacementThatWasInterruptedIsFinishedAtTheNextStart() throws Exception {
    try (OpenBox box = OpenBox.of(settings)) {
      box.store().directory().setPassword("anna", "hash");
    }
    Files.move(data.resolve("index.db"), data.resolve("index.db.ready"));
    Files.write(data.resolve("index.db-wal"), new byte[100]);
    try (OpenBox box = OpenBox.of(settings)) {
      assertEquals(
          Optional.of("hash"), box.store().directory().login("anna").orElseThrow().passwordHash());
    }
    assertTrue(Files.exists(data.resolve("index.db.old-wal")));
    assertEquals(List.of(), Verify.run(settings, (octets, total) -> {}));
  }

  @Test
  void oneProcessAtATime() throws Exception {
    try (OpenBox box = OpenBox.of(settings)) {
      assertThrows(DataInUse.class, this::rebuild);
      assertNotEquals(0, box.inbox().view().count());
    }
  }

  @Test
  void twiceIsAsGoodAsOnce() throws Exception {
    loseTheIndex();
    rebuild();
    List<String> once;
    try (OpenBox box = OpenBox.of(settings)) {
      once = messages(box);
    }
    assertEquals(0, rebuild().messages());
    try (OpenBox box = OpenBox.of(settings)) {
      assertEquals(once, messages(box));
    }
    assertEquals(List.of(), Verify.run(settings, (octets, total) -> {}));
  }
}
