package portineria.webui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import portineria.webui.Overview.Action;

/** What the pages show, and what their buttons do. */
class PagesTest extends AdminStage {
  private static final String GOOD = "cane sedia fiume";
  private static final String HOSTILE = "<script>alert('x')</script>\"&";

  @Test
  void todaySaysWhatNeedsAPersonAndWhereItIsDone() throws Exception {
    assertTrue(admin.get("/today").body().contains("All is well"));
    box.concerns =
        List.of(FakeAppliance.need("the password is refused", new Action.Source("maria-hoster")));
    String page = admin.get("/today").body();
    assertTrue(page.contains("Look today:"), page);
    assertTrue(page.contains("<span lang=\"en\">the password is refused</span>"), page);
    assertTrue(page.contains("href=\"/sources/maria-hoster\""), page);
    box.concerns = List.of(FakeAppliance.need("gone", new Action.Removals("maria")));
    assertTrue(admin.get("/today").body().contains("href=\"/vault?account=maria\""));
  }

  @Test
  void whatNeedsThePageBoxLeadsToTheRightPartOfIt() throws Exception {
    String page = admin.get("/box").body();
    for (Overview.Part part : Overview.Part.values()) {
      box.concerns = List.of(FakeAppliance.need("look", new Action.Box(part)));
      String anchor = part.name().toLowerCase(java.util.Locale.ROOT);
      String today = admin.get("/today").body();
      assertTrue(today.contains("href=\"/box#" + anchor + "\""), today);
      assertTrue(page.contains("id=\"" + anchor + "\""), anchor);
    }
  }

  @Test
  void theNamesOfTheOfficeAndTheBoxAreShownAndChanged() throws Exception {
    box.names = new StartBook.Names("Studio Rossi", "archivio");
    String page = admin.get("/box").body();
    assertTrue(
        page.contains("value=\"Studio Rossi\"") && page.contains("value=\"archivio\""), page);
    String[] fields = {"office", "Studio Bianchi", "box", "x".repeat(61)};
    assertEquals("/box", location(admin.post("/box/names", fields)));
    assertTrue(admin.get("/box").body().contains("at most 60"));
    fields[3] = "cantina";
    assertEquals("/box", location(admin.post("/box/names", fields)));
    assertEquals(new StartBook.Names("Studio Bianchi", "cantina"), box.names);
    assertEquals(List.of("administrator renamed Studio Bianchi"), box.acts);
  }

  @Test
  void whoPressesTheButtonIsToldWhatItDoes() throws Exception {
    admin.get("/box");
    assertEquals("/box", location(admin.post("/box/press")));
    assertTrue(admin.get("/box").body().contains("The button was pressed"));
  }

  @Test
  void theDisksThatArePluggedInAreOfferedForBackups() throws Exception {
    for (String path : List.of("/backup", "/start/backup")) {
      String page = admin.get(path).body();
      assertTrue(page.contains("<option value=\"Disco blu\">"), page);
      assertTrue(page.contains("plugged in now: BACKUP, Disco blu"), page);
    }
  }

  @Test
  void whatTheAuditChainSaysOfSettingsIsInThePersonsLanguage() throws Exception {
    admin.language = "it";
    for (String[] pair :
        new String[][] {
          {"language=it", "lingua: it"},
          {"info pop.example:995 implicit every=60s", "info pop.example:995 implicit ogni: 60s"},
          {"unheard=of", "unheard=of"},
          {
            "administrator's password set for the first time",
            "password dell'amministratore impostata per la prima volta"
          }
        }) {
      box.keep.entries.add(
          FakeKeep.entry(1, "settings-changed", "admin", java.util.Map.of("detail", pair[0])));
      String page = admin.get("/vault/chain").body().replace("&#39;", "'");
      assertTrue(page.contains("che cosa: " + pair[1]), page);
    }
  }

  @Test
  void aPartRenewsItselfFasterWhileSomethingIsUnderWay() throws Exception {
    assertTrue(admin.get("/today/live").body().contains("every 20s"));
    box.fetching = Optional.of(new SourceBook.Going(120, 800, 3_100_000));
    String part = admin.get("/today/live").body();
    assertTrue(part.contains("every 2s"), part);
    assertTrue(part.contains("<progress value=\"120\" max=\"800\""), part);
    assertFalse(part.contains("<html"), part);
  }

