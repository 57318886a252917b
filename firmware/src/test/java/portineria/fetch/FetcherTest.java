package portineria.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import portineria.store.Actor;
import portineria.store.MailboxName;
import portineria.store.Refusal;
import portineria.store.Source.Keep;

/** Schedules, requests, and what a person hears. */
@Timeout(60)
class FetcherTest {
  @TempDir Path folder;
  private Office office;
  private ScriptedUpstream upstream;

  @BeforeEach
  void open() throws IOException, Refusal {
    office = new Office(folder);
    upstream = office.upstream;
    upstream.add("u1", "Subject: one\r\n\r\nciao\r\n");
  }

  @AfterEach
  void close() throws IOException {
    office.close();
  }

  private void awaitMessages(int count) throws Exception {
    CompletableFuture<Boolean> there = new CompletableFuture<>();
    try (var _ =
        office
            .store
            .account("studio", new Actor("", "cli"))
            .orElseThrow()
            .mailbox(MailboxName.INBOX)
            .orElseThrow()
            .subscribe(
                mailbox -> {
                  if (mailbox.view().count() >= count) {
                    there.complete(true);
                  }
                })) {
      if (office.view().count() < count) {
        there.get(30, TimeUnit.SECONDS);
      }
    }
  }

  @Test
  void aSourceIsFetchedOnItsOwnSchedule() throws Exception {
    office.update(office.source(Office.SOURCE, new Keep.Forever(), Duration.ofMillis(20)));
    office.running().start();
    awaitMessages(1);
    upstream.add("u2", "Subject: two\r\n\r\nciao\r\n");
    awaitMessages(2);
    assertEquals(1, upstream.together());
  }

  @Test
  void aSourceThatIsAddedWhileRunningIsFetched() throws Exception {
    office.store.sources().remove(Office.SOURCE);
    office.running().start();
    office.store.sources().add(office.source("nuova", new Keep.Forever(), Duration.ofMillis(20)));
    office.running().changed();
    awaitMessages(1);
    office.store.sources().remove("nuova");
    office.running().changed();
    assertThrows(Refusal.class, () -> office.running().fetchNow(List.of("nuova"), p -> {}));
  }

  @Test
  void aPausedSourceIsFetchedOnlyByName() throws Exception {
    office.update(
        office.source(
            Office.SOURCE,
            new Keep.Forever(),
            Duration.ofMillis(1),
            ScriptedUpstream.PASSWORD,
            true));
    office.running().start();
    assertEquals(List.of(), office.running().fetchNow(List.of(), p -> {}));
    assertEquals(0, upstream.logins());
    assertEquals(1, office.fetch().fetched());
  }

  @Test
  void aWrongPasswordIsSaidAndIsNotTriedAgainUntilItIsChanged() throws Exception {
    office.update(
        office.source(Office.SOURCE, new Keep.Forever(), Duration.ofMillis(1), "sbagliata", false));
    FetchResult result = office.fetch();
    assertTrue(result.problem().orElseThrow().contains("password"), result.toString());
    office.running().start();
    assertEquals(1, upstream.connections());
    assertTrue(office.status().problem().isPresent());
    office.update(office.source(Office.SOURCE, new Keep.Forever(), Duration.ofMillis(1)));
    awaitMessages(1);
    assertTrue(office.fetch().isComplete());
    assertTrue(office.status().problem().isEmpty());
  }

  @Test
  void aProblemRemembersSinceWhen() throws Exception {
    upstream.replies.put("AUTH", "-ERR [SYS/TEMP] later");
    office.fetch();
    var since = office.status().problemSince();
    office.clock.pass(Duration.ofHours(1));
    office.fetch();
    assertEquals(since, office.status().problemSince());
    assertEquals(office.status(), office.store.sources().status(Office.SOURCE));
  }

  @Test
  void theServersWishForBreaksIsRespected() throws Exception {
    upstream.capabilities = List.of("USER", "UIDL", "LOGIN-DELAY 900");
    assertTrue(office.fetch().isComplete());
    assertTrue(office.fetch().problem().orElseThrow().contains("break between logins"));
    assertEquals(1, upstream.logins());
  }

  @Test
  void aServerThatSaysSoAtTheLoginGetsItsBreakToo() throws Exception {
    upstream.replies.put("AUTH", "-ERR [LOGIN-DELAY] not so often");
    assertTrue(office.fetch().problem().orElseThrow().contains("let the box fetch less often"));
    assertTrue(office.fetch().problem().orElseThrow().contains("break between logins"));
    assertEquals(1, upstream.connections());
  }

  @Test
  void aMailboxThatIsInUseIsTriedAgainByWhoeverAsks() throws Exception {
    upstream.replies.put("AUTH", "-ERR [IN-USE] another session");
    assertTrue(office.fetch().problem().orElseThrow().contains("Another program is in"));
    upstream.replies.clear();
    assertEquals(1, office.fetch().fetched());
  }

