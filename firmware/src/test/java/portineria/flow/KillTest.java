package portineria.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portineria.peer.Appliance;
import portineria.peer.Dovecot;
import portineria.peer.ImapClient;

/**
 * The running appliance is killed at random moments while it fetches with {@code --keep none} and
 * while programs APPEND: every acknowledged message is there exactly once, and so is every message
 * that upstream no longer has.
 *
 * <p>The moment of a kill is the one thing that is random by the clock here; all else comes from
 * the printed seed.
 */
@Tag("slow")
class KillTest {
  private static final int FETCHED_PER_ROUND = 60;
  private static final int APPENDERS = 3;
  private static final long ALIVE_NANOS_MAX = 1_200_000_000L;

  /** The second compiler costs more in a second than it gives. */
  private static final List<String> SHORT_LIVED = List.of("-Xmx192m", "-XX:TieredStopAtLevel=1");

  private static final Pattern ID = Pattern.compile("(?i)message-id: *<([^@>]+)@test>");

  @TempDir Path temp;

  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final Set<String> attempted = ConcurrentHashMap.newKeySet();
  private final List<String> sentUpstream = new ArrayList<>();

  /** Opened by the first APPEND of a round that was acknowledged. */
  private volatile CountDownLatch firstAnswer = new CountDownLatch(1);

  @Test
  void fiveKillsLoseNothingAndDoubleNothing() throws Exception {
    kill(5);
  }

  @Test
  @Tag("long")
  void aHundredKillsLoseNothingAndDoubleNothing() throws Exception {
    kill(100);
  }

  private void kill(int rounds) throws Exception {
    long seed = Long.getLong("portineria.seed", System.nanoTime());
    System.out.println("KillTest: -Dportineria.seed=" + seed);
    Random random = new Random(seed);
    Path data;
    try (Dovecot upstream = Dovecot.start(temp.resolve("upstream"))) {
      data =
          Setting.accountAndSource(
              temp, upstream, "--tls", "none", "--keep", "none", "--every", "1");
      for (int round = 0; round < rounds; round++) {
        fill(upstream, round);
        Appliance box = Appliance.run(SHORT_LIVED, data);
        firstAnswer = new CountDownLatch(1);
        List<Thread> appenders = appenders(box, round);
        assertTrue(firstAnswer.await(30, TimeUnit.SECONDS), "nothing was acknowledged in 30 s");
        LockSupport.parkNanos((long) (random.nextDouble() * ALIVE_NANOS_MAX));
        box.kill();
        for (Thread appender : appenders) {
          appender.join();
        }
      }
      Setting.say(data, "fetch");
      assertEquals(0, upstream.messages("user"), "messages that stayed upstream");
    }
    check(data);
    Setting.say(data, "verify");
    System.out.println(
        "KillTest: %d kills, %d fetched, %d appended and acknowledged"
            .formatted(rounds, sentUpstream.size(), acknowledged.size()));
  }

  private void fill(Dovecot upstream, int round) throws IOException {
    for (int i = 0; i < FETCHED_PER_ROUND; i++) {
      String id = "up-" + round + "-" + i;
      upstream.deliver("user", message(id));
      sentUpstream.add(id);
    }
  }

  private static byte[] message(String id) {
    return ("From: a@example.com\r\nMessage-ID: <"
            + id
            + "@test>\r\nSubject: "
            + id
            + "\r\n\r\n"
            + "testo ".repeat(id.hashCode() & 0xFF)
            + "\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private List<Thread> appenders(Appliance box, int round) {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < APPENDERS; i++) {
      String prefix = "app-" + round + "-" + i + "-";
      threads.add(Thread.ofVirtual().start(() -> append(box, prefix)));
    }
    return threads;
  }

  private void append(Appliance box, String prefix) {
    try (ImapClient client = new ImapClient(box.port("imap"))) {
      client.login(Setting.ACCOUNT, Setting.PASSWORD);
      for (int n = 0; true; n++) {
        String id = prefix + n;
        attempted.add(id);
        client.append("INBOX", "", message(id));
        acknowledged.add(id);
        firstAnswer.countDown();
      }
    } catch (IOException e) {
      // It was killed.
    }
  }

  private void check(Path data) throws IOException {
    Map<String, Integer> found = new HashMap<>();
    try (Appliance box = Appliance.run(data);
        ImapClient client = new ImapClient(box.port("imap"))) {
      client.login(Setting.ACCOUNT, Setting.PASSWORD).expectOk("EXAMINE INBOX");
      for (String line :
          client.command("FETCH 1:* (BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)])").untagged()) {
        Matcher id = ID.matcher(line);
        if (id.find()) {
          found.merge(id.group(1), 1, Integer::sum);
        }
      }
    }
    found.forEach((id, times) -> assertEquals(1, times, id + " is there " + times + " times"));
    for (String id : sentUpstream) {
      assertTrue(found.containsKey(id), id + " is neither upstream nor here");
    }
    for (String id : acknowledged) {
      assertTrue(found.containsKey(id), id + " was acknowledged and is lost");
    }
    for (String id : found.keySet()) {
      assertTrue(id.startsWith("up-") || attempted.contains(id), id + " was never sent");
    }
  }
}
