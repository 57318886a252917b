package portineria.admin.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portineria.admin.EventLog;
import portineria.admin.Guests;
import portineria.admin.OpenDoors;
import portineria.fetch.provider.Providers;
import portineria.net.tls.Misfit;
import portineria.net.tls.TestTls;
import portineria.peer.TestAuthority;
import portineria.store.Source;
import portineria.webui.AccountBook.Decision;
import portineria.webui.AccountBook.Kind;
import portineria.webui.AccountBook.State;
import portineria.webui.AccountBook.Unit;
import portineria.webui.BackupBook;
import portineria.webui.CertificateBook;
import portineria.webui.ProviderBook;
import portineria.webui.Refused;
import portineria.webui.Refused.Why;
import portineria.webui.SendingBook;
import portineria.webui.SourceBook.Keep;
import portineria.webui.SourceBook.Settings;
import portineria.webui.SourceBook.Tls;
import portineria.webui.Upkeep.Gravity;
import portineria.webui.Visitor;

/** What is done by pages is what is done by commands, and is in the audit chain. */
class WebBooksTest {
  private static final String GOOD = "gatto lampada ponte";

  @TempDir Path data;
  private FakeBox fake;
  private WebAccounts accounts;
  private WebSources sources;

  @BeforeEach
  void open() throws Exception {
    fake = new FakeBox(data);
    accounts = new WebAccounts(fake.by(FakeBox.ADMIN));
    sources = new WebSources(fake.by(FakeBox.ADMIN), new Fetchings(fake.box));
    accounts.add("maria", GOOD, Optional.empty());
  }

  @AfterEach
  void close() {
    fake.close();
  }

  @Test
  void anAccountIsMadeClosedAndOpenedAgain() throws Exception {
    assertEquals(Why.ACCOUNT_THERE, why(() -> accounts.add("maria", GOOD, Optional.empty())));
    accounts.addDevice("maria", "phone");
    accounts.close("maria");
    assertEquals(State.CLOSED, accounts.account("maria").orElseThrow().line().state());
    assertEquals(Why.ACCOUNT_UNKNOWN, why(() -> accounts.setPassword("maria", GOOD)));
    accounts.add("maria", GOOD, Optional.empty());
    assertEquals(State.OPEN, accounts.account("maria").orElseThrow().line().state());
    assertEquals(0, accounts.account("maria").orElseThrow().devices().size());
    assertTrue(fake.acts().contains("account-closed web account=maria by=admin"));
    assertTrue(accounts.account("nobody").isEmpty());
  }

  @Test
  void aLimitThatIsSetOnThePageHolds() throws Exception {
    WebQuotas quotas = new WebQuotas(fake.by(FakeBox.ADMIN), Visitor.admin(GOOD));
    quotas.limit("maria", OptionalLong.of(5_000_000_000L), OptionalLong.empty());
    assertEquals(5_000_000_000L, quotas.room("maria").octetsMax().getAsLong());
    assertTrue(
        fake.acts()
            .contains(
                "account-changed web account=maria by=admin"
                    + " detail=quota=5000000000, quota-messages=none"),
        fake.acts().toString());
    assertEquals(Why.ACCOUNT_UNKNOWN, why(() -> quotas.room("nobody")));
    WebQuotas hers = new WebQuotas(fake.by(FakeBox.ADMIN), Visitor.user("maria", GOOD));
    accounts.add("carlo", GOOD, Optional.empty());
    assertEquals(Why.ACCOUNT_UNKNOWN, why(() -> hers.room("carlo")));
    assertTrue(hers.room("maria").isLimited());
  }