  @Test
  void aFetchThatFailedDoesNotSayThatItFetched() throws Exception {
    Instant when = FakeAppliance.NOW.minus(Duration.ofMinutes(1));
    box.fetched = Optional.of(new SourceBook.Came(when, true, 3, 900, 0, 0, Optional.empty()));
    String well = admin.get("/today").body();
    assertTrue(well.contains(", 3 new messages"), well);
    box.fetched =
        Optional.of(new SourceBook.Came(when, false, 0, 0, 0, 0, Optional.of("The password")));
    for (String path : List.of("/today", "/sources", "/sources/maria-hoster")) {
      String page = admin.get(path).body();
      assertTrue(page.contains("nothing could be fetched."), page);
      assertTrue(page.contains("lang=\"en\">The password</p>"), page);
      assertFalse(page.contains("new message"), page);
    }
  }

  @Test
  void whenTheNextFetchIsIsSaidInWords() throws Exception {
    String next = new Words(Language.ENGLISH).minute(FakeAppliance.NOW.plus(Duration.ofMinutes(4)));
    for (String path : List.of("/today", "/sources", "/sources/maria-hoster")) {
      assertTrue(admin.get(path).body().contains("next look " + next), path);
    }
    box.underWay = true;
    String busy = admin.get("/today").body();
    assertTrue(busy.contains("· being fetched"), busy);
    assertFalse(busy.contains("next look"), busy);
  }

  @Test
  void whatIsLeftAtTheProviderIsSaidWithItsReason() throws Exception {
    String page = admin.get("/sources/maria-hoster").body();
    assertTrue(page.contains("<li>800 messages: here for less than 30 days;"), page);
    assertTrue(page.contains("<li>11 messages: not yet in a backup"), page);
    assertTrue(page.contains("<li>1 message: could not be fetched;"), page);
    for (SourceBook.Left why : SourceBook.Left.values()) {
      box.left = List.of(new SourceBook.Rest(why, 2));
      assertTrue(admin.get("/sources/maria-hoster").body().contains("<li>2 messages: "));
    }
    box.left = List.of();
    assertTrue(admin.get("/sources/maria-hoster").body().contains("Nothing that the box knows"));
  }

  @Test
  void whatWasDoneIsSaidOnce() throws Exception {
    assertEquals("/today", location(admin.post("/today/fetch", "name", "maria-hoster")));
    // The part that renews itself does not use it up.
    admin.get("/today/live");
    assertTrue(admin.get("/today").body().contains("It is being fetched."));
    assertFalse(admin.get("/today").body().contains("It is being fetched."));
    assertEquals(List.of("administrator fetched maria-hoster"), box.acts);
  }

  @Test
  void aSourceIsAddedAndWhatIsMissingIsSaid() throws Exception {
    admin.get("/add-source");
    HttpResponse<String> bad = admin.post("/add-source", source("host", "", "password", "geheim"));
    assertEquals(422, bad.statusCode());
    assertTrue(bad.body().contains("server is missing"), bad.body());
    assertTrue(bad.body().contains("value=\"info@office.example\""), bad.body());
    assertFalse(bad.body().contains("geheim"), bad.body());
    assertEquals(422, admin.post("/add-source", source("port", "0")).statusCode());
    assertEquals(
        422, admin.post("/add-source", source("keep", "DAYS", "keepDays", "0")).statusCode());
    assertEquals(422, admin.post("/add-source", source("expires", "2027-02-30")).statusCode());
    assertEquals(422, admin.post("/add-source", source("password", "")).statusCode());
    assertEquals("/sources/info", location(admin.post("/add-source", source())));
    assertEquals(List.of("administrator source-added info"), box.acts);
    assertEquals(SourceBook.Keep.BACKUP, box.sources.get("info").keep());
  }

  @Test
  void theSettingsOfASourceAreProposedFromItsAddress() throws Exception {
    String known = admin.get("/add-source?account=maria&address=Info%2Bx@hoster.example").body();
    assertTrue(known.contains("value=\"pop.hoster.example\""), known);
    assertTrue(known.contains("name=\"port\" value=\"110\""), known);
    assertTrue(known.contains("name=\"name\" value=\"info+x@hoster.example\""), known);
    assertTrue(known.contains("POP3 has to be switched on first"), known);
    assertTrue(known.contains("https://hoster.example/help"), known);
    String own = admin.get("/add-source?address=a@office.example&provider=Example+Hoster").body();
    assertTrue(own.contains("name=\"user\" value=\"a@office.example\""), own);
    String unknown = admin.get("/add-source?address=a@office.example").body();
    assertTrue(unknown.contains("does not know this address"), unknown);
    assertTrue(unknown.contains("name=\"port\" value=\"995\""), unknown);
    String none = admin.get("/add-source?address=a@nopop.example").body();
    assertTrue(none.contains("This provider has no POP3"), none);
    assertEquals(List.of(), box.acts);
  }

