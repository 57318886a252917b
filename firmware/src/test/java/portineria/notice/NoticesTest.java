package portineria.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portineria.fetch.SealedPasswords;
import portineria.health.Cause;
import portineria.health.Finding;
import portineria.health.Times;
import portineria.health.Topic;
import portineria.health.Urgency;
import portineria.health.Words;
import portineria.peer.HeartbeatServer;
import portineria.peer.ScriptedSmtp;
import portineria.peer.TestAuthority;
import portineria.store.Account;
import portineria.store.Actor;
import portineria.store.BoxLanguage;
import portineria.store.FakeStore;
import portineria.store.Flag;
import portineria.store.MailboxName;
import portineria.store.Refusal;
import portineria.store.View;

/** Who hears of what, and how often. */
class NoticesTest {
  private static final Actor ACTOR = new Actor("", "cli");

  /** A Friday. */
  private static final Instant FRIDAY = Instant.parse("2026-11-27T09:00:00Z");

  private static final Instant MONDAY = Instant.parse("2026-11-30T00:00:00Z");

  private static final Finding SOURCE =
      new Finding(
          Urgency.TODAY,
          new Cause(Topic.SOURCE_FAILING, "hoster", "password"),
          Optional.of("anna"),
          new Words("the password is wrong: set it anew", "la password è sbagliata: cambiarla"));

  private static final Finding LOSS =
      new Finding(
          Urgency.NOW,
          new Cause(Topic.MAIL_LOST, "", "volume 7"),
          Optional.empty(),
          new Words("Mail is lost: volume 7 is not there", "Manca il volume 7"));

  @TempDir Path data;

  private final SettableClock clock = new SettableClock(FRIDAY);
  private final FakeStore store = new FakeStore(clock);
  private final List<Finding> found = new ArrayList<>();
  private SealedPasswords sealed;
  private Notices notices;

  @BeforeEach
  void open() throws Refusal {
    sealed = new SealedPasswords(data.resolve("keys"));
    for (String account : List.of("anna", "bruno", "carla")) {
      store.createAccount(account, ACTOR);
    }
    NoticeSettings.putCaretakers(store, List.of("carla"));
    restart();
  }

  @AfterEach
  void close() {
    notices.close();
  }

  private void restart() {
    if (notices != null) {
      notices.close();
    }
    notices =
        new Notices(
            store,
            data,
            now -> List.copyOf(found),
            new Courier(store, sealed),
            clock,
            ZoneId.of("UTC"));
  }

  private void turn() {
    notices.turn(clock.instant(), true);
  }

  /** A turn each minute. */
  private void minutes(int count) {
    for (int i = 0; i < count; i++) {
      clock.pass(Duration.ofMinutes(1));
      turn();
    }
  }

  private List<String> inbox(String name) throws IOException {
    Account account = store.account(name, ACTOR).orElseThrow();
    View view = account.mailbox(MailboxName.INBOX).orElseThrow().view();
    List<String> messages = new ArrayList<>();
    for (int i = 0; i < view.count(); i++) {
      messages.add(
          new String(
              account.octets(view.message(i)).stream().readAllBytes(),
              StandardCharsets.ISO_8859_1));
    }
    return messages;
  }

  private List<String> subjects(String name) throws IOException {
    return inbox(name).stream()
        .flatMap(String::lines)
        .filter(line -> line.startsWith("Subject: "))
        .map(line -> line.substring("Subject: ".length()))
        .toList();
  }

  @Test
  void whoseMailItIsAndTheCaretakerAreToldOnceAndOfTheEndToo() throws Exception {
    found.add(SOURCE);
    turn();
    assertEquals(List.of(), inbox("anna"));
    minutes(60);
    List<String> told = List.of("Portineria: a mailbox can't be fetched (hoster)");
    assertEquals(told, subjects("anna"));
    assertEquals(told, subjects("carla"));
    assertEquals(List.of(), subjects("bruno"));
    assertTrue(inbox("anna").getFirst().contains("the password is wrong: set it anew\r\n"));
    assertTrue(
        inbox("anna")
            .getFirst()
            .contains("Noticed by the box on " + Times.minute(FRIDAY) + ".\r\n"));
    minutes(120);
    assertEquals(told, subjects("anna"));
    found.clear();
    minutes(4);
    assertEquals(told, subjects("anna"));
    minutes(60);
    assertEquals(
        List.of(told.getFirst(), "Portineria: well again: a mailbox can't be fetched (hoster)"),
        subjects("anna"));
    assertEquals(subjects("anna"), subjects("carla"));
  }

