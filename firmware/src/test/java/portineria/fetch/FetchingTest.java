package portineria.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portineria.fetch.ScriptedUpstream.Message;
import portineria.store.Account;
import portineria.store.Actor;
import portineria.store.Intake.Failure;
import portineria.store.Quota;
import portineria.store.Refusal;
import portineria.store.Source.Keep;
import portineria.store.Sources.Why;
import portineria.store.UidSet;

/** What comes in, and how often. */
class FetchingTest {
  @TempDir Path folder;
  private Office office;
  private ScriptedUpstream upstream;

  @BeforeEach
  void open() throws IOException, Refusal {
    office = new Office(folder);
    upstream = office.upstream;
  }

  @AfterEach
  void close() throws IOException {
    office.close();
  }

  private static String mail(String subject) {
    return "Subject: " + subject + "\r\n\r\nciao\r\n";
  }

  private void fetchesAll() throws Refusal, InterruptedException {
    FetchResult result = office.fetch();
    assertTrue(result.isComplete(), result.toString());
  }

  @Test
  void everyOctetArrives() throws Exception {
    List<String> odd =
        List.of(
            mail("plain"),
            "Subject: dots\r\n\r\n.\r\n..\r\n.x\r\n",
            "Subject: nul\r\n\r\na\0b\r\n",
            "Subject: bare\r\n\r\na\nb\rc\n.d\r\n",
            "Subject: no end\r\n\r\nend",
            "no header at all",
            "",
            "\r\n");
    for (int i = 0; i < odd.size(); i++) {
      upstream.add("u" + i, odd.get(i));
    }
    fetchesAll();
    List<String> wanted = new ArrayList<>();
    for (String each : odd.reversed()) {
      byte[] octets = each.getBytes(StandardCharsets.ISO_8859_1);
      wanted.add(new String(ScriptedUpstream.received(octets), StandardCharsets.ISO_8859_1));
    }
    assertEquals(wanted, office.inbox());
  }

  @Test
  void aSecondFetchBringsNothing() throws Exception {
    upstream.add("u1", mail("one"));
    upstream.add("u2", mail("two"));
    fetchesAll();
    FetchResult again = office.fetch();
    assertEquals(0, again.fetched());
    office.restart();
    assertEquals(0, office.fetch().fetched());
    assertEquals(2, upstream.count("RETR"));
    assertEquals(2, office.inbox().size());
  }

  @Test
  void aFirstImportBringsTheNewestFirstAndTheOldAsSeen() throws Exception {
    upstream.add("u1", "Date: Mon, 02 Nov 2026 10:00:00 +0100\r\n\r\nold\r\n");
    upstream.add("u2", "Date: Mon, 16 Nov 2026 10:00:00 +0100\r\n\r\nnew\r\n");
    upstream.add("u3", "Received: by x; Thu, 19 Nov 2026 08:00:00 +0000\r\n\r\nnewest\r\n");
    fetchesAll();
    assertTrue(office.inbox().get(0).contains("newest"));
    assertEquals(Instant.parse("2026-11-19T08:00:00Z"), office.date(0));
    assertFalse(office.isSeen(0));
    assertFalse(office.isSeen(1));
    assertTrue(office.isSeen(2));
    assertEquals(Instant.parse("2026-11-02T09:00:00Z"), office.date(2));
  }

  @Test
  void afterTheFirstImportMessagesComeInTheirOrderAndUnseen() throws Exception {
    fetchesAll();
    upstream.add("u1", "Date: Mon, 02 Nov 2026 10:00:00 +0100\r\n\r\nfirst\r\n");
    upstream.add("u2", mail("second"));
    fetchesAll();
    assertTrue(office.inbox().get(0).contains("first"));
    assertFalse(office.isSeen(0));
    assertEquals(office.clock.instant(), office.date(1), "no date: the time of fetching");
  }

  @Test
  void twoMessagesWithTheSameOctetsAreTwo() throws Exception {
    upstream.add("u1", mail("same"));
    upstream.add("u2", mail("same"));
    fetchesAll();
    assertEquals(2, office.inbox().size());
    upstream.add("u3", mail("same"));
    fetchesAll();
    assertEquals(3, office.inbox().size());
  }

