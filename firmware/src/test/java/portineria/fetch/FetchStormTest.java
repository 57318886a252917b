package portineria.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portineria.fetch.ScriptedUpstream.Message;
import portineria.store.Refusal;
import portineria.store.Source.Keep;

/**
 * Random lives of a mailbox, with everything going wrong that can. At every moment each message is
 * upstream or in the store; in the end each is in the store, once.
 */
class FetchStormTest {
  private static final int LIVES = Integer.getInteger("portineria.lives", 120);
  private static final int STEPS = 14;
  private static final int SIZES_APART = 8;
  private static final Duration LONGEST_LIFE = Duration.ofMinutes(1);

  @TempDir Path folder;

  @Test
  void nothingIsLostAndNothingComesTwice() throws Exception {
    long first = Long.getLong("portineria.seed", 20_261_127L);
    System.out.println("FetchStormTest: -Dportineria.seed=" + first);
    for (int i = 0; i < LIVES; i++) {
      live(first + i);
    }
  }

  /** The seeds of lives that once lost or doubled something. */
  @ParameterizedTest
  @ValueSource(longs = {6608281312829L, 6884227456573L, 8870680180630L, 9465816185265L})
  void aLifeThatWentWrongOnceGoesWell(long seed) throws Exception {
    live(seed);
  }

  private void live(long seed) throws Exception {
    Path home = Files.createDirectory(folder.resolve(Long.toString(seed)));
    try (Life life = new Life(home, seed)) {
      assertTimeoutPreemptively(LONGEST_LIFE, life::run);
    } catch (AssertionError e) {
      throw new AssertionError("-Dportineria.seed=" + seed + ": " + e.getMessage(), e);
    }
  }

  /** What a server gives for unique-ids. */
  private enum Ids {
    /** As RFC 1939 §7 wants them, but for another one for each message now and then. */
    RIGHT,
    /** Those that are free, and all anew now and then. */
    USED_AGAIN,
    /** The message's place, which changes when one before it goes. */
    PLACES,
    /** Three for all. */
    DOUBLED,
    NONE;

    /** Whether one may come to mean another message without having been two's at once. */
    boolean isReused() {
      return this == USED_AGAIN || this == PLACES || this == DOUBLED;
    }
  }

  /**
   * A mailbox.
   *
   * <p>Where a unique-id may come to mean another message, sizes are what they are told apart by:
   * there LIST is right, and no two messages have sizes that could be taken for each other.
   */
  private static final class Life implements AutoCloseable {
    private final Random random;
    private final Office office;
    private final ScriptedUpstream upstream;
    private final Ids ids;
    private final boolean others;
    private final Map<String, Integer> sent = new HashMap<>();
    private final Set<Integer> sizes = new HashSet<>();
    private final List<String> story = new ArrayList<>();
    private int names;

    Life(Path home, long seed) throws IOException, Refusal {
      this.random = new Random(seed);
      this.office = new Office(home, limits());
      this.upstream = office.upstream;
      this.ids = Ids.values()[random.nextInt(Ids.values().length)];
      this.others = random.nextInt(3) == 0;
      upstream.uniqueIds = ids != Ids.NONE;
      upstream.placesForUniqueIds = ids == Ids.PLACES;
      List<String> capabilities = new ArrayList<>(List.of("USER", "RESP-CODES"));
      if (random.nextBoolean()) {
        capabilities.add("PIPELINING");
      }
      upstream.capabilities = capabilities;
      Keep keep = keep();
      office.keep(keep);
      story.add(keep + " " + ids + (others ? " with others" : ""));
    }

    /**
     * What is delivered in one transaction, and what waits for it, is otherwise up to the clock.
     */
    private FetchLimits limits() {
      FetchLimits s = FetchLimits.standard();
      int together = random.nextBoolean() ? s.batchMessages() : 1 + random.nextInt(3);
      return new FetchLimits(
          s.pop3(),
          together,
          s.queueOctets(),
          together,
          s.batchOctets(),
          s.deletesPerSession(),
          s.refusedInRowMax(),
          s.sizeSamples(),
          s.keyCharsMax(),
          s.trustInPlace(),
          s.unchanged(),
          s.vanishes(),
          s.statusEvery(),
          s.checkWait());
    }

    private Keep keep() {
      return switch (random.nextInt(3)) {
        case 0 -> new Keep.Forever();
        case 1 -> new Keep.None();
        default -> new Keep.Days(3);
      };
    }

    void run() throws Exception {
      try {
        for (int i = 0; i < STEPS; i++) {
          step();
          troubled(this::fetch);
          everythingIsSomewhere();
        }
        calm();
        for (int i = 0; i < 3; i++) {
          fetch();
        }
        assertTrue(office.fetch().isComplete(), "all is well in the end");
        assertEquals(0, office.fetch().fetched());
        everythingIsHereOnce();
      } catch (AssertionError e) {
        throw new AssertionError(e.getMessage() + "\n" + String.join("\n", story), e);
      }
    }

    private void fetch() throws Exception {
      story.add("  " + office.fetch());
    }

    private void step() throws Exception {
      switch (random.nextInt(others ? 9 : 8)) {
        case 0, 1, 2 -> arrive(1 + random.nextInt(6));
        case 3 -> renumber();
        case 4 -> twins();
        case 5 -> {
          story.add("restart");
          office.restart();
        }
        case 6 -> {
          story.add("two days pass");
          office.clock.pass(Duration.ofDays(2));
        }
        case 7 -> swap();
        default -> anotherProgramDeletes();
      }
    }

    private void arrive(int count) {
      for (int i = 0; i < count; i++) {
        add(text());
      }
      story.add(count + " arrive");
    }