  @Test
  void nothingIsToldTwiceAcrossRestarts() throws Exception {
    found.add(SOURCE);
    for (int i = 0; i < 40; i++) {
      minutes(1);
      restart();
    }
    assertEquals(1, inbox("anna").size());
    assertEquals(1, inbox("carla").size());
    found.clear();
    for (int i = 0; i < 20; i++) {
      minutes(1);
      restart();
    }
    assertEquals(2, inbox("anna").size());
  }

  @Test
  void whereverItIsInterruptedNothingIsToldTwiceOrNotAtAll() throws Exception {
    for (int changes = 0; changes < 8; changes++) {
      found.add(
          new Finding(
              Urgency.NOW,
              new Cause(Topic.MAIL_LOST, "", "volume " + changes),
              Optional.empty(),
              new Words("volume " + changes + " is not there", "")));
      store.refuseChangesAfter(changes, Refusal.Reason.UNAVAILABLE);
      turn();
      store.allowChanges();
      restart();
      minutes(3);
      assertEquals(2 * changes + 1, inbox("carla").size(), "interrupted after " + changes);
      assertEquals(List.of(), store.troubles().waiting());
      found.clear();
      minutes(10);
      assertEquals(2 * changes + 2, inbox("carla").size());
    }
  }

  @Test
  void whatIsUrgentIsToldAtOnceAndStandsOut() throws Exception {
    found.add(LOSS);
    turn();
    assertEquals(List.of("Portineria, urgent: mail is lost"), subjects("carla"));
    View view =
        store.account("carla", ACTOR).orElseThrow().mailbox(MailboxName.INBOX).orElseThrow().view();
    assertEquals(List.of(Flag.FLAGGED), view.flagTable().flags(view.flagBits(0)));
    assertEquals(List.of(), inbox("anna"), "it is nobody's mail");
  }

  @Test
  void severalThingsAreOneMessage() throws Exception {
    found.add(LOSS);
    found.add(
        new Finding(
            Urgency.NOW,
            new Cause(Topic.READ_ONLY, "", ""),
            Optional.empty(),
            new Words("it only reads", "legge soltanto")));
    turn();
    assertEquals(List.of("Portineria, urgent: 2 things need a person"), subjects("carla"));
  }

  @Test
  void inTheLanguageOfTheBox() throws Exception {
    store.putSetting(BoxLanguage.SETTING, "it");
    found.add(LOSS);
    turn();
    assertEquals(List.of("Portineria, urgente: manca della posta"), subjects("carla"));
    assertTrue(inbox("carla").getFirst().contains("Manca il volume 7"));
  }

  @Test
  void whoIsNamedLaterHearsOfWhatIsStillWrong() throws Exception {
    NoticeSettings.putCaretakers(store, List.of());
    found.add(LOSS);
    minutes(10);
    assertFalse(store.troubles().all().getFirst().told().isAnything());
    NoticeSettings.putCaretakers(store, List.of("bruno"));
    minutes(2);
    assertEquals(1, inbox("bruno").size());
  }

  @Test
  void whoCanNotLogInIsNotWrittenTo() throws Exception {
    store.directory().remove("carla");
    found.add(LOSS);
    minutes(3);
    assertEquals(List.of(), inbox("carla"));
  }

  @Test
  void onMondayMorningTheWeekIsToldOnce() throws Exception {
    clock.set(MONDAY.plus(Duration.ofHours(7)).plus(Duration.ofMinutes(58)));
    minutes(1);
    assertEquals(List.of(), subjects("carla"));
    minutes(1);
    assertEquals(List.of("Portineria: all well, 2026-11-30"), subjects("carla"));
    assertEquals(List.of(), subjects("anna"), "only who takes care of the box");
    for (int i = 0; i < 5; i++) {
      restart();
      minutes(100);
    }
    assertEquals(1, subjects("carla").size());
    String text = inbox("carla").getFirst();
    assertTrue(text.contains("All is well.\r\n"), text);
    assertTrue(text.contains("New messages: 0\r\n"), text);
    assertTrue(text.contains("Backups that can be restored: 0, failed ones: 0\r\n"), text);
    clock.set(MONDAY.plus(Duration.ofDays(7)).plus(Duration.ofHours(8)));
    turn();
    assertEquals("Portineria: all well, 2026-12-07", subjects("carla").getLast());
    assertTrue(inbox("carla").getLast().contains("New messages: 1\r\n"), "the message of the week");
  }