  @Test
  void theReportForSupportNamesNobody() throws Exception {
    accounts.addDevice("maria", "Maria's phone");
    accounts.add("info", GOOD, Optional.empty());
    sources.add(settings("office-mail", "pop.example.org"), "secret");
    Logger logger = LoggerFactory.getLogger("Visit");
    try (EventLog log = EventLog.open(data)) {
      logger.warn("source=office-mail host=pop.example.org user=maria@office.example failed");
      logger.warn("denied user=Maria device=\"Maria's phone\" from=192.168.1.31");
      logger.warn("denied user=Maria from=192.168.1.31 and fd00:0:0:12:0:0:0:1");
      logger.info("login account=al device=\"Al's tablet\" by info");
      logger.warn("source=old-shop event=gone account=gianna");
      WebUpkeep upkeep =
          new WebUpkeep(
              fake.by(FakeBox.ADMIN),
              new WebAppliance.Tools(
                  new Guests(fake.box.clock()), log, null, () -> {}, () -> {}, Optional.empty()),
              new WebOverview(
                  fake.box,
                  new OpenDoors(TestTls.in(data.resolve("keys")), Optional.of(FakeBox.OFFICE)),
                  new Guests(fake.box.clock())));
      assertEquals(1, upkeep.events(Gravity.WARN, Optional.of("OFFICE-mail")).size());
      assertEquals(0, upkeep.events(Gravity.ERROR, Optional.empty()).size());
      String report = upkeep.report();
      for (String name :
          List.of(
              "maria",
              "Maria",
              "office-mail",
              "office.example",
              "192.168",
              "fd00",
              "=al",
              "tablet",
              "old-shop",
              "gianna",
              "by info")) {
        assertFalse(report.contains(name), () -> name + " in " + report);
      }
      assertTrue(report.contains(" failed"), report);
      assertTrue(report.contains(" INFO "), report);
    }
  }

  @Test
  void aCertificateIsGivenAndTakenBackInTheNameOfWhoDoesIt() throws Exception {
    TestAuthority authority = new TestAuthority("Office");
    TestAuthority.Issued issued = authority.issue("posta.office.example");
    OpenDoors doors = new OpenDoors(TestTls.in(data.resolve("keys")), Optional.of(FakeBox.OFFICE));
    WebCertificates book = new WebCertificates(fake.by(FakeBox.ADMIN), doors.tls());
    assertEquals(
        Why.CERTIFICATE_GAP, why(() -> book.give(issued.certificatePem() + issued.keyPem(), "")));
    for (Misfit.What what : Misfit.What.values()) {
      assertTrue(WebCertificates.why(what).name().startsWith("CERTIFICATE_"));
    }
    assertEquals(Optional.empty(), book.given());
    book.give(issued.certificatePem() + authority.pem() + issued.keyPem(), "");
    CertificateBook.Given given = book.given().orElseThrow();
    assertEquals("posta.office.example", given.name());
    assertEquals("CN=Office", given.issuer());
    assertFalse(given.isPublic());
    assertEquals(List.of("posta.office.example", FakeBox.OFFICE.getHostAddress()), doors.hosts());
    book.takeBack();
    assertEquals(List.of(FakeBox.OFFICE.getHostAddress()), doors.hosts());
    assertEquals(
        List.of(
            "settings-changed web by=admin detail=certificate given: posta.office.example",
            "settings-changed web by=admin detail=certificate taken back"),
        fake.acts().subList(fake.acts().size() - 2, fake.acts().size()));
  }

  @Test
  void aMonitorIsKnownByItsTokenUntilThatIsTakenAway() throws Exception {
    WebMonitors monitors = new WebMonitors(fake.by(FakeBox.ADMIN));
    assertFalse(monitors.knows(""));
    String one = monitors.add("ten boxes");
    String other = monitors.add("other");
    assertEquals(43, one.length());
    assertEquals(Why.MONITOR_THERE, why(() -> monitors.add("other")));
    assertEquals(Why.MONITOR_NAME, why(() -> monitors.add("a\nb")));
    assertTrue(monitors.knows(one) && monitors.knows(other));
    assertFalse(monitors.knows(one + "A"));
    assertFalse(fake.store.setting(WebMonitors.SETTING).orElseThrow().contains(one));
    monitors.remove("ten boxes");
    assertFalse(monitors.knows(one));
    assertTrue(monitors.knows(other));
    assertEquals("other", monitors.all().getFirst().label());
    assertEquals(
        "settings-changed web by=admin detail=monitor removed: ten boxes", fake.acts().getLast());
  }

  @Test
  void devicesAreMadeAndRevokedInTheNameOfWhoDoesIt() throws Exception {
    WebAccounts own = new WebAccounts(fake.by(Visitor.user("maria", "")));
    assertEquals(24, own.addDevice("maria", "phone").length());
    assertEquals(Why.DEVICE_THERE, why(() -> own.addDevice("maria", "Phone")));
    assertEquals(Why.DEVICE_NAME, why(() -> own.addDevice("maria", " ")));
    assertEquals(Why.DEVICE_NAME, why(() -> own.addDevice("maria", "a\nb")));
    own.revoke("maria", "phone");
    assertEquals(
        List.of(
            "device-added web account=maria by=maria device=phone",
            "device-revoked web account=maria by=maria device=phone"),
        fake.acts().subList(fake.acts().size() - 2, fake.acts().size()));
  }