  @Test
  void aRenumberedMaildropBringsNothingTwice() throws Exception {
    for (int i = 0; i < 20; i++) {
      upstream.add("old" + i, mail("number " + i / 2));
    }
    fetchesAll();
    List<Message> renumbered = new ArrayList<>();
    upstream.messages().forEach(m -> renumbered.add(m.renumbered("new" + m.uniqueId())));
    upstream.replaceAll(renumbered);
    upstream.add("fresh", mail("fresh"));
    FetchResult result = office.fetch();
    assertEquals(1, result.fetched());
    assertEquals(21, office.inbox().size());
    assertEquals(Optional.empty(), office.status().emptiedByOther());
    upstream.forgetCommands();
    fetchesAll();
    assertEquals(0, upstream.count("RETR"), "the new unique-ids are known");
  }

  @Test
  void aServerWithoutUidlBringsNothingTwice() throws Exception {
    upstream.uniqueIds = false;
    upstream.capabilities = List.of("USER");
    upstream.add("-", mail("one"));
    upstream.add("-", mail("two"));
    upstream.add("-", mail("two"));
    fetchesAll();
    upstream.add("-", mail("three"));
    fetchesAll();
    assertEquals(4, office.inbox().size());
    assertEquals(4, upstream.count("RETR"), "what stands in its place is not fetched again");
    office.restart();
    fetchesAll();
    assertEquals(4, office.inbox().size());
    assertEquals(8, upstream.count("RETR"), "after a restart it is");
    office.clock.pass(Duration.ofHours(25));
    fetchesAll();
    assertEquals(12, upstream.count("RETR"), "and once a day");
    assertEquals(4, office.inbox().size());
  }

  @Test
  void aServerWithoutUidlMayShuffleMessagesOfOneSize() throws Exception {
    upstream.uniqueIds = false;
    upstream.capabilities = List.of("USER");
    upstream.add("-", mail("one"));
    upstream.add("-", mail("three"));
    upstream.add("-", mail("two"));
    fetchesAll();
    List<Message> all = upstream.messages();
    upstream.replaceAll(List.of(all.get(2), all.get(0), all.get(1)));
    fetchesAll();
    assertEquals(3, office.inbox().size());
    upstream.add("-", mail("one"));
    fetchesAll();
    assertEquals(4, office.inbox().size(), "a copy that is really there");
  }

  @Test
  void doubledUniqueIdsLoseNothing() throws Exception {
    upstream.add("same", mail("one"));
    fetchesAll();
    upstream.add("same", mail("two"));
    upstream.add("same", mail("three"));
    upstream.add("other", mail("four"));
    fetchesAll();
    fetchesAll();
    assertEquals(4, office.inbox().size());
    upstream.remove(upstream.messages().get(0));
    upstream.remove(upstream.messages().get(0));
    fetchesAll();
    assertEquals(4, office.inbox().size());
  }

  @Test
  void messageNumbersAreNoUniqueIds() throws Exception {
    upstream.add("1", mail("one"));
    upstream.add("2", mail("two"));
    fetchesAll();
    upstream.clear();
    upstream.add("1", mail("two"));
    upstream.add("2", mail("three"));
    fetchesAll();
    assertEquals(3, office.inbox().size());
  }

  @Test
  void aUniqueIdThatIsUsedAgainBringsTheNewMessage() throws Exception {
    upstream.add("a", mail("one"));
    fetchesAll();
    upstream.clear();
    office.clock.pass(Duration.ofMinutes(1));
    fetchesAll();
    office.clock.pass(Duration.ofHours(2));
    fetchesAll();
    upstream.add("a", mail("another"));
    fetchesAll();
    assertEquals(2, office.inbox().size());
  }

