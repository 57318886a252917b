package portineria.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import portineria.peer.Appliance;
import portineria.peer.Dovecot;
import portineria.peer.ImapClient;
import portineria.store.Digest;
import portineria.store.sqlite.Traces;

/**
 * Messages are erased out of many in a box that runs, while programs read and mail comes in, and
 * while the box is killed: none of their octets is left, and the others are what they were.
 *
 * <p>The moment of a kill is random by the clock; all else comes from the printed seed.
 */
@Tag("slow")
@Timeout(3600)
class ErasureFlowTest {
  private static final int READERS = 3;
  private static final int APPENDED_AT_ONCE = 100;

  /** Erased by one command. */
  private static final int TOGETHER = 20;

  /** About what an erasure takes from the moment at which its report is there. */
  private static final long ERASURE_NANOS = 250_000_000L;

  /** About what all of its command takes. */
  private static final long COMMAND_NANOS = 2_000_000_000L;

  private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(3);

  /** The second compiler costs more in a second than it gives. */
  private static final List<String> SHORT_LIVED = List.of("-Xmx192m", "-XX:TieredStopAtLevel=1");

  @TempDir Path temp;

  private final long seed = Long.getLong("portineria.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final Traces traces = new Traces();

  /** Those that must be there in the end, by digest. */
  private final Set<Digest> kept = ConcurrentHashMap.newKeySet();

  private Path data;

  @Test
  void someGoOutOfManyWhileProgramsReadAndMailComesIn() throws Exception {
    goWhileOthersWork(600);
  }

  @Test
  @Tag("long")
  void someGoOutOfFiveThousandWhileProgramsReadAndMailComesIn() throws Exception {
    goWhileOthersWork(5000);
  }

  @Test
  void killedTwiceAnErasureIsFinishedOrWasNeverBegun() throws Exception {
    killed(2);
  }

  @Test
  @Tag("long")
  void killedAHundredTimesAnErasureIsFinishedOrWasNeverBegun() throws Exception {
    killed(100);
  }

  /** A message whose octets but for the first lines are its own. */
  private byte[] message(String sender) {
    StringBuilder text = new StringBuilder(head(sender));
    text.append(Long.toHexString(random.nextLong())).append("\r\n\r\n");
    int lines = random.nextInt(20) == 0 ? 1500 : 3 + random.nextInt(60);
    for (int i = 0; i < lines; i++) {
      text.append(Long.toHexString(random.nextLong())).append("\r\n");
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static String head(String sender) {
    return "From: " + sender + "@example.org\r\nTo: maria@office.example\r\nSubject: ";
  }

  private static Digest digest(byte[] octets) throws Exception {
    return Digest.of(MessageDigest.getInstance("SHA-256").digest(octets));
  }

  private List<byte[]> messages(String sender, int count) {
    return Stream.generate(() -> message(sender)).limit(count).toList();
  }

  private void keep(Collection<byte[]> messages) throws Exception {
    for (byte[] octets : messages) {
      kept.add(digest(octets));
    }
  }

  /** From now on nothing must be left of them, but for what all messages begin with. */
  private void doom(String sender, Collection<byte[]> messages) {
    for (byte[] octets : messages) {
      traces.lookFor(Arrays.copyOfRange(octets, head(sender).length(), octets.length));
    }
  }

  /** Puts them into INBOX, in no order. */
  private void append(Appliance box, List<byte[]> messages) throws IOException {
    List<byte[]> mixed = new ArrayList<>(messages);
    Collections.shuffle(mixed, random);
    try (ImapClient client = new ImapClient(box.port("imap"))) {
      client.login(Setting.ACCOUNT, Setting.PASSWORD);
      for (int from = 0; from < mixed.size(); from += APPENDED_AT_ONCE) {
        int to = Math.min(mixed.size(), from + APPENDED_AT_ONCE);
        client.append("INBOX", "", mixed.subList(from, to));
      }
    }
  }

  private void goWhileOthersWork(int all) throws Exception {
    System.out.println("ErasureFlowTest: -Dportineria.seed=" + seed);
    List<byte[]> doomed = messages("doomed", all / 10);
    List<byte[]> others = messages("other", all - all / 10);
    doom("doomed", doomed);
    keep(others);
    try (Dovecot upstream = Dovecot.start(temp.resolve("upstream"))) {
      upstream.deliver("user", doomed.getFirst());
      data = Setting.accountAndSource(temp, upstream, "--tls", "none", "--every", "1");
      try (Appliance box = Appliance.run(data)) {
        append(box, Stream.concat(doomed.stream(), others.stream()).toList());
        Setting.say(data, "reindex");
        assertTrue(traces.in(data).size() > doomed.size(), "the test can see them");
        Path ticked = ticked(Setting.say(data, find("doomed", "list.csv")));
        AtomicBoolean erased = new AtomicBoolean();
        Queue<Throwable> wrong = new ConcurrentLinkedQueue<>();
        AtomicLong read = new AtomicLong();
        List<Thread> busy = new ArrayList<>();
        Map<Digest, Boolean> known = known(doomed, others);
        for (int i = 0; i < READERS; i++) {
          Random own = new Random(random.nextLong());
          busy.add(start(wrong, () -> readUntil(erased, box, own, known, read, all)));
        }
        List<byte[]> late = messages("late", 40);
        busy.add(start(wrong, () -> deliver(upstream, late)));
        Setting.say(data, erase("doomed", ticked, "report.txt"));
        erased.set(true);
        for (Thread thread : busy) {
          thread.join();
        }
        assertEquals(List.of(), List.copyOf(wrong));
        assertTrue(read.get() > 0, "nothing was read meanwhile");
        keep(late);
        for (byte[] octets : doomed.subList(0, 5)) {
          upstream.deliver("user", octets);
        }
        Setting.say(data, "fetch");
        assertEquals(List.of(), traces.in(data), "while it runs");
      }
    }
    assertEquals(List.of(), traces.in(data));
    checkTheRest();
  }

  private static Map<Digest, Boolean> known(List<byte[]> doomed, List<byte[]> others)
      throws Exception {
    Map<Digest, Boolean> known = new ConcurrentHashMap<>();
    for (byte[] octets : doomed) {
      known.put(digest(octets), true);
    }
    for (byte[] octets : others) {
      known.put(digest(octets), false);
    }
    return known;
  }

  private String[] find(String sender, String list) {
    return new String[] {
      "gdpr", "find", "--address", sender + "@example.org", "--list", temp.resolve(list).toString()
    };
  }

  private String[] erase(String sender, Path ticked, String report) {
    return new String[] {
      "gdpr",
      "erase",
      "--address",
      sender + "@example.org",
      "--ticked",
      ticked.toString(),
      "--reason",
      "a test",
      "--report",
      temp.resolve(report).toString()
    };
  }

  /** As a person with an editor. */
  private Path ticked(Appliance.Said found) throws IOException {
    String list = Files.readString(temp.resolve("list.csv"));
    assertTrue(found.text().contains(": sender "), found.text());
    return Files.writeString(temp.resolve("ticked.csv"), list.replace("[ ],", "[x],"));
  }

  private interface Work {
    void run() throws Exception;
  }

  private static Thread start(Queue<Throwable> wrong, Work work) {
    return Thread.ofVirtual()
        .start(
            () -> {
              try {
                work.run();
              } catch (Exception | AssertionError e) {
                wrong.add(e);
              }
            });
  }

  /** Whatever a program reads is a message as it came, or none. */
  private static void readUntil(
      AtomicBoolean end,
      Appliance box,
      Random random,
      Map<Digest, Boolean> known,
      AtomicLong read,
      int all)
      throws Exception {
    while (!end.get()) {
      try (ImapClient client = new ImapClient(box.port("imap"))) {
        client.login(Setting.ACCOUNT, Setting.PASSWORD).expectOk("SELECT INBOX");
        while (!end.get()) {
          byte[] body = client.body(1 + random.nextInt(all));
          if (body.length > 0) {
            String text = new String(body, StandardCharsets.US_ASCII);
            assertTrue(
                text.startsWith(head("late")) || known.containsKey(digest(body)),
                () -> "not what came: " + text);
            read.incrementAndGet();
          }
          client.command("NOOP");
        }
      } catch (IOException e) {
        // A message that went while it was being sent ends the connection.
      }
    }
  }

  private static void deliver(Dovecot upstream, List<byte[]> late) throws IOException {
    for (byte[] octets : late) {
      upstream.deliver("user", octets);
      LockSupport.parkNanos(50_000_000);
    }
  }

  private void checkTheRest() throws Exception {
    Setting.say(data, "verify");
    Path out = temp.resolve("out");
    Setting.say(data, "export", Setting.ACCOUNT, out.toString(), "--format", "eml");
    Set<Digest> there = new HashSet<>();
    try (Stream<Path> files = Files.walk(out)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".eml")).toList()) {
        assertTrue(there.add(digest(Files.readAllBytes(file))), file + " is there twice");
      }
    }
    assertEquals(kept, there);
  }

