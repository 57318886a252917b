package portineria.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portineria.store.Digest;
import portineria.store.Erasure;
import portineria.store.Incoming;
import portineria.store.Intake;
import portineria.store.Mailbox.Delivery;
import portineria.store.MessageId;
import portineria.store.Refusal;
import portineria.store.View;
import portineria.store.sqlite.database.Database;
import portineria.store.sqlite.database.Gate;
import portineria.store.volume.Location;

/** A damaged message is whole again when it comes once more. */
class HealingTest {
  private static final int MESSAGES = 40;

  /** By index. */
  private static final int DAMAGED = 4;

  @TempDir Path folder;

  private Path data;
  private StoreSettings settings;
  private Location old = new Location(1, 0, 0);

  @BeforeEach
  void fill() throws Exception {
    data = folder.resolve("data");
    settings = TestSettings.of(data).withVolumes(TestSettings.SMALL_VOLUMES);
    try (OpenBox box = OpenBox.of(settings)) {
      for (int i = 0; i < MESSAGES; i++) {
        box.add(i == DAMAGED ? box.inbox() : box.mailbox(i % 2 == 0 ? "INBOX" : "Sent"), text(i));
      }
      old = Rot.place(box, DAMAGED / 2);
    }
  }

  private static String text(int number) {
    return "message " + number + " ".repeat(700) + (number == 0 ? "x".repeat(20_000) : "");
  }

  private static Digest digest(OpenBox box, int number) throws Exception {
    try (Incoming incoming = box.anna().incoming(0)) {
      return OpenBox.delivery(incoming, text(number)).message().digest();
    }
  }

  private void damage() throws Exception {
    Rot.flip(data, old);
  }

  private static void scrub(OpenBox box) throws Refusal {
    assertTrue(box.store().scrub().advance(1) > 0);
    assertEquals(0, box.store().scrub().advance(1), "the round has ended");
  }

  private static int damages(OpenBox box) {
    return box.store().scrub().state().damaged().size();
  }

  private List<String> verify() throws IOException {
    return Verify.run(settings, (octets, total) -> {}).stream().map(Finding::toString).toList();
  }

