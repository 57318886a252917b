package portineria.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import portineria.store.Mailbox;
import portineria.store.MailboxName;
import portineria.store.Refusal;
import portineria.store.Uid;
import portineria.store.UidSet;
import portineria.store.View;
import portineria.store.sqlite.StoreSettings;
import portineria.store.sqlite.Verify;

/**
 * Backups while mail comes and goes. Each client appends numbered messages to two mailboxes in turn
 * and removes the oldest of the first one; so of a state that was true at one moment one knows that
 * there is no gap in the numbers, and how far the two mailboxes can be apart.
 */
@Timeout(1200)
class BackupUnderLoadTest {
  /** How many each client leaves in its first mailbox. */
  private static final int WINDOW = 5;

  /** Of each client: an office is busy, and what it writes must not outrun the backups. */
  private static final int MESSAGES_PER_SECOND = 5;

  @TempDir Path temp;

  @Test
  void eachOfTwoBackupsIsAStateThatWasTrueAtOneMoment() throws Exception {
    load(4, 2);
  }

  @Test
  @Tag("long")
  void eachOfTenBackupsBesideTwentyClientsIsAStateThatWasTrueAtOneMoment() throws Exception {
    load(20, 10);
  }

  private void load(int clients, int backups) throws Exception {
    Path disk = Files.createDirectories(temp.resolve("disk"));
    AtomicBoolean ended = new AtomicBoolean();
    Semaphore pace = new Semaphore(0);
    List<Future<Integer>> running = new ArrayList<>();
    RecoveryWords words;
    long before = 0;
    try (BackedBox box = new BackedBox(temp.resolve("data"));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor()) {
      words = box.backups.words();
      box.backups.add("usb", new Place.Folder(disk), Map.of(), Watch.NOBODY);
      var ticking =
          ticks.scheduleAtFixedRate(
              () -> pace.release(clients), 0, 1000 / MESSAGES_PER_SECOND, TimeUnit.MILLISECONDS);
      try {
        for (int client = 0; client < clients; client++) {
          int number = client;
          for (String side : List.of("a", "b")) {
            Mailbox made = box.anna.create(name(side, number), Optional.empty());
            assertEquals(0, made.view().count());
          }
          running.add(threads.submit(() -> work(box, number, pace, ended)));
        }
        for (int i = 0; i < backups; i++) {
          assertTrue(box.backups.run("usb", Watch.NOBODY).green());
          long now = check(clients, disk, words, temp.resolve("home-" + i));
          assertTrue(now > before, now + " messages came until then, and " + before + " before");
          before = now;
        }
      } finally {
        ended.set(true);
        ticking.cancel(false);
        pace.release(Integer.MAX_VALUE / 2);
      }
      for (Future<Integer> one : running) {
        assertTrue(one.get() > 0);
      }
    }
    System.out.println("BackupUnderLoadTest: " + before + " messages in the last backup");
  }

  private static MailboxName name(String side, int client) {
    return new MailboxName(side + client);
  }

  private static int work(BackedBox box, int client, Semaphore pace, AtomicBoolean ended)
      throws Refusal {
    Random random = new Random(client);
    Mailbox first = box.mailbox("a" + client);
    int count = 0;
    while (!ended.get()) {
      pace.acquireUninterruptibly();
      String text = count + "\r\n" + BackedBox.text(random, 500 + random.nextInt(4000));
      Uid uid = box.add("a" + client, text);
      Uid other = box.add("b" + client, text);
      assertEquals(uid, other);
      if (count >= WINDOW) {
        assertEquals(1, first.remove(UidSet.of(List.of(new Uid(uid.value() - WINDOW)))).count());
      }
      count++;
    }
    return count;
  }

  /** Gives how many messages had come. */
  private static long check(int clients, Path disk, RecoveryWords words, Path home)
      throws Exception {
    BackedBox.restore(disk, words, home);
    assertEquals(List.of(), Verify.run(StoreSettings.of(home), (octets, total) -> {}));
    long all = 0;
    try (BackedBox box = new BackedBox(home)) {
      for (int client = 0; client < clients; client++) {
        List<Integer> a = numbers(box, "a" + client);
        List<Integer> b = numbers(box, "b" + client);
        assertEquals(range(0, b.size()), b);
        int last = a.isEmpty() ? 0 : a.getLast() + 1;
        assertTrue(last == b.size() || last == b.size() + 1, last + " beside " + b.size());
        int gone = last - a.size();
        assertEquals(range(gone, last), a);
        int due = Math.max(0, b.size() - WINDOW);
        assertTrue(gone == due || gone == due - 1, gone + " of " + b.size() + " are gone");
        all += b.size();
      }
    }
    return all;
  }

  private static List<Integer> range(int from, int to) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = from; i < to; i++) {
      numbers.add(i);
    }
    return numbers;
  }

  private static List<Integer> numbers(BackedBox box, String mailbox) throws IOException {
    View view = box.mailbox(mailbox).view();
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < view.count(); i++) {
      byte[] octets = box.anna.octets(view.message(i)).stream().readAllBytes();
      String text = new String(octets, StandardCharsets.US_ASCII);
      numbers.add(Integer.valueOf(text.substring(0, text.indexOf('\r'))));
    }
    return numbers;
  }
}