  private void killed(int rounds) throws Exception {
    System.out.println("ErasureFlowTest: -Dportineria.seed=" + seed);
    data = Setting.account(temp);
    List<byte[]> all = new ArrayList<>(messages("other", 200));
    keep(all);
    List<List<byte[]>> doomed = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      doomed.add(messages("doomed-" + round, TOGETHER));
      all.addAll(doomed.getLast());
    }
    Appliance box = Appliance.run(SHORT_LIVED, data);
    int finished = 0;
    int late = 0;
    try {
      append(box, all);
      Setting.say(data, "reindex");
      for (int round = 0; round < rounds; round++) {
        String sender = "doomed-" + round;
        Path list = list(doomed.get(round));
        late += kill(box, round, erase(sender, list, "killed-" + round)) == 0 ? 1 : 0;
        box = Appliance.run(SHORT_LIVED, data);
        doom(sender, doomed.get(round));
        int left = left(box, sender);
        if (left > 0) {
          assertEquals(TOGETHER, left, "an erasure that was never begun");
          Setting.say(data, erase(sender, list, "again-" + round));
          assertEquals(0, left(box, sender));
        } else {
          finished++;
        }
        assertEquals(List.of(), traces.in(data), "round " + round);
      }
    } finally {
      box.close();
    }
    System.out.println(
        "ErasureFlowTest: %d kills, %d finished (%d of them before the kill), %d never begun"
            .formatted(rounds, finished, late, rounds - finished));
    checkTheRest();
  }

  /** The list as a person would hand it back, in the columns that count. */
  private Path list(List<byte[]> messages) throws Exception {
    StringBuilder rows = new StringBuilder("tick,account,sha256\r\n");
    for (byte[] octets : messages) {
      rows.append("[x],").append(Setting.ACCOUNT).append(',').append(digest(octets).hex());
      rows.append("\r\n");
    }
    return Files.writeString(temp.resolve("ticked.csv"), rows);
  }

  /**
   * Kills the box at some moment after the report of a command was begun, which is when it begins
   * to erase; or, one time in three, at any moment of the command.
   *
   * @return the exit code of the command
   */
  private int kill(Appliance box, int round, String[] command) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(List.of("--data", data.toString()));
    Path report = Path.of(arguments.get(arguments.indexOf("--report") + 1));
    Path said = temp.resolve("said");
    Process erasing =
        new ProcessBuilder(Appliance.command(SHORT_LIVED, arguments.toArray(String[]::new)))
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    if (round % 3 == 2) {
      LockSupport.parkNanos((long) (random.nextDouble() * COMMAND_NANOS));
    } else {
      long until = System.nanoTime() + LONGEST_NANOS;
      while (erasing.isAlive() && !Files.exists(report)) {
        assertTrue(System.nanoTime() < until, "no report was begun");
        LockSupport.parkNanos(1_000_000);
      }
      assertTrue(Files.exists(report), Files.readString(said));
      LockSupport.parkNanos((long) (random.nextDouble() * ERASURE_NANOS));
    }
    box.kill();
    return erasing.waitFor();
  }

  private static int left(Appliance box, String sender) throws IOException {
    try (ImapClient client = new ImapClient(box.port("imap"))) {
      client.login(Setting.ACCOUNT, Setting.PASSWORD).expectOk("EXAMINE INBOX");
      String found = String.join(" ", client.command("SEARCH FROM \"" + sender + "@\"").untagged());
      return (int) Stream.of(found.split(" ")).filter(word -> word.matches("\\d+")).count();
    }
  }
}