  @Test
  void veryLongUniqueIdsAndWrongSizesDoNoHarm() throws Exception {
    upstream.add("x".repeat(2000) + "1", mail("one"));
    upstream.add("x".repeat(2000) + "2", mail("two"));
    for (double factor : new double[] {0, 0.1, 3}) {
      upstream.sizeFactor = factor;
      fetchesAll();
      upstream.add("more" + factor, mail("more " + factor));
    }
    fetchesAll();
    assertEquals(5, office.inbox().size());
  }

  @Test
  void aRefusedMessageIsReportedAndTriedAgain() throws Exception {
    upstream.add("u1", mail("one"));
    upstream.add("bad", mail("bad"));
    upstream.add("u3", mail("three"));
    upstream.refusals = Map.of("bad", "-ERR [SYS/TEMP] damaged");
    FetchResult result = office.fetch();
    assertEquals(2, result.fetched());
    assertEquals(1, result.unfetched());
    assertFalse(result.isComplete());
    assertTrue(office.status().problem().orElseThrow().contains("damaged"));
    Failure failure = office.intake().failures().get(0);
    assertEquals("bad", failure.key());
    assertEquals(1, failure.attempts());
    upstream.refusals = Map.of();
    fetchesAll();
    assertEquals(3, office.inbox().size());
    assertEquals(List.of(), office.intake().failures());
    assertEquals(Optional.empty(), office.status().problem());
  }

  @Test
  void aRefusedMessageThatGoesAwayIsForgotten() throws Exception {
    upstream.add("bad", mail("bad"));
    upstream.refusals = Map.of("bad", "-ERR damaged");
    office.fetch();
    upstream.clear();
    fetchesAll();
    assertEquals(List.of(), office.intake().failures());
  }

  @Test
  void aRefusedMessageUnderAUniqueIdThatWasUsedBeforeIsForgottenToo() throws Exception {
    office.keep(new Keep.None());
    upstream.add("a", mail("one"));
    fetchesAll();
    upstream.add("a", mail("bad"));
    upstream.refusals = Map.of("a", "-ERR damaged");
    office.fetch();
    assertEquals(1, office.intake().failures().size());
    upstream.clear();
    fetchesAll();
    assertEquals(List.of(), office.intake().failures());
  }

  @Test
  void aServerThatGivesNothingOfWhatItListsIsGivenUp() throws Exception {
    Map<String, String> refusals = new HashMap<>();
    for (int i = 0; i < 80; i++) {
      upstream.add("u" + i, mail("number " + i));
      refusals.put("u" + i, "-ERR no");
    }
    upstream.refusals = refusals;
    FetchResult result = office.fetch();
    assertTrue(result.problem().orElseThrow().contains("gives none"), result.toString());
    assertEquals(50, office.intake().failures().size());
  }

  @Test
  void aMessageThatBreaksTheLineDoesNotKeepTheOthersAway() throws Exception {
    upstream.add("u1", mail("one"));
    upstream.add("breaks", mail("breaks"));
    upstream.add("u3", mail("three"));
    upstream.breaking = Set.of("breaks");
    assertFalse(office.fetch().isComplete());
    assertEquals(1, office.inbox().size());
    assertFalse(office.fetch().isComplete());
    assertEquals(2, office.inbox().size());
    assertEquals(2, office.intake().failures().get(0).attempts());
  }

  @Test
  void aMessageThatIsTooLargeIsReportedOnce() throws Exception {
    upstream.sizeFactor = 1e8;
    upstream.add("u1", mail("huge"));
    FetchResult result = office.fetch();
    assertEquals(1, result.unfetched());
    assertTrue(result.problem().orElseThrow().contains("MB"), result.toString());
    office.fetch();
    assertEquals(1, office.intake().failures().get(0).attempts());
    assertEquals(0, upstream.count("RETR"));
  }

  @Test
  void aFirstImportIsResumedWhereTheLineBroke() throws Exception {
    for (int i = 0; i < 50; i++) {
      upstream.add("u" + i, mail("number " + i) + "x".repeat(2000) + "\r\n");
    }
    int sessions = 0;
    do {
      upstream.octetsLeft.set(30_000);
      sessions++;
    } while (!office.fetch().isComplete());
    assertTrue(sessions > 3 && sessions < 20, sessions + " sessions");
    assertEquals(50, office.inbox().size());
    assertEquals(50, office.inbox().stream().distinct().count());
  }

