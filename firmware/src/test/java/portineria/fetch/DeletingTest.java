package portineria.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portineria.fetch.ScriptedUpstream.Message;
import portineria.store.Refusal;
import portineria.store.Source.Keep;

/** What goes away upstream, by our doing or by others'. */
class DeletingTest {
  @TempDir Path folder;
  private Office office;
  private ScriptedUpstream upstream;

  @BeforeEach
  void open() throws IOException, Refusal {
    office = new Office(folder);
    upstream = office.upstream;
    for (int i = 0; i < 5; i++) {
      upstream.add("u" + i, "Subject: number " + i + "\r\n\r\nciao\r\n");
    }
  }

  @AfterEach
  void close() throws IOException {
    office.close();
  }

  private int known() throws Refusal {
    return office.intake().upstream().size();
  }

  @Test
  void nothingIsDeletedForEver() throws Exception {
    office.fetch();
    office.clock.pass(Duration.ofDays(1000));
    office.fetch();
    assertEquals(5, upstream.messages().size());
    assertEquals(0, upstream.count("DELE"));
  }

  @Test
  void withNoneAMessageIsDeletedInTheSessionThatBroughtIt() throws Exception {
    office.keep(new Keep.None());
    assertEquals(5, office.fetch().deleted());
    assertEquals(0, upstream.messages().size());
    assertEquals(0, known());
    assertEquals(5, office.inbox().size());
    assertEquals(1, upstream.logins());
    assertEquals(Optional.empty(), office.status().emptiedByOther());
  }

  @Test
  void daysAreCountedFromTheFetch() throws Exception {
    office.keep(new Keep.Days(30));
    office.fetch();
    office.clock.pass(Duration.ofDays(29));
    upstream.add("later", "Subject: later\r\n\r\nciao\r\n");
    office.fetch();
    assertEquals(6, upstream.messages().size());
    office.clock.pass(Duration.ofDays(1));
    assertEquals(5, office.fetch().deleted());
    assertEquals("later", upstream.messages().get(0).uniqueId());
  }

  @Test
  void nothingIsDeletedByAgeUnderAClockThatNobodySet() throws Exception {
    office.keep(new Keep.Days(30));
    office.fetch();
    office.clock.pass(Duration.ofDays(100));
    office.clock.synchronised(false);
    assertEquals(0, office.fetch().deleted());
    office.clock.synchronised(true);
    assertEquals(5, office.fetch().deleted());
  }

  @Test
  void whatCameUnderAClockThatNobodySetIsAsOldAsTheSetting() throws Exception {
    office.keep(new Keep.Days(30));
    office.clock.synchronised(false);
    office.fetch();
    office.restart();
    office.clock.pass(Duration.ofDays(365));
    office.clock.synchronised(true);
    assertEquals(0, office.fetch().deleted(), "the clock has jumped, no year has passed");
    office.clock.pass(Duration.ofDays(29));
    assertEquals(0, office.fetch().deleted());
    office.clock.pass(Duration.ofDays(1));
    assertEquals(5, office.fetch().deleted());
  }

  @Test
  void withBackupOnlyWhatWasReadBackIsDeleted() throws Exception {
    office.keep(new Keep.Backup(7));
    office.fetch();
    office.clock.pass(Duration.ofDays(8));
    assertEquals(0, office.fetch().deleted());
    office.backedUp();
    assertEquals(5, office.fetch().deleted());
  }

  @Test
  void aBreakBeforeQuitIsMadeUpForTheNextTime() throws Exception {
    office.keep(new Keep.None());
    upstream.dropBeforeQuit = true;
    assertFalse(office.fetch().isComplete());
    assertEquals(5, upstream.messages().size());
    assertEquals(5, known());
    upstream.dropBeforeQuit = false;
    assertEquals(5, office.fetch().deleted());
    assertEquals(5, office.inbox().size());
  }

  @Test
  void aLostAnswerToQuitIsNotTakenForAnotherProgram() throws Exception {
    office.keep(new Keep.None());
    upstream.dropBeforeQuitReply = true;
    assertFalse(office.fetch().isComplete());
    assertEquals(5, known(), "nobody confirmed");
    upstream.dropBeforeQuitReply = false;
    assertTrue(office.fetch().isComplete());
    assertEquals(0, known());
    assertEquals(Optional.empty(), office.status().emptiedByOther());
  }

  @Test
  void whatALostAnswerHasDeletedIsForgottenAlsoWhenItIsNotDueAnyMore() throws Exception {
    office.keep(new Keep.None());
    upstream.dropBeforeQuitReply = true;
    office.fetch();
    upstream.dropBeforeQuitReply = false;
    office.keep(new Keep.Forever());
    office.fetch();
    office.clock.pass(Duration.ofHours(1));
    office.fetch();
    assertEquals(0, known());
  }