  @Test
  void howProgramsSendIsOnTheSheetAndCanBeChanged() throws Exception {
    String sheet = "/accounts/maria/sheet?device=telefono&program=";
    String before = admin.get(sheet + "OUTLOOK").body();
    assertTrue(before.contains("<dd>smtp.provider.example</dd>"), before);
    assertTrue(before.contains("what the box knows of this provider"), before);
    assertTrue(admin.get("/sources/maria-hoster").body().contains("smtp.provider.example"));
    admin.get("/sources/maria-hoster/sending");
    for (String[] wrong :
        List.of(sending("address", "maria"), sending("port", "70000"), sending("user", ""))) {
      assertEquals(422, admin.post("/sources/maria-hoster/sending", wrong).statusCode());
    }
    assertEquals(
        "/sources/maria-hoster", location(admin.post("/sources/maria-hoster/sending", sending())));
    assertEquals(List.of("administrator sending maria-hoster"), box.acts);
    String after = admin.get(sheet + "ANDROID").body();
    assertTrue(after.contains("<dd>mail.other.example</dd>"), after);
    assertTrue(after.contains("<dd>STARTTLS</dd>"), after);
    assertTrue(after.contains("<dd>587</dd>"), after);
    box.ways.clear();
    assertTrue(admin.get(sheet + "MAC").body().contains("dd class=\"blank\""));
    assertEquals(422, admin.get("/sources/nobody/sending").statusCode());
  }

  private static String[] sending(String... other) {
    java.util.Map<String, String> fields = new java.util.LinkedHashMap<>();
    fields.put("address", "maria@office.example");
    fields.put("host", "mail.other.example");
    fields.put("tls", "STARTTLS");
    fields.put("port", "587");
    fields.put("user", "maria");
    for (int i = 0; i < other.length; i += 2) {
      fields.put(other[i], other[i + 1]);
    }
    return fields.entrySet().stream()
        .flatMap(field -> java.util.stream.Stream.of(field.getKey(), field.getValue()))
        .toArray(String[]::new);
  }

  @Test
  void aSourceThatWasFilledInSendsAsItsProviderWants() throws Exception {
    admin.get("/add-source?address=info@hoster.example");
    admin.post("/add-source", source("address", "info@hoster.example"));
    assertEquals(
        List.of("administrator source-added info", "administrator sending info"), box.acts);
    assertEquals("smtp.hoster.example", box.ways.get("info").server().host());
    assertEquals("info@office.example", box.ways.get("info").user());
  }

  private static String[] source(String... other) {
    java.util.Map<String, String> fields = new java.util.LinkedHashMap<>();
    fields.put("name", "info");
    fields.put("account", "maria");
    fields.put("host", "pop.provider.example");
    fields.put("user", "info@office.example");
    fields.put("password", "geheim");
    fields.put("port", "995");
    fields.put("tls", "IMPLICIT");
    fields.put("keep", "BACKUP");
    fields.put("keepDays", "30");
    fields.put("every", "60");
    fields.put("seenAfter", "14");
    for (int i = 0; i < other.length; i += 2) {
      fields.put(other[i], other[i + 1]);
    }
    return fields.entrySet().stream()
        .flatMap(field -> java.util.stream.Stream.of(field.getKey(), field.getValue()))
        .toArray(String[]::new);
  }

  @Test
  void aSourceIsChangedWithOrWithoutItsPassword() throws Exception {
    admin.get("/sources/maria-hoster");
    admin.post("/sources/maria-hoster", source("password", "", "every", "300"));
    admin.post("/sources/maria-hoster", source());
    assertEquals(
        List.of(
            "administrator source-changed maria-hoster",
            "administrator source-changed maria-hoster with password"),
        box.acts);
    assertFalse(box.sources.containsKey("info"), "the name comes from the path alone");
  }

