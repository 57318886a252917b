package portineria.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import portineria.store.MessageId;
import portineria.store.sqlite.database.Database;
import portineria.store.sqlite.database.Gate;

/** The index through its life: behind, restarted, damaged, replaced; the answers stay right. */
@Timeout(120)
class SearchIndexTest {
  private static final Sought CAFFE = new Sought.Body("caffè");

  @TempDir Path folder;
  private Office office;

  @BeforeEach
  void open() {
    office = new Office(folder);
  }

  @AfterEach
  void close() {
    office.close();
  }

  private Path file() {
    return folder.resolve("search.db");
  }

  /** Some messages, of which the third speaks of coffee. */
  private List<MessageId> fill(int count) {
    List<MessageId> messages = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String text = i == 2 ? "Il CAFFE\u0300 e\u0300 pronto" : "Buongiorno " + i;
      messages.add(
          office.add(
              "Subject: number " + i + "\nContent-Type: text/plain; charset=utf-8\n\n" + text));
    }
    return messages;
  }

  @Test
  void beforeItIsBegunAllIsRead() {
    List<MessageId> messages = fill(5);
    assertEquals(Verdict.UNREAD, office.knows(CAFFE, messages.get(2)));
    assertEquals(List.of(messages.get(2)), office.found(CAFFE));
    assertEquals(Optional.empty(), office.index.progress());
    assertFalse(Files.exists(file()));
  }

  @Test
  void whatCameBeforeAndWhatComesLaterIsTakenIn() throws IOException {
    List<MessageId> messages = fill(30);
    office.catchUp();
    assertEquals(Verdict.HOLDS, office.knows(CAFFE, messages.get(2)));
    assertEquals(Verdict.LACKS, office.knows(CAFFE, messages.get(3)));
    MessageId late = office.add("Subject: late\n\ncaffe");
    office.catchUp();
    assertEquals(Verdict.HOLDS, office.knows(CAFFE, late));
    assertEquals(List.of(messages.get(2), late), office.found(CAFFE));
    Progress progress = office.index.progress().orElseThrow();
    assertTrue(progress.isDone());
    assertEquals(late.value(), progress.all());
  }

  @Test
  void whatIsNotTakenInYetIsRead() throws IOException {
    fill(10);
    office.catchUp();
    office.restart(); // which does not go on by itself
    MessageId late = office.add("Subject: late\n\ncaffe");
    assertEquals(Verdict.UNREAD, office.knows(CAFFE, late));
    assertEquals(2, office.found(CAFFE).size());
    office.catchUp();
    assertEquals(Verdict.HOLDS, office.knows(CAFFE, late));
  }

  @Test
  void openedAgainItGoesOnWhereItWas() throws IOException {
    List<MessageId> messages = fill(30);
    office.catchUp();
    Set<Path> before = files();
    office.restart();
    assertEquals(Verdict.HOLDS, office.knows(CAFFE, messages.get(2)), "looked into");
    office.index.begin();
    office.catchUp();
    assertEquals(Verdict.HOLDS, office.knows(CAFFE, messages.get(2)));
    assertTrue(files().containsAll(before));
  }

  private Set<Path> files() throws IOException {
    try (var files = Files.list(folder)) {
      return Set.copyOf(files.toList());
    }
  }

  @Test
  void anotherStoresNumbersMeanNothing() throws Exception {
    fill(30);
    office.catchUp();
    office.close();
    try (Database database = Database.open(file(), Gate.OPEN)) {
      database.run("UPDATE origin SET generation = 17");
    }
    isMadeAnew();
  }

  @Test
  void textsOfAnotherFormAreMadeAnew() throws Exception {
    fill(30);
    office.catchUp();
    office.close();
    try (Database database = Database.open(file(), Gate.OPEN)) {
      database.run("UPDATE origin SET form = form - 1");
    }
    isMadeAnew();
  }

  @Test
  void anIndexThatKnowsOfMessagesThatAreNotThereIsMadeAnew() throws Exception {
    fill(30);
    office.catchUp();
    office.close();
    try (Database database = Database.open(file(), Gate.OPEN)) {
      database.run("UPDATE origin SET last = last + 1000");
    }
    isMadeAnew();
  }

  @Test
  void whatIsNoDatabaseIsMadeAnew() throws Exception {
    fill(30);
    Files.writeString(file(), "no database ".repeat(1000));
    isMadeAnew();
  }

  /** The index that lies there is not believed. */
  private void isMadeAnew() throws Exception {
    office.restart();
    MessageId first = office.store.arrivals().after(new MessageId(0), 1).getFirst().message();
    Sought subject = Sought.field("Subject", "number 0");
    if (office.knows(subject, first) != Verdict.UNREAD) {
      assertEquals(Verdict.HOLDS, office.knows(subject, first));
    }
    office.catchUp();
    assertEquals(1, office.found(CAFFE).size());
    assertEquals(Verdict.HOLDS, office.knows(subject, first));
    try (Database database = Database.openReading(file())) {
      assertEquals(30, database.number("SELECT count(*) FROM head_texts"));
      assertEquals(
          office.store.arrivals().generation(), database.number("SELECT generation FROM origin"));
      assertEquals(Form.PRESENT, database.number("SELECT form FROM origin"));
    }
  }

  @Test
  void damageIsNoticedByWhoAsksAndMended() throws Exception {
    fill(200);
    office.catchUp();
    office.close();
    byte[] octets = Files.readAllBytes(file());
    for (int i = 4096; i < octets.length; i += 4096) {
      octets[i] = 99; // no kind of page
    }
    Files.write(file(), octets);
    office.restart();
    assertEquals(1, office.found(CAFFE).size());
    office.index.begin();
    while (unread() > 0) {
      Thread.onSpinWait();
    }
    assertEquals(1, office.found(CAFFE).size());
  }

  private long[] numbers() {
    return office.store.arrivals().after(new MessageId(0), 999).stream()
        .mapToLong(arrival -> arrival.message().value())
        .toArray();
  }

  private long unread() {
    Verdicts verdicts = office.index.ask(CAFFE, numbers());
    return Arrays.stream(numbers())
        .filter(number -> verdicts.of(new MessageId(number)) == Verdict.UNREAD)
        .count();
  }

  @Test
  void aLongTextIsCutAndReadWhereItMatters() throws IOException {
    String filler = "words and words and words\n".repeat(200);
    MessageId message = office.add("Subject: long\n\nbegin " + filler + "end");
    MessageId other = office.add("Subject: short\n\nbegin");
    office.catchUp();
    assertEquals(Verdict.HOLDS, office.knows(new Sought.Body("begin"), message));
    assertEquals(Verdict.UNREAD, office.knows(new Sought.Body("end"), message));
    assertEquals(Verdict.LACKS, office.knows(new Sought.Body("end"), other));
    assertEquals(Verdict.HOLDS, office.knows(Sought.field("Subject", "long"), message));
    assertEquals(Verdict.LACKS, office.knows(Sought.field("Subject", "short"), message));
    assertEquals(Verdict.UNREAD, office.knows(new Sought.Anywhere("end"), message));
    assertEquals(Verdict.HOLDS, office.knows(new Sought.Anywhere("SUBJECT: LONG"), message));
    assertEquals(List.of(message), office.found(new Sought.Body("end")));
    assertEquals(List.of(), office.found(new Sought.Body("nowhere")));
  }

  @Test
  void halfACharacterAtTheCutIsNotKept() throws IOException {
    String filler = "x".repeat(2999);
    MessageId message =
        office.add(
            "Content-Type: text/plain; charset=utf-8\n\n"
                + filler.substring(1)
                + "\ud83d\ude00\ud83d\ude00");
    office.catchUp();
    assertEquals(Verdict.UNREAD, office.knows(new Sought.Body("x?"), message));
    assertEquals(Verdict.UNREAD, office.knows(new Sought.Body("x\ud83d\ude00"), message));
    assertEquals(List.of(message), office.found(new Sought.Body("x\ud83d\ude00")));
  }

  @Test
  void aMessageThatCanNotBeReadHoldsUpNothing() throws IOException {
    office.store.damageAfter(100);
    MessageId lost = office.add("Subject: lost\n\n" + "caffe ".repeat(50));
    MessageId good = office.add("Subject: good\n\ncaffe");
    office.catchUp();
    assertEquals(Verdict.UNREAD, office.knows(CAFFE, lost));
    assertEquals(Verdict.UNREAD, office.knows(Sought.field("Subject", "good"), lost));
    assertEquals(Verdict.HOLDS, office.knows(CAFFE, good));
    assertEquals(List.of(good), office.found(CAFFE));
  }

  @Test
  void itLeavesTheLastSpaceToTheMail() {
    fill(5);
    SearchLimits greedy = new SearchLimits(100, 5, 100, Long.MAX_VALUE, Duration.ofMinutes(1), 1);
    try (SearchIndex index =
        SearchIndex.of(folder, office.store, greedy, Room.in(folder), Gate.OPEN)) {
      IOException why = assertThrows(IOException.class, () -> index.catchUp(progress -> true));
      assertTrue(why.getMessage().contains("nearly full"), why.getMessage());
      assertTrue(index.progress().orElseThrow().trouble().orElseThrow().contains("make room"));
    }
  }

  @Test
  void onANearlyFullDiskItStopsGrowingAndGoesOnWhenThereIsRoomAgain() throws Exception {
    MessageId before = office.add("Subject: before\n\ncaffe");
    office.catchUp();
    office.space.set(-1);
    List<MessageId> all = new ArrayList<>(List.of(before));
    for (int i = 0; i < 30; i++) {
      all.add(office.add("Subject: after\n\ncaffe " + i));
    }
    IOException why = assertThrows(IOException.class, office::catchUp);
    assertTrue(why.getMessage().contains("the disk is nearly full"), why.getMessage());
    assertEquals(Verdict.HOLDS, office.knows(CAFFE, before));
    assertEquals(Verdict.UNREAD, office.knows(CAFFE, all.getLast()));
    assertEquals(all, office.found(CAFFE), "the others are read");
    EraseTest.erase(office, List.of(before));
    assertEquals(Verdict.UNREAD, office.knows(CAFFE, all.getLast()), "erasing goes on");
    office.space.set(0);
    while (office.index.progress().orElseThrow().trouble().isPresent()) {
      Thread.onSpinWait(); // its patience is short here
    }
    office.catchUp();
    assertEquals(Verdict.HOLDS, office.knows(CAFFE, all.getLast()));
    assertEquals(Optional.empty(), office.index.progress().orElseThrow().trouble());
  }

  @Test
  void whoOnlyLooksNeverWrites() throws IOException {
    fill(5);
    office.catchUp();
    try (SearchIndex looking = SearchIndex.reading(folder, office.store)) {
      assertThrows(IllegalStateException.class, looking::begin);
      assertThrows(IllegalStateException.class, looking::renew);
      List<MessageId> found = new ArrayList<>();
      looking.find(Inquiry.of(CAFFE), hit -> found.add(hit.message()));
      assertEquals(1, found.size());
    }
  }

  @Test
  void closedInTheMiddleItGoesOnLater() throws Exception {
    fill(60);
    for (int i = 0; i < 20; i++) {
      office.index.begin();
      office.restart();
    }
    office.catchUp();
    assertEquals(1, office.found(CAFFE).size());
    try (Database database = Database.openReading(file())) {
      assertEquals(60, database.number("SELECT count(*) FROM head_texts"));
    }
  }

  @Test
  void madeAnewItHasTheSame() throws IOException {
    List<MessageId> messages = fill(60);
    office.catchUp();
    List<Long> told = new ArrayList<>();
    office.index.renew();
    office.index.catchUp(progress -> told.add(progress.done()));
    assertEquals(Verdict.HOLDS, office.knows(CAFFE, messages.get(2)));
    assertEquals(told.stream().sorted().toList(), told);
  }

  @Test
  void whoeverFollowsMayGoAway() throws IOException {
    fill(60);
    office.index.catchUp(progress -> false);
    office.close();
    IOException late = assertThrows(IOException.class, () -> office.index.renew());
    assertTrue(late.getMessage().contains("closed"), late.getMessage());
  }
}
