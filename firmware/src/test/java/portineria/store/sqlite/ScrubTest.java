package portineria.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portineria.store.MailboxName;
import portineria.store.MessageId;
import portineria.store.Scrub;
import portineria.store.UidSet;
import portineria.store.View;
import portineria.store.volume.Location;

/** The box reads what it keeps, and notices what has changed on the disk. */
class ScrubTest {
  private static final int MESSAGES = 200;
  private static final int DAMAGED = 150;

  @TempDir Path data;

  private StoreSettings settings;
  private Location location = new Location(1, 0, 0);

  @BeforeEach
  void fill() throws Exception {
    settings = TestSettings.of(data).withVolumes(TestSettings.SMALL_VOLUMES);
    try (OpenBox box = OpenBox.of(settings)) {
      for (int i = 1; i <= MESSAGES; i++) {
        box.add(box.inbox(), "message " + i + " ".repeat(500));
      }
      box.inbox().copy(UidSet.range(DAMAGED, DAMAGED), box.mailbox("Archive"));
      Engine engine = box.store().opened().engine();
      LiveAccount anna = engine.catalog().account("anna").orElseThrow();
      location = engine.locations().location(anna, box.inbox().view().message(DAMAGED - 1));
    }
  }

  /** Turns a letter of the message into another one, or back. */
  private void flip() throws Exception {
    String name = String.format("%06d.tar", location.volume());
    try (Stream<Path> files = Files.walk(data.resolve("volumes"))) {
      Path volume =
          files
              .filter(file -> file.getFileName().toString().equals(name))
              .findFirst()
              .orElseThrow();
      try (RandomAccessFile file = new RandomAccessFile(volume.toFile(), "rw")) {
        file.seek(location.offset());
        int octet = file.read();
        file.seek(location.offset());
        file.write(octet ^ 1);
      }
    }
  }

  private static void round(Scrub scrub) throws Exception {
    long read = scrub.advance(1);
    assertTrue(read > 0, "something was read");
    assertEquals(0, scrub.advance(1), "the round has ended");
    assertTrue(scrub.state().lastRoundEnded().isPresent());
  }

  @Test
  void aRoundOverWholeMessagesFindsNothing() throws Exception {
    try (OpenBox box = OpenBox.of(settings)) {
      round(box.store().scrub());
      assertEquals(List.of(), box.store().scrub().state().damaged());
    }
  }

  @Test
  void aMessageThatHasChangedIsNamedUntilItIsWholeAgain() throws Exception {
    flip();
    try (OpenBox box = OpenBox.of(settings)) {
      Scrub scrub = box.store().scrub();
      round(scrub);
      round(scrub);
      Scrub.Damage damage = scrub.state().damaged().getFirst();
      assertEquals(1, scrub.state().damaged().size());
      assertEquals("anna", damage.account());
      assertEquals(List.of(new MailboxName("Archive"), MailboxName.INBOX), damage.mailboxes());
      assertEquals(box.anna().digest(box.inbox().view().message(DAMAGED - 1)), damage.digest());
    }
    flip();
    try (OpenBox box = OpenBox.of(settings)) {
      assertEquals(1, box.store().scrub().state().damaged().size(), "a restart forgets nothing");
      round(box.store().scrub());
      assertEquals(List.of(), box.store().scrub().state().damaged());
    }
  }

  @Test
  void whatIsToBeLookedAtAgainIsNotedAsItIs() throws Exception {
    flip();
    List<MessageId> doubtful;
    try (OpenBox box = OpenBox.of(settings)) {
      View inbox = box.inbox().view();
      MessageId whole = inbox.message(0);
      MessageId damaged = inbox.message(DAMAGED - 1);
      doubtful = List.of(whole, damaged, new MessageId(1_000_000));
      Scrub scrub = box.store().scrub();
      scrub.recheck(List.of(whole));
      assertEquals(List.of(), scrub.state().damaged(), "a whole one is not believed to be damaged");
      scrub.recheck(doubtful);
      assertEquals(
          List.of(box.anna().digest(damaged)),
          scrub.state().damaged().stream().map(Scrub.Damage::digest).toList());
      assertTrue(scrub.state().lastRoundEnded().isEmpty(), "that is no round");
    }
    flip();
    try (OpenBox box = OpenBox.of(settings)) {
      box.store().scrub().recheck(doubtful);
      assertEquals(List.of(), box.store().scrub().state().damaged());
    }
  }

  @Test
  void aVolumeThatIsMissingIsDamage() throws Exception {
    String name = String.format("%06d.tar", location.volume());
    try (Stream<Path> files = Files.walk(data.resolve("volumes"))) {
      Files.delete(
          files
              .filter(file -> file.getFileName().toString().equals(name))
              .findFirst()
              .orElseThrow());
    }
    try (OpenBox box = OpenBox.of(settings)) {
      round(box.store().scrub());
      assertTrue(
          box.store().scrub().state().damaged().stream()
              .anyMatch(one -> one.mailboxes().contains(new MailboxName("Archive"))));
    }
  }

  @Test
  void aRoundIsReadInPartsAndGoesOnAfterARestart() throws Exception {
    long first;
    try (OpenBox box = OpenBox.of(settings)) {
      first = box.store().scrub().advance(4);
    }
    try (OpenBox box = OpenBox.of(settings)) {
      Scrub scrub = box.store().scrub();
      long second = scrub.advance(1);
      long size = box.inbox().view().octets();
      assertEquals(size, first + second);
      assertTrue(first >= size / 4 && first < size / 3, first + " of " + size);
    }
  }
}