  @Test
  void aSourceIsTriedPausedAndRemoved() throws Exception {
    String tried = admin.post("/sources/maria-hoster/check").body();
    assertTrue(tried.contains("It works: 812 messages"), tried);
    assertTrue(tried.contains("issued by Example CA"), tried);
    admin.post("/sources/maria-hoster/pause", "paused", "yes");
    admin.post("/sources/maria-hoster/pause");
    assertEquals("/sources", location(admin.post("/sources/maria-hoster/remove")));
    assertEquals(
        List.of(
            "administrator source-checked maria-hoster",
            "administrator source-paused maria-hoster",
            "administrator source-resumed maria-hoster",
            "administrator source-removed maria-hoster"),
        box.acts);
    assertEquals(422, admin.get("/sources/maria-hoster").statusCode());
  }

  @Test
  void anAccountIsAddedWithADecisionAndItsReason() throws Exception {
    assertEquals(422, account("name", "Ma ria").statusCode());
    assertEquals(422, account("name", "../x").statusCode());
    assertEquals(
        422,
        account("kind", "PERSONAL", "amount", "1", "unit", "YEARS", "reason", "").statusCode());
    assertEquals("/accounts/carlo", location(account("kind", "")));
    assertEquals(
        "/accounts/anna",
        location(
            account(
                "name",
                "Anna",
                "kind",
                "PERSONAL",
                "amount",
                "18",
                "unit",
                "MONTHS",
                "reason",
                "told on 3 May")));
    assertEquals(
        new AccountBook.Decision(
            AccountBook.Kind.PERSONAL, 18, AccountBook.Unit.MONTHS, "told on 3 May"),
        box.decisions.get("anna"));
    assertTrue(
        admin.get("/accounts/anna").body().contains("are kept for 18 months after they came"));
  }

  private HttpResponse<String> account(String... other) throws Exception {
    java.util.Map<String, String> fields = new java.util.LinkedHashMap<>();
    fields.put("token", admin.token);
    fields.put("name", "carlo");
    fields.put("password", GOOD);
    fields.put("again", GOOD);
    for (int i = 0; i < other.length; i += 2) {
      fields.put(other[i], other[i + 1]);
    }
    return admin.post("/accounts", fields);
  }

  @Test
  void aDevicesPasswordIsOnItsSheetForTenMinutesAndNowhereElse() throws Exception {
    String sheet = location(admin.post("/accounts/maria/devices", "label", "PC di Anna & Co"));
    assertEquals("/accounts/maria/sheet?device=PC%20di%20Anna%20%26%20Co", sheet);
    String secret = FakeAppliance.DEVICE_PASSWORD;
    assertTrue(admin.get(sheet + "&program=THUNDERBIRD").body().contains(secret));
    assertFalse(admin.get(sheet + "&program=NEW_OUTLOOK").body().contains(secret));
    assertFalse(
        admin.get("/accounts/maria/sheet?device=telefono&program=MAC").body().contains(secret));
    assertFalse(admin.get("/accounts/maria").body().contains(secret));
    try (Browser other = Browser.of(server).asAdmin()) {
      assertFalse(other.get(sheet + "&program=THUNDERBIRD").body().contains(secret));
    }
    now.updateAndGet(time -> time.plus(Duration.ofMinutes(10)));
    String later = admin.get(sheet + "&program=THUNDERBIRD").body();
    assertFalse(later.contains(secret), later);
    assertTrue(later.contains("nobody can tell it again"), later);
  }

  @Test
  void theSheetAsksWhichOutlookAndSaysWhatCanNotWork() throws Exception {
    String sheet = admin.get("/accounts/maria/sheet?device=telefono").body();
    assertTrue(sheet.contains("There are two Outlooks for Windows"), sheet);
    String bad = admin.get("/accounts/maria/sheet?device=telefono&program=NEW_OUTLOOK").body();
    assertTrue(bad.contains("send your password to Microsoft"), bad);
    assertFalse(bad.contains("<dd>993</dd>"), bad);
    String good = admin.get("/accounts/maria/sheet?device=telefono&program=OUTLOOK").body();
    assertTrue(good.contains("<dd>993</dd>"), good);
    assertTrue(good.contains("192.168.1.20"), good);
    assertTrue(good.contains("12:AB"), good);
    assertTrue(
        good.contains("<strong>http://portineria.local:" + server.httpPort().getAsInt()), good);
    assertTrue(good.contains("<svg class=\"qr\""), good);
    String pop3 = admin.get("/accounts/maria/sheet?device=telefono&program=POP3").body();
    assertTrue(pop3.contains("<dd>995</dd>"), pop3);
    assertTrue(pop3.contains("stays on that computer alone"), pop3);
  }