  private void limit(long messages) throws Refusal {
    office
        .store
        .account("studio", new Actor("", "cli"))
        .orElseThrow()
        .limit(new Quota.Limits(OptionalLong.empty(), OptionalLong.of(messages)));
  }

  @Test
  void whatHasNoRoomWaitsAtTheProviderUnasked() throws Exception {
    office.keep(new Keep.None());
    limit(4);
    for (int i = 0; i < 10; i++) {
      upstream.add("u" + i, mail("number " + i));
    }
    FetchResult result = office.fetch();
    assertEquals(4, result.fetched());
    assertEquals(6, result.unfetched());
    String problem = result.problem().orElseThrow();
    assertTrue(problem.contains("6 messages wait at the provider"), problem);
    assertEquals(Optional.of(Why.FULL), office.status().why());
    assertEquals(List.of(), office.intake().failures());
    assertEquals(6, upstream.messages().size());
    assertEquals(4, upstream.count("RETR"));

    assertEquals(6, office.fetch().unfetched());
    assertEquals(4, upstream.count("RETR"), "it is not read to be thrown away");
    limit(7);
    assertEquals(3, office.fetch().fetched());
    office.inboxMailbox().remove(UidSet.ALL);
    fetchesAll();
    assertEquals(3, office.inbox().size());
    assertEquals(0, upstream.messages().size());
    assertEquals(Optional.empty(), office.status().why());
    assertEquals(Optional.empty(), office.status().emptiedByOther());
  }

  @Test
  void theScheduleGoesOnAsUsualAndALargeMessageDoesNotBarSmallOnes() throws Exception {
    fetchesAll();
    Account studio = office.store.account("studio", new Actor("", "cli")).orElseThrow();
    studio.limit(new Quota.Limits(OptionalLong.of(500), OptionalLong.empty()));
    upstream.add("u1", mail("large") + "x".repeat(1000) + "\r\n");
    upstream.add("u2", mail("small"));
    assertEquals(1, office.fetch().fetched());
    assertTrue(office.inbox().get(0).contains("small"));
    assertTrue(office.status().lastSuccess().isPresent());
    studio.limit(Quota.Limits.NONE);
    fetchesAll();
    assertEquals(2, office.inbox().size());
  }

  @Test
  void whereUniqueIdsAreMissingWhatHasNoRoomStaysToo() throws Exception {
    limit(1);
    for (int i = 0; i < 3; i++) {
      upstream.add("u" + i, mail("number " + i));
    }
    upstream.uniqueIds = false;
    upstream.capabilities = List.of("USER");
    FetchResult result = office.fetch();
    assertEquals(1, result.fetched());
    assertEquals(2, result.unfetched());
    assertEquals(Optional.of(Why.FULL), office.status().why());
    assertEquals(List.of(), office.intake().failures());
    limit(3);
    for (int i = 0; i < 3; i++) {
      office.fetch();
    }
    assertEquals(3, office.inbox().size());
    assertEquals(3, office.inbox().stream().distinct().count());
  }

  @Test
  void aFullDiskStopsFetchingAndDeletesNothing() throws Exception {
    office.keep(new Keep.None());
    for (int i = 0; i < 10; i++) {
      upstream.add("u" + i, mail("number " + i));
    }
    upstream.onCommand =
        () -> {
          if (upstream.commands().getLast().startsWith("RETR")) {
            office.store.refuseChanges(Refusal.Reason.NO_SPACE);
          }
        };
    FetchResult result = office.fetch();
    assertTrue(result.problem().orElseThrow().contains("disk is full"), result.toString());
    assertEquals(10, upstream.messages().size());
    upstream.onCommand = () -> {};
    office.store.allowChanges();
    fetchesAll();
    assertEquals(10, office.inbox().size());
    assertEquals(0, upstream.messages().size());
  }
}