  @Test
  void whatPop3DeletesIsASetting() throws Exception {
    assertFalse(accounts.account("maria").orElseThrow().pop3Removes());
    accounts.pop3Removes("maria", true);
    accounts.disable("maria", true);
    assertTrue(accounts.account("maria").orElseThrow().pop3Removes());
    assertEquals(State.DISABLED, accounts.account("maria").orElseThrow().line().state());
  }

  @Test
  void aDecisionComesBackAsItWasMade() throws Exception {
    for (Decision decision :
        List.of(
            new Decision(Kind.PERSONAL, 90, Unit.DAYS, "told on 3 May"),
            new Decision(Kind.PERSONAL, 18, Unit.MONTHS, "told on 3 May"),
            new Decision(Kind.COMPANY, 10, Unit.YEARS, "invoices"),
            new Decision(Kind.COMPANY, 0, Unit.FOREVER, "a museum"))) {
      accounts.decide("maria", decision);
      assertEquals(
          Optional.of(decision), accounts.account("maria").orElseThrow().line().decision());
    }
    accounts.decide("maria", new Decision(Kind.COMPANY, 10, Unit.YEARS, ""));
    assertEquals(
        Optional.of(Period.ofYears(10)),
        fake.store.decisions().policy("maria").orElseThrow().retention());
    assertEquals(
        Why.RETENTION_TIME,
        why(() -> accounts.decide("maria", new Decision(Kind.COMPANY, 101, Unit.YEARS, "x"))));
  }

  private static Settings settings(String name, String host) {
    return new Settings(
        name,
        "maria",
        host,
        995,
        Tls.IMPLICIT,
        "maria@office.example",
        Keep.BACKUP,
        30,
        60,
        "INBOX",
        Optional.of(LocalDate.of(2030, 3, 31)),
        Optional.empty(),
        14,
        1000,
        true);
  }

  @Test
  void aSourceIsAddedChangedAndRemoved() throws Exception {
    sources.add(settings("hoster", "pop.provider.example"), "geheim");
    Source added = fake.store.sources().source("hoster").orElseThrow();
    assertEquals(new Source.Keep.Backup(30), added.keep());
    assertFalse(added.sealedPassword().contains("geheim"));
    assertEquals(settings("hoster", "pop.provider.example"), sources.all().getFirst().settings());
    sources.change(settings("hoster", "pop2.provider.example"), Optional.empty());
    assertEquals(
        added.sealedPassword(),
        fake.store.sources().source("hoster").orElseThrow().sealedPassword());
    sources.pause("hoster", false);
    sources.pause("hoster", true);
    assertEquals(
        Optional.of(1_000_000_000L),
        fake.store.sources().source("hoster").orElseThrow().upstreamOctetsMax());
    assertTrue(fake.store.sources().source("hoster").orElseThrow().paused());
    sources.remove("hoster");
    assertEquals(List.of(), sources.all());
    List<String> acts = fake.acts();
    assertTrue(
        acts.contains(
            "source-added web account=maria by=admin detail=hoster  pop.provider.example:995"
                + " implicit user=maria@office.example account=maria mailbox=INBOX keep=backup:30"
                + " every=60s paused source=hoster"),
        acts.toString());
    assertEquals("source-removed web by=admin source=hoster", acts.getLast());
  }

  @Test
  void aProviderIsProposedByAddressOrByName() {
    WebProviders providers = new WebProviders(Providers.standard());
    ProviderBook.Proposal gmail =
        providers.propose("info@gmail.com", Optional.empty()).orElseThrow();
    assertEquals(
        Optional.of(new ProviderBook.Server("pop.gmail.com", 995, Tls.IMPLICIT)), gmail.incoming());
    assertTrue(gmail.cautions().contains(ProviderBook.Caution.APP_PASSWORD));
    String name = providers.names().get(3);
    assertEquals(
        name, providers.propose("a@office.example", Optional.of(name)).orElseThrow().provider());
    assertTrue(providers.propose("a@office.example", Optional.empty()).isEmpty());
  }