  @Test
  void anAccountIsChangedByItsPage() throws Exception {
    admin.post("/accounts/maria/password", "password", GOOD, "again", GOOD);
    admin.post("/accounts/maria/pop3", "pop3", "remove");
    admin.post("/accounts/maria/revoke", "label", "telefono");
    admin.post("/accounts/maria/retention", "kind", "COMPANY", "amount", "10", "unit", "YEARS");
    admin.post("/accounts/maria/state", "disabled", "yes");
    admin.post("/accounts/maria/state");
    admin.post("/accounts/maria/close");
    assertEquals(
        List.of(
            "administrator password maria",
            "administrator pop3 maria true",
            "administrator device-revoked maria telefono",
            "administrator decided maria",
            "administrator disabled maria",
            "administrator enabled maria",
            "administrator closed maria"),
        box.acts);
    assertTrue(admin.get("/accounts/maria").body().contains("This login was closed"));
  }

  @Test
  void anAccountGetsAnotherName() throws Exception {
    String page = admin.get("/accounts/maria").body();
    assertTrue(page.contains("print them again"), page);
    assertTrue(page.contains("All passwords stay"), page);
    for (String[] wrong :
        List.of(
            new String[] {"Ma ria", "A name has small letters"},
            new String[] {"maria", "There is an account maria already"},
            new String[] {"was", "was the name of another account once"})) {
      HttpResponse<String> refused = admin.post("/accounts/maria/name", "name", wrong[0]);
      assertEquals(422, refused.statusCode());
      assertTrue(refused.body().contains(wrong[1]), refused.body());
    }
    assertEquals(
        "/accounts/maria.rossi",
        location(admin.post("/accounts/maria/name", "name", "Maria.Rossi")));
    assertEquals(List.of("administrator renamed maria maria.rossi"), box.acts);
    assertTrue(admin.get("/accounts/maria.rossi").body().contains("maria is maria.rossi from"));
    assertEquals(422, admin.get("/accounts/maria").statusCode());
  }

  @Test
  void backupsAreBegunAndTargetsAreAddedAndRemoved() throws Exception {
    assertTrue(admin.get("/backup").body().contains("No backups are made"));
    assertEquals("/backup", location(admin.post("/backup/run")));
    assertTrue(admin.get("/backup").body().contains("None of the targets is there"));
    assertEquals(
        422, admin.post("/backup", "name", "usb", "kind", "DISK", "where", "").statusCode());
    assertEquals(
        "/backup",
        location(admin.post("/backup", "name", "usb", "kind", "DISK", "where", "BACKUP")));
    admin.post("/backup/run", "name", "usb");
    admin.post("/backup/cancel");
    admin.post("/backup/remove", "name", "usb");
    assertEquals(
        List.of(
            "administrator target-added usb",
            "administrator backup usb",
            "administrator backup-cancelled",
            "administrator target-removed usb"),
        box.acts);
  }

  @Test
  void theRecoveryWordsComeAfterThePassword() throws Exception {
    assertFalse(admin.get("/backup/words").body().contains("cefo"));
    HttpResponse<String> wrong = admin.post("/backup/words", "password", "no");
    assertEquals(422, wrong.statusCode());
    assertFalse(wrong.body().contains("cefo"), wrong.body());
    String sheet = admin.post("/backup/words", "password", FakeAppliance.ADMIN_PASSWORD).body();
    FakeAppliance.WORDS.forEach(word -> assertTrue(sheet.contains("<li>" + word), word));
  }

  @Test
  void howMuchAnAccountMayHoldIsSetOnItsPageAndShownToThePerson() throws Exception {
    admin.post("/accounts/maria/quota", "megabytes", "8500", "messages", "50000");
    String page = admin.get("/accounts/maria").body();
    assertTrue(page.contains("97 % of the room is taken"), page);
    assertTrue(page.contains("48,120 of 50,000 messages"), page);
    assertTrue(page.contains("value=\"8500\""), page);
    try (Browser maria = Browser.of(server).asUser()) {
      String own = maria.get("/me").body();
      assertTrue(own.contains("97 % of the room is taken"), own);
      assertTrue(own.contains("new mail waits at the provider"), own);
      maria.language = "it";
      assertTrue(maria.get("/me").body().contains("Spazio occupato: 97 %"));
    }
    admin.post("/accounts/maria/quota", "megabytes", "0");
    admin.post("/accounts/maria/quota", "messages", "many");
    admin.post("/accounts/maria/quota", "megabytes", "", "messages", "");
    assertTrue(admin.get("/accounts/maria").body().contains("There is no limit"));
    assertEquals(
        List.of(
            "administrator quota maria OptionalLong[8500000000] OptionalLong[50000]",
            "administrator quota maria OptionalLong.empty OptionalLong.empty"),
        box.acts.stream().filter(act -> act.contains("quota")).toList());
  }

