package portineria.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portineria.fetch.ScriptedUpstream.Message;
import portineria.store.Refusal;
import portineria.store.Source.Keep;

/** Servers that give a unique-id of one message to another, and servers whose LIST is wrong. */
class ListedSizesTest {
  private static final int MESSAGES = 60;

  @TempDir Path folder;
  private Office office;
  private ScriptedUpstream upstream;

  @BeforeEach
  void fill() throws IOException, Refusal {
    office = new Office(folder);
    upstream = office.upstream;
    for (int i = 0; i < MESSAGES; i++) {
      upstream.add("m" + i, mail(i));
    }
  }

  @AfterEach
  void close() throws IOException {
    office.close();
  }

  private static String mail(int number) {
    return "Subject: number " + number + "\r\n\r\n" + "riga\r\n".repeat(number) + "fine\r\n";
  }

  /** All messages in the order of {@code numbers}, under the unique-ids m0, m1 and so on. */
  private void countAnew(List<Integer> numbers) {
    List<Message> before = upstream.messages();
    List<Message> after = new ArrayList<>();
    for (int number : numbers) {
      after.add(before.get(number).renumbered("m" + after.size()));
    }
    upstream.replaceAll(after);
  }

  private int fetched() throws Exception {
    FetchResult result = office.fetch();
    assertTrue(result.isComplete(), result.toString());
    return result.fetched();
  }

  private void everyMessageIsHereOnce(int messages) throws IOException {
    assertEquals(messages, office.inbox().size());
    assertEquals(messages, office.inbox().stream().distinct().count());
  }

  @Test
  void aUniqueIdThatAnotherProgramHasFreedBringsTheNextMessage() throws Exception {
    fetched();
    upstream.remove(upstream.messages().get(7));
    upstream.add("m7", "Subject: the next one\r\n\r\nciao\r\n");
    assertEquals(1, fetched());
    everyMessageIsHereOnce(MESSAGES + 1);
    assertEquals(MESSAGES + 1, upstream.count("RETR"));
    office.fetch();
    assertTrue(office.status().emptiedByOther().isPresent(), "that program is told of");
  }

  @Test
  void whatStandsUnderAKnownUniqueIdIsLookedAtBeforeItIsDeleted() throws Exception {
    office.keep(new Keep.Days(1));
    fetched();
    upstream.remove(upstream.messages().get(7));
    upstream.add("m7", "Subject: the next one\r\n\r\nciao\r\n");
    office.clock.pass(Duration.ofDays(2));
    assertEquals(MESSAGES - 1, office.fetch().deleted());
    assertEquals("m7", upstream.messages().get(0).uniqueId());
    everyMessageIsHereOnce(MESSAGES + 1);
  }

  @Test
  void aServerThatCountsAnewLosesNothingAndDoublesNothing() throws Exception {
    fetched();
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < MESSAGES; i++) {
      order.add(i * 7 % MESSAGES);
    }
    countAnew(order);
    upstream.add("m" + MESSAGES, mail(MESSAGES));
    for (int i = 0; i < 3; i++) {
      fetched();
      office.restart();
    }
    everyMessageIsHereOnce(MESSAGES + 1);
    upstream.forgetCommands();
    assertEquals(0, fetched());
    assertEquals(0, upstream.count("RETR"), "all are known by their new unique-ids");
  }

  @Test
  void uniqueIdsThatMoveUpAreFollowed() throws Exception {
    upstream.placesForUniqueIds = true;
    fetched();
    upstream.remove(upstream.messages().get(0));
    upstream.add("-", mail(MESSAGES));
    for (int i = 0; i < 3; i++) {
      office.restart();
      fetched();
    }
    everyMessageIsHereOnce(MESSAGES + 1);
  }

  @Test
  void aMessageThatIsRefusedIsNotTakenForTheOneThatHadItsUniqueId() throws Exception {
    office.keep(new Keep.None());
    upstream.dropBeforeQuit = true;
    office.fetch();
    upstream.dropBeforeQuit = false;
    Message first = upstream.messages().get(0);
    upstream.remove(first);
    upstream.remove(upstream.messages().get(0));
    upstream.add("m0", "Subject: the next one\r\n\r\nciao\r\n");
    upstream.add("m1", first.octets());
    upstream.refusals = Map.of("m0", "-ERR later");
    office.fetch();
    upstream.refusals = Map.of();
    office.fetch();
    everyMessageIsHereOnce(MESSAGES + 1);
    assertEquals(0, upstream.messages().size());
  }

  @Test
  void aListThatIsAlwaysWrongIsNotBelieved() throws Exception {
    upstream.sizeFactor = 0.9;
    fetched();
    upstream.forgetCommands();
    fetched();
    assertEquals(0, upstream.count("RETR"), "the first session has shown it");
    office.restart();
    fetched();
    long samples = upstream.count("RETR");
    assertTrue(samples > 0 && samples <= FetchLimits.standard().sizeSamples(), samples + "");
    fetched();
    assertEquals(samples, upstream.count("RETR"), "and now some samples");
    everyMessageIsHereOnce(MESSAGES);
  }

  @Test
  void aListThatIsWrongForOneMessageCostsThatOneATransfer() throws Exception {
    fetched();
    upstream.wrongSizes = Map.of("m5", 3L);
    upstream.forgetCommands();
    fetched();
    assertEquals(List.of("RETR 6"), retrieved());
    fetched();
    assertEquals(List.of("RETR 6"), retrieved(), "once");
  }

  private List<String> retrieved() {
    return upstream.commands().stream().filter(line -> line.startsWith("RETR")).toList();
  }
}