  @Test
  void aUniqueIdThatIsUsedAgainAfterALostAnswerIsLookedAt() throws Exception {
    office.keep(new Keep.None());
    upstream.dropBeforeQuitReply = true;
    office.fetch();
    upstream.dropBeforeQuitReply = false;
    upstream.add("u3", "Subject: another\r\n\r\nciao\r\n");
    assertEquals(1, office.fetch().fetched());
    assertEquals(6, office.inbox().size());
    assertEquals(0, upstream.messages().size());
  }

  @Test
  void aMessageInDoubtThatIsRefusedStays() throws Exception {
    office.keep(new Keep.None());
    upstream.dropBeforeQuit = true;
    office.fetch();
    upstream.dropBeforeQuit = false;
    upstream.refusals = Map.of("u1", "-ERR later");
    assertEquals(4, office.fetch().deleted());
    assertEquals(0, office.fetch().deleted());
    upstream.refusals = Map.of();
    assertEquals(1, office.fetch().deleted());
    assertEquals(5, office.inbox().size());
    assertEquals(List.of(), office.intake().failures());
  }

  @Test
  void aQuitThatFailsIsNotBelieved() throws Exception {
    office.keep(new Keep.None());
    upstream.replies.put("QUIT", "-ERR some deleted messages not removed");
    assertFalse(office.fetch().isComplete());
    assertEquals(5, known());
  }

  @Test
  void aRefusedDeletionLeavesTheOthers() throws Exception {
    office.keep(new Keep.None());
    office.fetch();
    upstream.add("fixed", "Subject: fixed\r\n\r\nciao\r\n");
    upstream.add("loose", "Subject: loose\r\n\r\nciao\r\n");
    upstream.undeletable = Set.of("fixed");
    assertEquals(1, office.fetch().deleted());
    assertEquals("fixed", upstream.messages().get(0).uniqueId());
    assertEquals(1, known());
  }

  @Test
  void whatWasFetchedEarlierIsDeletedWhenThePolicyChanges() throws Exception {
    office.fetch();
    office.keep(new Keep.None());
    assertEquals(5, office.fetch().deleted());
    assertEquals(5, upstream.count("RETR"));
  }

  @Test
  void messagesWithoutUniqueIdsAreDeletedOnlyAfterAnotherLook() throws Exception {
    upstream.uniqueIds = false;
    upstream.capabilities = List.of("USER");
    office.keep(new Keep.None());
    upstream.dropBeforeQuit = true;
    office.fetch();
    upstream.dropBeforeQuit = false;
    upstream.remove(upstream.messages().get(0));
    upstream.add("-", "Subject: number 9\r\n\r\nciao\r\n");
    assertEquals(5, office.fetch().deleted());
    assertEquals(6, office.inbox().size());
    assertEquals(0, known());
  }

  @Test
  void anotherProgramThatDeletesIsNoticed() throws Exception {
    office.fetch();
    upstream.remove(upstream.messages().get(2));
    assertTrue(office.fetch().isComplete());
    assertEquals(Optional.of(office.clock.instant()), office.status().emptiedByOther());
    office.clock.pass(Duration.ofHours(1));
    office.fetch();
    assertEquals(4, known(), "marked once it has been missing for long");
    assertEquals(5, office.inbox().size());
  }

  @Test
  void aMaildropThatWasEmptyForAMomentCostsNothingAndAlarmsNobody() throws Exception {
    office.fetch();
    List<Message> all = upstream.messages();
    upstream.clear();
    office.fetch();
    assertTrue(office.status().emptiedByOther().isPresent());
    upstream.replaceAll(all);
    office.clock.pass(Duration.ofMinutes(1));
    office.fetch();
    assertEquals(Optional.empty(), office.status().emptiedByOther());
    assertEquals(5, upstream.count("RETR"));
  }

  @Test
  void aServerThatExpiresMessagesItselfIsNotAnotherProgram() throws Exception {
    upstream.capabilities = List.of("USER", "UIDL", "EXPIRE 30");
    office.fetch();
    upstream.clear();
    office.fetch();
    assertEquals(Optional.empty(), office.status().emptiedByOther());
  }

  @Test
  void aRenumberedMaildropThatGivesOneMessageLessIsNotAnEmptiedOne() throws Exception {
    office.fetch();
    List<Message> renumbered =
        upstream.messages().stream().map(m -> m.renumbered("n" + m.uniqueId())).toList();
    upstream.replaceAll(renumbered);
    upstream.refusals = Map.of("nu2", "-ERR no");
    office.fetch();
    assertEquals(Optional.empty(), office.status().emptiedByOther());
    upstream.refusals = Map.of();
    assertEquals(0, office.fetch().fetched());
    assertEquals(5, known());
    assertEquals(5, office.inbox().size());
  }
}