  @Test
  void aWeekInWhichSomethingIsWrongIsNotAllWell() throws Exception {
    found.add(SOURCE);
    clock.set(MONDAY.plus(Duration.ofHours(8)));
    turn();
    assertEquals(List.of("Portineria: 1 thing needs a person, 2026-11-30"), subjects("carla"));
    assertTrue(inbox("carla").getFirst().contains("* the password is wrong: set it anew"));
  }

  @Test
  void aClockThatNobodyHasSetKnowsNoMonday() throws Exception {
    clock.set(MONDAY.plus(Duration.ofHours(9)));
    notices.turn(clock.instant(), false);
    assertEquals(List.of(), subjects("carla"));
  }

  private void technician(ScriptedSmtp smtp, TestAuthority authority, SmtpServer.Tls tls)
      throws Exception {
    NoticeSettings.putAddresses(store, List.of("tecnico@example.net"));
    NoticeSettings.putServer(
        store,
        Optional.of(
            new SmtpServer(
                "localhost",
                smtp.port(),
                tls,
                ScriptedSmtp.USER,
                "studio@example.org",
                sealed.seal(SmtpServer.sealedAs("localhost"), ScriptedSmtp.PASSWORD),
                Optional.of(authority.pem()))));
  }

  @Test
  void theTechnicianIsToldByMailOnceAlthoughTheServerWasAway() throws Exception {
    TestAuthority authority = new TestAuthority("test");
    try (ScriptedSmtp smtp = ScriptedSmtp.startTls(authority.issue("localhost").context())) {
      technician(smtp, authority, SmtpServer.Tls.STARTTLS);
      smtp.replies(Map.of("MAIL", "451 4.3.2 later"));
      found.add(LOSS);
      turn();
      assertEquals(1, inbox("carla").size(), "who is here is not held up");
      assertEquals(List.of(), smtp.mails());
      minutes(5);
      smtp.replies(Map.of());
      found.clear();
      for (int i = 0; i < 12; i++) {
        minutes(5);
        restart();
      }
      List<String> subjects = smtp.mails().stream().map(one -> one.header("Subject")).toList();
      assertEquals(
          List.of(
              "Subject: Portineria, urgent: mail is lost",
              "Subject: Portineria: well again: mail is lost"),
          subjects);
      assertEquals(List.of("tecnico@example.net"), smtp.mails().getFirst().to());
      assertEquals(List.of(), store.troubles().waiting());
    }
  }

  @Test
  void aServerThatCanNotBeUsedIsAThingForTheCaretaker() throws Exception {
    NoticeSettings.putAddresses(store, List.of("tecnico@example.net"));
    found.add(LOSS);
    minutes(30);
    assertEquals(1, store.troubles().waiting().size());
    assertTrue(store.troubles().waiting().getFirst().tries() >= 4);
    assertTrue(
        store
            .troubles()
            .waiting()
            .getFirst()
            .problem()
            .orElseThrow()
            .startsWith("nobody has said through which server"));
    clock.pass(Duration.ofDays(7));
    turn();
    assertEquals(List.of(), store.troubles().waiting(), "old news are given up");
  }

  @Test
  void theHeartbeatIsSentOnceADay() throws Exception {
    try (HeartbeatServer service = new HeartbeatServer()) {
      NoticeSettings.putHeartbeat(store, Optional.of(service.uri()));
      minutes(30);
      assertEquals(List.of("GET /secret"), service.calls());
      restart();
      minutes(30);
      assertEquals(1, service.calls().size());
      clock.pass(Duration.ofHours(24));
      turn();
      assertEquals(2, service.calls().size());
    }
  }

  @Test
  void aHeartbeatThatDoesNotGetOutIsTriedAgain() throws Exception {
    try (HeartbeatServer service = new HeartbeatServer()) {
      service.answers(503);
      NoticeSettings.putHeartbeat(store, Optional.of(service.uri()));
      minutes(29);
      assertEquals(2, service.calls().size());
      service.answers(200);
      minutes(20);
      assertEquals(3, service.calls().size());
      assertEquals(Optional.of(""), store.setting("notice.heartbeat.problem"));
    }
  }

  @Test
  void aBoxThatCanNotWriteIsSilent() throws Exception {
    try (HeartbeatServer service = new HeartbeatServer()) {
      NoticeSettings.putHeartbeat(store, Optional.of(service.uri()));
      store.refuseChanges(Refusal.Reason.READ_ONLY);
      minutes(3);
      assertEquals(List.of(), service.calls());
    }
  }
}