  @Test
  void howProgramsSendIsWhatWasSaidOrWhatTheProviderWants() throws Exception {
    WebProviders providers = new WebProviders(Providers.standard());
    WebSending sending = new WebSending(fake.by(FakeBox.ADMIN), providers);
    sources.add(settings("hoster", "pop.provider.example"), "geheim");
    assertTrue(sending.of("hoster").isEmpty(), "nobody knows office.example");
    ProviderBook.Server server =
        new ProviderBook.Server("smtp.provider.example", 587, Tls.STARTTLS);
    SendingBook.Way way = new SendingBook.Way("Maria@Office.example", server, "m", false);
    sending.set("hoster", way);
    assertEquals(Optional.of(way), sending.of("hoster"));
    assertEquals(List.of(way), sending.forAccount("maria"));
    assertEquals(List.of(), sending.forAccount("carlo"));
    assertEquals(Optional.of(way), sending.at("office.example"));
    assertEquals(Optional.empty(), sending.at("ce.example"));
    assertTrue(
        fake.acts()
            .getLast()
            .contains(
                "detail=hoster  sending Maria@Office.example by smtp.provider.example:587 starttls"
                    + " user=m source=hoster"),
        fake.acts().getLast());
    assertEquals(Why.SAID, why(() -> sending.set("nobody", way)));
    ProviderBook.Server nowhere = new ProviderBook.Server("a b", 25, Tls.NONE);
    assertEquals(
        Why.SOURCE_HOST,
        why(() -> sending.set("hoster", new SendingBook.Way("a@b", nowhere, "m", false))));
  }

  @Test
  void aSourceThatCanNotBeIsRefused() throws Exception {
    assertEquals(Why.SOURCE_NAME, why(() -> sources.add(settings("../x", "pop.example"), "x")));
    assertEquals(Why.SOURCE_HOST, why(() -> sources.add(settings("x", "pop.example:995"), "x")));
    sources.add(settings("x", "pop.example"), "x");
    assertEquals(Why.SOURCE_THERE, why(() -> sources.add(settings("x", "pop.example"), "x")));
    assertEquals(
        Why.SOURCE_UNKNOWN,
        why(() -> sources.change(settings("y", "pop.example"), Optional.empty())));
    assertEquals(Why.SOURCE_UNKNOWN, why(() -> sources.pause("y", true)));
    assertEquals(Why.SOURCE_UNKNOWN, why(() -> sources.fetch(Optional.of("y"))));
    accounts.close("maria");
    assertEquals(Why.ACCOUNT_UNKNOWN, why(() -> sources.add(settings("z", "pop.example"), "x")));
  }

  @Test
  void aTargetIsNamedByAPathThatMeansTheSameEverywhere() throws Exception {
    WebBackups backups = new WebBackups(fake.by(FakeBox.ADMIN), fake.gate);
    assertEquals(
        Why.TARGET_PLACE, why(() -> backups.add("nas", BackupBook.Kind.FOLDER, "backup", "")));
    assertEquals(
        Why.TARGET_PLACE, why(() -> backups.add("usb", BackupBook.Kind.DISK, "A\nid x", "")));
    assertEquals(
        Why.TARGET_NAME, why(() -> backups.add("../x", BackupBook.Kind.DISK, "BACKUP", "")));
    assertEquals(
        Why.TARGET_CREDENTIALS,
        why(() -> backups.add("s3", BackupBook.Kind.REMOTE, "s3:x", "LD_PRELOAD=/tmp/x")));
    assertEquals(Why.BACKUP_NOWHERE, why(() -> backups.run(Optional.empty())));
    assertEquals(Why.TARGET_UNKNOWN, why(() -> backups.run(Optional.of("usb"))));
    assertEquals(Why.BACKUP_ENDED, why(backups::cancel));
  }

  @Test
  void theWordsAreShownAfterThePasswordAndThatIsRecorded() throws Exception {
    fake.gate.setFirst(GOOD);
    WebBackups backups = new WebBackups(fake.by(FakeBox.ADMIN), fake.gate);
    assertEquals(Why.PASSWORD_WRONG, why(() -> backups.words("no", FakeBox.OFFICE)));
    assertFalse(fake.acts().toString().contains("recovery-words-shown"));
    assertEquals(fake.box.backups().words().words(), backups.words(GOOD, FakeBox.OFFICE));
    assertEquals("recovery-words-shown web by=admin", fake.acts().getLast());
  }

  private interface Work {
    void run() throws Exception;
  }

  private static Why why(Work work) {
    return assertThrows(Refused.class, work::run).why();
  }
}