    /** Two that differ in nothing. */
    private void twins() {
      String text = text();
      add(text);
      add(text);
      story.add("twins arrive");
    }

    private String text() {
      int lines = random.nextInt(random.nextInt(20) == 0 ? 3000 : 30);
      StringBuilder text = new StringBuilder("Subject: " + names++ + "\r\n\r\n");
      text.append(".line\r\n".repeat(lines));
      text.append("x".repeat(SIZES_APART - text.length() % SIZES_APART));
      while (ids.isReused() && !sizes.add(text.length())) {
        text.append("x".repeat(SIZES_APART));
      }
      return text.append("\r\n").toString();
    }

    private void add(String text) {
      sent.merge(text, 1, Integer::sum);
      upstream.add(freshId(), text);
    }

    private String freshId() {
      return switch (ids) {
        case RIGHT, PLACES, NONE -> "id" + names++;
        case USED_AGAIN -> firstFreeId(upstream.messages());
        case DOUBLED -> "id" + random.nextInt(3);
      };
    }

    private static String firstFreeId(List<Message> used) {
      int number = 0;
      while (isUsed("id" + number, used)) {
        number++;
      }
      return "id" + number;
    }

    private static boolean isUsed(String id, List<Message> messages) {
      return messages.stream().anyMatch(message -> message.uniqueId().equals(id));
    }

    /** A server that hands out three unique-ids again and again must not also swap them. */
    private void renumber() {
      if (ids == Ids.DOUBLED) {
        return;
      }
      List<Message> before = new ArrayList<>(upstream.messages());
      Collections.shuffle(before, random);
      List<Message> renumbered = new ArrayList<>();
      for (Message message : before) {
        String id = ids == Ids.USED_AGAIN ? firstFreeId(renumbered) : freshId();
        renumbered.add(message.renumbered(id));
      }
      upstream.replaceAll(renumbered);
      story.add("renumbered");
    }

    /** What the box had not seen by then it can't have. */
    private void anotherProgramDeletes() throws IOException {
      List<Message> all = upstream.messages();
      if (all.isEmpty()) {
        return;
      }
      Message message = all.get(random.nextInt(all.size()));
      upstream.remove(message);
      String text = text(message);
      if (!stored().containsKey(text)) {
        sent.compute(text, (key, count) -> count == null || count == 1 ? null : count - 1);
      }
      story.add("another program deletes " + text.lines().findFirst());
    }

    private static String text(Message message) {
      return new String(message.octets(), StandardCharsets.ISO_8859_1);
    }

    /** The order of the list is nobody's promise. */
    private void swap() {
      List<Message> order = new ArrayList<>(upstream.messages());
      Collections.shuffle(order, random);
      upstream.replaceAll(order);
      story.add("shuffled");
    }

    private interface Action {
      void run() throws Exception;
    }

    private void troubled(Action action) throws Exception {
      int trouble = random.nextInt(10);
      story.add("trouble " + trouble);
      switch (trouble) {
        case 0, 1 -> upstream.octetsLeft.set(random.nextInt(4000));
        case 2 -> upstream.dropBeforeQuit = true;
        case 3 -> upstream.dropBeforeQuitReply = true;
        case 4 -> refuseSome("refuse");
        case 5 -> office.store.refuseChangesAfter(random.nextInt(40), Refusal.Reason.NO_SPACE);
        case 6 -> office.store.refuseChangesAfter(random.nextInt(40), Refusal.Reason.UNAVAILABLE);
        case 7 -> upstream.sizeFactor = ids.isReused() ? 1 : random.nextDouble() * 3;
        default -> calm();
      }
      action.run();
      if (trouble == 6) {
        office.restart(); // As after a kill: some changes are on the disk, the rest never was.
      }
      calm();
    }

    private void refuseSome(String words) {
      Map<Message, String> refusals = new HashMap<>();
      for (Message message : upstream.messages()) {
        if (random.nextInt(3) == 0) {
          refusals.put(message, "-ERR " + words);
        }
      }
      upstream.refusing = refusals;
    }

    private void calm() {
      upstream.octetsLeft.set(Long.MAX_VALUE);
      upstream.dropBeforeQuit = false;
      upstream.dropBeforeQuitReply = false;
      upstream.refusing = Map.of();
      upstream.sizeFactor = 1;
      office.store.allowChanges();
    }

    private Map<String, Integer> stored() throws IOException {
      Map<String, Integer> stored = new HashMap<>();
      office.inbox().forEach(text -> stored.merge(text, 1, Integer::sum));
      return stored;
    }

    private void everythingIsSomewhere() throws IOException {
      Map<String, Integer> stored = stored();
      for (Message message : upstream.messages()) {
        stored.merge(text(message), 1, Integer::sum);
      }
      for (String text : sent.keySet()) {
        assertTrue(stored.containsKey(text), "lost: " + text.lines().findFirst());
      }
    }

    /** Of twins one may have gone upstream before the other was seen: then they count as one. */
    private void everythingIsHereOnce() throws IOException {
      Map<String, Integer> stored = stored();
      for (String text : sent.keySet()) {
        assertTrue(stored.containsKey(text), "not here: " + text.lines().findFirst());
      }
      assertEquals(sent.size(), stored.size(), "messages that nobody sent");
      for (Map.Entry<String, Integer> each : sent.entrySet()) {
        int here = stored.getOrDefault(each.getKey(), 0);
        String what = here + " of " + each.getValue() + ": " + each.getKey().lines().findFirst();
        assertTrue(here >= 1 && here <= each.getValue(), what);
      }
    }

    @Override
    public void close() throws IOException {
      office.close();
    }
  }
}