  @Test
  void aPersonChangesWhatIsTheirsAlone() throws Exception {
    try (Browser maria = Browser.of(server).asUser()) {
      box.acts.clear();
      maria.post("/me/revoke", "label", "telefono", "name", "carlo");
      String sheet = location(maria.post("/me/devices", "label", "tablet", "account", "carlo"));
      assertEquals("/me-sheet?device=tablet", sheet);
      assertTrue(
          maria.get(sheet + "&program=ANDROID").body().contains(FakeAppliance.DEVICE_PASSWORD));
      assertEquals(
          422,
          maria.post("/me/password", "old", "no", "password", GOOD, "again", GOOD).statusCode());
      assertEquals(
          "/me",
          location(
              maria.post(
                  "/me/password",
                  "old",
                  FakeAppliance.USER_PASSWORD,
                  "password",
                  GOOD,
                  "again",
                  GOOD)));
      assertEquals(200, maria.get("/me").statusCode());
      assertEquals(
          List.of(
              "maria device-revoked maria telefono",
              "maria device-added maria tablet",
              "maria password maria"),
          box.acts);
    }
  }

  @Test
  void noValueBecomesMarkupOnAnyPage() throws Exception {
    box.concerns = List.of(FakeAppliance.need(HOSTILE, new Action.Source("maria-hoster")));
    box.devices
        .get("maria")
        .add(new AccountBook.Device(HOSTILE, FakeAppliance.NOW, Optional.empty()));
    box.decisions.put(
        "maria",
        new AccountBook.Decision(AccountBook.Kind.PERSONAL, 1, AccountBook.Unit.YEARS, HOSTILE));
    box.backupGoing = Optional.of(new BackupBook.Going("usb", Sentence.english(HOSTILE), false));
    box.targets.add(
        new BackupBook.Target(
            "usb",
            BackupBook.Kind.FOLDER,
            HOSTILE,
            true,
            List.of(
                new BackupBook.Run(
                    FakeAppliance.NOW,
                    Duration.ofSeconds(9),
                    BackupBook.End.FAILED,
                    0,
                    0,
                    Sentence.english(HOSTILE)))));
    SourceBook.Settings was = box.sources.get("maria-hoster");
    box.sources.put(
        "maria-hoster",
        new SourceBook.Settings(
            was.name(),
            was.account(),
            HOSTILE,
            995,
            was.tls(),
            HOSTILE,
            was.keep(),
            30,
            60,
            HOSTILE,
            Optional.empty(),
            Optional.of(HOSTILE),
            14,
            1000,
            false));
    for (String path :
        List.of(
            "/today",
            "/sources",
            "/sources/maria-hoster",
            "/accounts",
            "/accounts/maria",
            "/accounts/maria/sheet?program=MAC&device=%3Cscript%3Ealert%28%27x%27%29%3C%2Fscript%3E%22%26",
            "/backup",
            "/add-source?address=%3Cscript%3Ealert%28%27x%27%29%3C%2Fscript%3E%22%26",
            "/add-source?account=%3Cscript%3Ealert%28%27x%27%29%3C%2Fscript%3E%22%26")) {
      String page = admin.get(path).body();
      assertEquals(200, admin.get(path).statusCode(), path);
      assertFalse(page.contains("<script>alert"), path + page);
      assertFalse(page.contains("alert('x')</script>\""), path + page);
    }
    String typed = admin.post("/login", "user", HOSTILE, "password", "x").body();
    assertFalse(typed.contains("<script>alert"), typed);
  }

  @Test
  void theLanguageIsKept() throws Exception {
    assertTrue(admin.get("/today?lang=it").body().contains("<html lang=\"it\">"));
    assertTrue(admin.get("/accounts").body().contains("<html lang=\"it\">"));
    assertTrue(admin.get("/accounts?lang=xx").body().contains("<html lang=\"it\">"));
    assertTrue(admin.get("/accounts?lang=en").body().contains("<html lang=\"en\">"));
  }

  private static String location(HttpResponse<String> answer) {
    return answer
        .headers()
        .firstValue("location")
        .orElseGet(() -> "none: " + answer.statusCode() + answer.body());
  }
}