  private long size() throws IOException {
    try (Stream<Path> files = Files.walk(data.resolve("volumes"))) {
      long size = 0;
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        size += Files.size(file);
      }
      return size;
    }
  }

  /** All of them, wherever they are listed by now. */
  private static void assertWhole(OpenBox box) throws IOException {
    Set<String> texts = new HashSet<>(box.texts("INBOX"));
    texts.addAll(box.texts("Sent"));
    for (int i = 0; i < MESSAGES; i++) {
      assertTrue(texts.contains(text(i)), "message " + i);
    }
    assertEquals(MESSAGES, texts.size());
  }

  @Test
  void aMessageThatIsUploadedOnceMoreIsWholeInAllItsMailboxes() throws Exception {
    damage();
    try (OpenBox box = OpenBox.of(settings)) {
      View before = box.inbox().view();
      assertNotEquals(text(DAMAGED), box.text(before, DAMAGED / 2), "it is damaged");
      scrub(box);
      assertEquals(1, damages(box));
      assertEquals(Set.of(digest(box, DAMAGED)), box.anna().damaged(List.of(digest(box, DAMAGED))));
      box.add(box.mailbox("Archive"), text(DAMAGED));
      assertEquals(text(DAMAGED), box.text(before, DAMAGED / 2), "for who has it in view");
      assertEquals(0, damages(box));
      assertEquals(Set.of(), box.anna().damaged(List.of(digest(box, DAMAGED))));
      scrub(box);
      assertEquals(0, damages(box));
    }
    assertEquals(List.of(), verify());
    try (OpenBox box = OpenBox.of(settings)) {
      assertWhole(box);
      assertEquals(List.of(text(DAMAGED)), box.texts("Archive"));
    }
  }

  @Test
  void aMessageThatIsFetchedOnceMoreIsWhole() throws Exception {
    damage();
    try (OpenBox box = OpenBox.of(settings)) {
      scrub(box);
      box.store().sources().add(Script.source());
      Intake intake = box.store().sources().intake("provider");
      try (Incoming incoming = box.anna().incoming(0)) {
        Delivery delivery = OpenBox.delivery(incoming, text(DAMAGED));
        intake.deliver(
            box.mailbox("Archive"), List.of(new Intake.Fetched("uidl", delivery, OpenBox.DATE)));
      }
      assertWhole(box);
      assertEquals(0, damages(box));
    }
    assertEquals(List.of(), verify());
  }

  @Test
  void whatIsNotKnownToBeDamagedIsNeitherReadNorReplaced() throws Exception {
    damage();
    long size = size();
    try (OpenBox box = OpenBox.of(settings)) {
      box.add(box.mailbox("Archive"), text(DAMAGED));
      box.add(box.mailbox("Archive"), text(0));
      assertFalse(heal(box, DAMAGED));
      assertFalse(heal(box, MESSAGES + 1), "the account has no such message");
      assertEquals(Set.of(), box.anna().damaged(List.of(digest(box, DAMAGED))));
    }
    assertEquals(size, size());
    assertEquals(2, verify().size(), "two mailboxes list it");
  }

  private static boolean heal(OpenBox box, int number) throws Exception {
    try (Incoming incoming = box.anna().incoming(0)) {
      return box.anna().heal(OpenBox.delivery(incoming, text(number)).message());
    }
  }

  /** A program may have asked about it while it was damaged. */
  @Test
  void whatWasDerivedFromTheDamageIsForgotten() throws Exception {
    damage();
    try (OpenBox box = OpenBox.of(settings)) {
      MessageId message = box.inbox().view().message(DAMAGED / 2);
      MessageId other = box.inbox().view().message(0);
      for (MessageId one : List.of(message, other)) {
        box.anna().summaries().save(one, ByteBuffer.wrap(new byte[] {1}));
      }
      scrub(box);
      assertTrue(heal(box, DAMAGED));
      assertEquals(
          List.of(Optional.empty(), Optional.of(ByteBuffer.wrap(new byte[] {1}))),
          box.anna().summaries().load(List.of(message, other)));
    }
  }

  @Test
  void octetsAloneHealItAndChangeNoMailbox() throws Exception {
    damage();
    try (OpenBox box = OpenBox.of(settings)) {
      scrub(box);
      List<String> before = box.dump();
      long uidNext = box.inbox().view().uidNext().value();
      assertTrue(heal(box, DAMAGED));
      assertFalse(heal(box, DAMAGED), "there is nothing to do any more");
      assertWhole(box);
      assertEquals(before.size(), box.dump().size());
      assertEquals(uidNext, box.inbox().view().uidNext().value());
      assertEquals(0, damages(box));
    }
    assertEquals(List.of(), verify());
  }

  @Test
  void aMessageOfAVolumeOfItsOwnIsReplacedByAnother() throws Exception {
    try (OpenBox box = OpenBox.of(settings)) {
      old = Rot.place(box, 0);
    }
    damage();
    try (OpenBox box = OpenBox.of(settings)) {
      scrub(box);
      assertTrue(heal(box, 0));
      assertNotEquals(old.volume(), Rot.place(box, 0).volume());
      assertWhole(box);
    }
    assertEquals(List.of(), verify());
  }

  @Test
  void aSectorThatTookTheHeadAlongIsNotComplainedOfAnyMore() throws Exception {
    Rot.wipe(data, old);
    assertNotEquals(List.of(), verify());
    try (OpenBox box = OpenBox.of(settings)) {
      scrub(box);
      box.add(box.mailbox("Archive"), text(DAMAGED));
    }
    assertEquals(List.of(), verify());
  }

  private void deliverAll() throws Exception {
    try (OpenBox box = OpenBox.of(settings)) {
      assertNotEquals(List.of(), box.store().losses());
      for (int i = 0; i < MESSAGES; i++) {
        box.add(box.mailbox("Archive"), text(i));
      }
      assertWhole(box);
      assertEquals(List.of(), box.store().losses());
      scrub(box);
      assertEquals(0, damages(box));
    }
    assertEquals(List.of(), verify());
  }

  @Test
  void aMissingVolumeIsFilledAgainByWhatComes() throws Exception {
    Files.delete(Rot.file(data, old.volume()));
    long before = size();
    deliverAll();
    assertTrue(size() < before + 64 * 1024, "the others stay where they are");
  }

  @Test
  void aVolumeThatWasCutShortIsFilledAgainByWhatComes() throws Exception {
    Rot.cut(data, old);
    deliverAll();
  }

  @Test
  void theOpenVolumeMayBeTheOneThatIsLost() throws Exception {
    Location last;
    try (OpenBox box = OpenBox.of(settings)) {
      last = Rot.place(box, box.inbox().view().count() - 1);
    }
    Files.delete(Rot.file(data, last.volume()));
    deliverAll();
  }

  /** What the volumes must hold is remembered, as long as it does not change. */
  @Test
  void aLossIsToldRightWhateverHappensMeanwhile() throws Exception {
    try (OpenBox box = OpenBox.of(settings)) {
      assertEquals(List.of(), box.store().losses());
      Path volume = Rot.file(data, old.volume());
      Path away = folder.resolve("away");
      Files.move(volume, away);
      List<String> told = box.store().losses();
      assertEquals(1, told.size());
      assertEquals(told, box.store().losses());
      assertTrue(heal(box, DAMAGED));
      List<String> after = box.store().losses();
      assertNotEquals(told, after, "it is one message less");
      int last = box.inbox().view().count() - 1;
      Path lastVolume = Rot.file(data, Rot.place(box, last).volume());
      Files.move(lastVolume, folder.resolve("last"));
      assertEquals(2, box.store().losses().size());
      Files.move(folder.resolve("last"), lastVolume);
      Files.move(away, volume);
      assertEquals(List.of(), box.store().losses());
      Files.move(volume, away);
      Erasure.Target target = new Erasure.Target("anna", digest(box, DAMAGED - 1));
      box.store()
          .erase(new Erasure(List.of(target), Erasure.Extent.MESSAGES, Doom.ACT), Doom.UNHEARD);
      assertNotEquals(after, box.store().losses(), "an erased message is no loss");
    }
  }

  @Test
  void inOneStepItIsAppendedOnce() throws Exception {
    damage();
    try (OpenBox box = OpenBox.of(settings)) {
      scrub(box);
      try (Incoming one = box.anna().incoming(0);
          Incoming two = box.anna().incoming(0)) {
        box.inbox()
            .append(
                List.of(
                    OpenBox.delivery(one, text(DAMAGED)), OpenBox.delivery(two, text(DAMAGED))));
      }
      long size = size();
      Location place = Rot.place(box, DAMAGED / 2);
      box.add(box.inbox(), text(DAMAGED));
      assertEquals(place, Rot.place(box, DAMAGED / 2));
      assertEquals(size, size());
      try (Incoming one = box.anna().incoming(0);
          Incoming two = box.anna().incoming(0)) {
        box.inbox()
            .append(List.of(OpenBox.delivery(one, text(77)), OpenBox.delivery(two, text(77))));
      }
    }
    assertEquals(List.of(), verify());
  }

  /** Even where the index is lost with the volume in which it lay first. */
  @Test
  void aRebuildFindsTheHealedMessageWhereItWas() throws Exception {
    for (boolean keepsOld : List.of(true, false)) {
      Path copy = folder.resolve("keeps-" + keepsOld);
      damage();
      Folders.copyAll(data, copy);
      damage(); // which turns it back
      StoreSettings of = TestSettings.of(copy).withVolumes(TestSettings.SMALL_VOLUMES);
      try (OpenBox box = OpenBox.of(of)) {
        scrub(box);
        assertTrue(heal(box, DAMAGED));
      }
      try (Stream<Path> files = Files.list(copy)) {
        for (Path file :
            files.filter(one -> one.getFileName().toString().startsWith("index")).toList()) {
          Files.delete(file);
        }
      }
      if (!keepsOld) {
        Files.delete(Rot.file(copy, old.volume()));
      }
      Rebuild.run(of, OpenBox.ACTOR, messages -> {});
      try (OpenBox box = OpenBox.of(of)) {
        View view = box.inbox().view();
        int index = box.texts("INBOX").indexOf(text(DAMAGED));
        assertTrue(index >= 0, "in INBOX");
        assertEquals(OpenBox.DATE.getEpochSecond(), view.internalDate(index));
        assertEquals(0, damages(box));
      }
      assertEquals(List.of(), Verify.run(of, (octets, total) -> {}));
    }
  }

  @Test
  void anErasureTakesBothPlaces() throws Exception {
    damage();
    try (OpenBox box = OpenBox.of(settings)) {
      scrub(box);
      box.add(box.inbox(), text(DAMAGED));
      Location now = Rot.place(box, DAMAGED / 2);
      Erasure.Target target = new Erasure.Target("anna", digest(box, DAMAGED));
      box.store()
          .erase(new Erasure(List.of(target), Erasure.Extent.EVERYWHERE, Doom.ACT), Doom.UNHEARD);
      for (Location place : List.of(old, now)) {
        byte[] octets = Files.readAllBytes(Rot.file(data, place.volume()));
        for (long i = place.offset(); i < place.offset() + place.size(); i++) {
          assertEquals(0, octets[(int) i]);
        }
      }
    }
    assertEquals(List.of(), verify());
  }

  /** Its erasure knows where it lies; a place that it got meanwhile would be left. */
  @Test
  void aMessageThatIsBeingErasedIsNotHealed() throws Exception {
    damage();
    Traces traces = new Traces();
    traces.lookFor(text(DAMAGED).getBytes(StandardCharsets.UTF_8));
    try (OpenBox box = OpenBox.of(settings)) {
      scrub(box);
    }
    try (Database index = Database.open(data.resolve("index.db"), Gate.OPEN)) {
      index.run("INSERT INTO actors (id, device, door) VALUES (77, '', 'cli')");
    }
    try (OpenBox box = OpenBox.of(settings)) {
      long id = box.inbox().view().message(DAMAGED / 2).value();
      box.store()
          .opened()
          .engine()
          .changes()
          .perform(
              transaction ->
                  transaction.database().run("INSERT INTO erasing VALUES (?, 77, 1, 0)", id));
      assertFalse(heal(box, DAMAGED));
      box.add(box.inbox(), text(DAMAGED));
      assertEquals(old, Rot.place(box, DAMAGED / 2));
      box.store().housekeep();
      assertEquals(MESSAGES - 1, box.texts("INBOX").size() + box.texts("Sent").size());
    }
    assertEquals(List.of(), traces.in(data));
    assertEquals(List.of(), verify());
  }
}