  @Test
  void aServerThatHangsHoldsUpNoOtherSource() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    try (ScriptedUpstream other = new ScriptedUpstream()) {
      other.add("u1", "Subject: other\r\n\r\nciao\r\n");
      office.store.sources().add(office.sourceAt(other, "altra"));
      upstream.onCommand = () -> waitFor(release);
      office.running().start();
      assertEquals(1, office.running().fetchNow(List.of("altra"), p -> {}).get(0).fetched());
      assertEquals(1, office.view().count());
      release.countDown();
      awaitMessages(2);
    }
  }

  @Test
  void manyWhoAskAtOnceShareSessionsAndNeverTwoAreThere() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<FetchResult>> results = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        results.add(threads.submit(office::fetch));
      }
      for (Future<FetchResult> each : results) {
        assertTrue(each.get().isComplete());
      }
    }
    assertEquals(1, upstream.together());
    assertEquals(1, office.inbox().size());
  }

  @Test
  void progressIsTold() throws Exception {
    upstream.add("u2", "Subject: two\r\n\r\nciao\r\n");
    List<Progress> heard = Collections.synchronizedList(new ArrayList<>());
    office.running().fetchNow(List.of(Office.SOURCE), heard::add);
    assertEquals(Phase.WAITING, heard.getFirst().phase());
    assertEquals(Phase.DONE, heard.getLast().phase());
    assertEquals(2, heard.getLast().messages());
    assertEquals(2, heard.getLast().messagesTotal());
    assertEquals(heard.getLast().octets(), heard.getLast().octetsTotal());
  }

  @Test
  void aDefectEndsTheSessionAndNotTheSchedule() throws Exception {
    ProgressListener broken =
        progress -> {
          if (progress.phase() == Phase.FETCHING) {
            throw new LinkageError("a listener");
          }
        };
    List<FetchResult> results = office.running().fetchNow(List.of(Office.SOURCE), broken);
    assertTrue(results.get(0).problem().orElseThrow().contains("defect"), results.toString());
    assertTrue(office.fetch().isComplete());
    assertEquals(1, office.inbox().size());
  }

  @Test
  void closingEndsASessionThatHangs() throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    upstream.onCommand =
        () -> {
          if (upstream.commands().getLast().startsWith("RETR")) {
            reached.countDown();
            waitFor(release);
          }
        };
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<FetchResult> asked = threads.submit(office::fetch);
      reached.await();
      office.running().close();
      assertTrue(asked.get().problem().isPresent());
      release.countDown();
    }
    assertEquals(List.of(), office.intake().failures(), "the server is not to blame");
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aCheckLooksAndFetchesNothing() throws Exception {
    SourceCheck check = office.running().check(Office.SOURCE);
    assertTrue(check.problem().isEmpty());
    assertEquals(1, check.messages());
    assertTrue(check.capabilities().contains("PIPELINING"));
    assertEquals(0, office.inbox().size());
    upstream.replies.put("AUTH", "-ERR [AUTH] no");
    SourceCheck refused = office.running().check(Office.SOURCE);
    assertTrue(refused.problem().orElseThrow().contains("password"));
    assertFalse(refused.capabilities().isEmpty());
  }

  @Test
  void anUnchangedMaildropIsNotWrittenAboutEveryMinute() throws Exception {
    office.fetch();
    var written = office.store.sources().status(Office.SOURCE);
    office.clock.pass(Duration.ofMinutes(1));
    office.fetch();
    assertEquals(written, office.store.sources().status(Office.SOURCE));
    assertEquals(office.clock.instant(), office.status().lastSuccess().orElseThrow());
    office.clock.pass(Duration.ofMinutes(10));
    office.fetch();
    assertEquals(office.status(), office.store.sources().status(Office.SOURCE));
  }

  @Test
  void aStoreThatOnlyReadsIsLeftAlone() throws Exception {
    office.store.refuseChanges(Refusal.Reason.READ_ONLY);
    assertTrue(office.fetch().problem().orElseThrow().contains("only reads"));
    assertEquals(0, upstream.connections());
  }

  @Test
  void aPasswordThatCannotBeOpenedIsSaid() throws Exception {
    office.update(
        new portineria.store.Source(
            Office.SOURCE,
            "studio",
            "127.0.0.1",
            upstream.port(),
            portineria.store.Source.Tls.NONE,
            ScriptedUpstream.USER,
            "1:broken",
            new Keep.Forever(),
            Duration.ofSeconds(60),
            java.util.Optional.empty(),
            MailboxName.INBOX,
            java.util.Optional.empty(),
            Duration.ofDays(14),
            false));
    assertTrue(office.fetch().problem().orElseThrow().contains("set it again"));
  }
}
