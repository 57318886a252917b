package portineria.pop3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portineria.store.Directory.Pop3Deletion;
import portineria.store.Flag;
import portineria.store.Uid;
import portineria.store.UidSet;
import portineria.store.View;
import portineria.transcript.Mails;

/**
 * Many devices poll one maildrop at once while mail arrives and other programs remove some: every
 * message reaches every device that asks in time, nothing is lost and nothing comes twice.
 */
class Pop3StormTest {
  private static final int DEVICES = 6;
  private static final int POLLS = 8;
  private static final int ARRIVALS = 60;

  private final Pop3Stage stage = new Pop3Stage();

  /** Mail arrives during the polls, not before them all. */
  private final Semaphore pace = new Semaphore(0);

  private final AtomicInteger arrived = new AtomicInteger();
  private final AtomicInteger removedElsewhere = new AtomicInteger();

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void eachDeviceGetsEveryMessage(long seed) throws Exception {
    List<Device> devices = new ArrayList<>();
    List<CompletableFuture<Void>> all = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < DEVICES; i++) {
        Device device = new Device("device " + i, new Random(seed * 100 + i));
        devices.add(device);
        all.add(CompletableFuture.runAsync(device::pollAll, threads));
      }
      all.add(CompletableFuture.runAsync(() -> arrive(new Random(seed)), threads));
      CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
    }
    assertEquals(ARRIVALS - removedElsewhere.get(), stage.inbox.view().count());
    for (Device device : devices) {
      device.poll(true);
      assertEquals(device.deleted, stage.account.hidden(device.label).uniqueIds());
      assertTrue(device.fetched.containsAll(stage.account.uniqueIds(stage.inbox.view())));
      assertEquals("+OK 0 0", device.stat(), "everything was fetched and hidden");
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {4, 5})
  void whereDeletionsRemoveAMessageIsGoneOnceAndForAll(long seed) throws Exception {
    stage.prepare("deletion", Pop3Deletion.REMOVE.name());
    List<Device> devices = new ArrayList<>();
    List<CompletableFuture<Void>> all = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < DEVICES; i++) {
        Device device = new Device("device " + i, new Random(seed * 100 + i));
        devices.add(device);
        all.add(CompletableFuture.runAsync(device::pollAll, threads));
      }
      all.add(CompletableFuture.runAsync(() -> arrive(new Random(seed)), threads));
      CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
    }
    Set<String> left = new HashSet<>(stage.account.uniqueIds(stage.inbox.view()));
    Set<String> gone = new HashSet<>();
    devices.forEach(device -> gone.addAll(device.deleted));
    assertTrue(left.stream().noneMatch(gone::contains));
    assertEquals(ARRIVALS, left.size() + gone.size() + removedElsewhereOnly(gone));
  }

  /** What other programs removed may have been deleted over POP3, too. */
  private int removedElsewhereOnly(Set<String> gone) {
    int total = ARRIVALS - stage.inbox.view().count() - gone.size();
    assertTrue(total >= 0 && total <= removedElsewhere.get());
    return total;
  }

  private void arrive(Random random) {
    try {
      while (arrived.get() < ARRIVALS) {
        pace.acquire();
        String text = "Subject: " + arrived.incrementAndGet() + "\r\n\r\n.dot\r\n";
        Mails.append(stage.account, stage.inbox, Mails.octets(text), Set.<Flag>of());
        View view = stage.inbox.view();
        if (view.count() > 0 && random.nextInt(6) == 0) {
          Uid one = new Uid(view.uid(random.nextInt(view.count())));
          removedElsewhere.addAndGet((int) stage.inbox.remove(UidSet.of(List.of(one))).count());
        }
      }
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** One PC; it polls again and again. */
  private final class Device {
    private final String label;
    private final Random random;
    private final Set<String> deleted = new HashSet<>();
    private final Set<String> fetched = new HashSet<>();

    Device(String label, Random random) {
      this.label = label;
      this.random = random;
    }

    void pollAll() {
      try {
        for (int i = 0; i < POLLS; i++) {
          poll(false);
        }
      } catch (Exception e) {
        throw new AssertionError(label, e);
      }
    }

    String stat() throws Exception {
      Dialogue dialogue = Dialogue.with(stage).loggedIn("secret " + label);
      return dialogue.say("STAT\r\n").strip();
    }

    void poll(boolean toTheEnd) throws Exception {
      pace.release(2);
      Dialogue dialogue = Dialogue.with(stage).loggedIn("secret " + label);
      List<String> listed = dialogue.say("UIDL\r\n").lines().toList();
      Set<String> deletions = new HashSet<>();
      for (String line : listed.subList(1, listed.size() - 1)) {
        String[] numberAndId = line.split(" ");
        assertTrue(!deleted.contains(numberAndId[1]), "comes again: " + line);
        if (toTheEnd || random.nextInt(3) > 0) {
          fetch(dialogue, numberAndId[0], numberAndId[1]);
        }
        if (fetched.contains(numberAndId[1]) && (toTheEnd || random.nextInt(3) == 0)) {
          dialogue.say("DELE " + numberAndId[0] + "\r\n");
          deletions.add(numberAndId[1]);
        }
      }
      if (toTheEnd || random.nextInt(4) > 0) {
        assertTrue(dialogue.say("QUIT\r\n").startsWith("+OK"));
        deleted.addAll(deletions);
      }
      dialogue.end();
    }

    private void fetch(Dialogue dialogue, String number, String id) throws Exception {
      String answer = dialogue.say("RETR " + number + "\r\n");
      String body = answer.substring(answer.indexOf("\r\n") + 2, answer.length() - 3);
      byte[] octets = body.replace("\n..", "\n.").getBytes(StandardCharsets.ISO_8859_1);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(octets);
      assertEquals(id, portineria.store.Digest.of(digest).hex());
      fetched.add(id);
    }
  }
}
