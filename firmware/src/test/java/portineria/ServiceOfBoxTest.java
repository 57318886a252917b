package portineria;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import portineria.service.NotifyListener;
import portineria.service.Watchdog;
import portineria.store.Account;
import portineria.store.Actor;
import portineria.store.Incoming;
import portineria.store.Mailbox;
import portineria.store.MailboxName;
import portineria.store.sqlite.SqliteStore;
import portineria.store.sqlite.StoreSettings;

/** What the service manager hears of a whole box, and of a store that hangs. */
@Timeout(120)
class ServiceOfBoxTest {
  private static final String ALIVE = "WATCHDOG=1\nSTATUS=serving; the store and all doors answer";
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir Path data;
  @TempDir Path folder;
  private NotifyListener manager;

  @BeforeEach
  void listen() {
    manager = new NotifyListener(folder.resolve("notify").toString());
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void aBoxIsReadyAndLivesWhenItsStoreAndAllItsDoorsAnswer() throws Exception {
    Watchdog watchdog;
    try (BoxAtWork box = new BoxAtWork(data)) {
      watchdog = box.running.watchdog(manager.notifier(PATIENCE));
      box.running.tell(manager.notifier(PATIENCE));
      assertEquals("READY=1\nSTATUS=serving", manager.next());
      assertEquals(ALIVE, manager.next());
    }
    assertEquals(List.of(), manager.all());
    watchdog.round();
    List<String> said = manager.all();
    assertEquals(7, said.size(), said::toString);
    assertTrue(said.getFirst().startsWith("STATUS=no progress: store: "), said::toString);
    for (String door : List.of("imaps", "imap", "pop3s", "pop3", "http", "https")) {
      assertTrue(said.contains("STATUS=no progress: " + door + ": Connection refused"), door);
    }
  }

  @Test
  void nothingIsSaidWhileTheWriterHangs() throws Exception {
    try (SqliteStore store = SqliteStore.open(StoreSettings.of(data))) {
      Account anna = store.createAccount("anna", new Actor("", "test"));
      CountDownLatch hangs = new CountDownLatch(1);
      CountDownLatch mended = new CountDownLatch(1);
      // No listener may wait; this one is the fault.
      try (var fault =
          store
              .arrivals()
              .subscribe(
                  () -> {
                    hangs.countDown();
                    awaitQuietly(mended);
                  })) {
        assertTrue(fault != null);
        Thread delivery = Thread.ofPlatform().start(() -> deliver(anna));
        hangs.await();
        CountDownLatch answered = new CountDownLatch(1);
        Thread round =
            Thread.ofPlatform()
                .start(
                    () -> {
                      ServiceOfBox.watchdog(store, List.of(), manager.notifier(PATIENCE)).round();
                      answered.countDown();
                    });
        while (round.getState() != Thread.State.WAITING) {
          Thread.onSpinWait();
        }
        assertEquals(List.of(), manager.all());
        assertEquals(1, answered.getCount());
        mended.countDown();
        round.join();
        delivery.join();
        assertEquals(ALIVE, manager.next());
      }
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void deliver(Account account) {
    byte[] octets = "Subject: one\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    try (Incoming incoming = account.incoming(0)) {
      incoming.write(octets, 0, octets.length);
      Mailbox inbox = account.mailbox(MailboxName.INBOX).orElseThrow();
      inbox.append(List.of(new Mailbox.Delivery(incoming.finish(), Set.of(), Instant.EPOCH)));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aStoreThatIsOnlyReadHasNoWriterAndLives() throws Exception {
    SqliteStore.open(StoreSettings.of(data)).close();
    try (SqliteStore store = SqliteStore.openReading(StoreSettings.of(data))) {
      assertTrue(store.isReadOnly());
      ServiceOfBox.watchdog(store, List.of(), manager.notifier(PATIENCE)).round();
      assertEquals(ALIVE, manager.next());
    }
  }
}
