package portineria.webui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import portineria.webui.StartBook.Step;

/** The first start: in its order, left and resumed, and everything back from a backup. */
class StartTest {
  private static final String GOOD = "cane sedia fiume";

  private final FakeAppliance box = new FakeAppliance();
  private WebServer server;
  private Browser person;

  @BeforeEach
  void open() throws Exception {
    server = TestServer.start(box, InstantSource.system());
    person = Browser.of(server);
    box.adminPassword = Optional.empty();
    box.blank = true;
    box.sources.clear();
    box.ways.clear();
    box.states.clear();
    box.devices.clear();
  }

  @AfterEach
  void close() {
    person.close();
    server.close();
  }

  private void begin() throws Exception {
    String welcome = person.get("/first").body();
    assertTrue(welcome.contains("/first?lang=it"), welcome);
    assertTrue(welcome.contains("href=\"/first/restore\""), welcome);
    assertEquals("/start", location(person.post("/first", "password", GOOD, "again", GOOD)));
    box.blank = false;
    box.acts.clear();
  }

  @Test
  void itLeadsFromStepToStep() throws Exception {
    begin();
    assertEquals("/start/names", location(person.get("/start")));
    person.get("/start/names");
    assertEquals(
        "/start/accounts",
        location(
            person.post("/start/names", "step", "NAMES", "office", "Studio Rossi", "box", "")));
    person.get("/start/accounts");
    HttpResponse<String> some =
        person.post(
            "/start/accounts",
            "name0",
            "Maria",
            "password0",
            GOOD,
            "name2",
            "info",
            "password2",
            "short");
    assertEquals(422, some.statusCode());
    assertTrue(some.body().contains("info: The password is too short"), some.body());
    assertFalse(some.body().contains("value=\"maria\""), "she is made: " + some.body());
    assertEquals(
        "/start/accounts",
        location(person.post("/start/accounts", "name2", "info", "password2", GOOD)));
    assertTrue(person.get("/start/accounts").body().contains("<strong>info</strong>"));
    assertEquals("/start/sources", location(person.post("/start", "step", "ACCOUNTS")));

    String filled = person.get("/start/sources?address=info@hoster.example").body();
    assertTrue(filled.contains("value=\"pop.hoster.example\""), filled);
    assertTrue(filled.contains("value=\"smtp.hoster.example\""), filled);
    assertTrue(filled.contains("<option value=\"info\" selected"), filled);
    HttpResponse<String> bad = source("wrong");
    assertEquals(422, bad.statusCode());
    assertTrue(bad.body().contains("it is not kept"), bad.body());
    assertTrue(bad.body().contains("refuses the user name or the password"), bad.body());
    assertTrue(bad.body().contains("-ERR &lt;no&gt;"), bad.body());
    assertTrue(bad.body().contains("value=\"110\""), bad.body());
    assertFalse(bad.body().contains("value=\"wrong\""), bad.body());
    assertEquals("/start/sources", location(source("geheim")));
    assertTrue(person.get("/start/sources").body().contains("812 messages"));
    assertEquals(SourceBook.Keep.FOREVER, box.sources.get("info@hoster.example").keep());
    assertEquals(
        new ProviderBook.Server("smtp.hoster.example", 587, SourceBook.Tls.STARTTLS),
        box.ways.get("info@hoster.example").server());
    assertEquals("/start/import", location(person.post("/start", "step", "SOURCES")));
    assertTrue(person.get("/start/import").body().contains("info@hoster.example"));
    assertFalse(person.get("/start/import/live").body().contains("<html"));
    assertEquals("/start/recovery", location(person.post("/start", "step", "IMPORT")));

    person.get("/start/recovery");
    assertEquals(422, person.post("/start/recovery", "password", "no").statusCode());
    String sheet = person.post("/start/recovery", "password", GOOD).body();
    assertTrue(sheet.contains("<li>garo</li>"), sheet);
    assertFalse(sheet.contains("name=\"word"), "not beside the words: " + sheet);
    assertTrue(person.get("/start/recovery").body().contains("name=\"word5\""));
    HttpResponse<String> wrong = typedBack("garo", "garo");
    assertEquals(422, wrong.statusCode());
    assertTrue(wrong.body().contains("name=\"word5\""), "the same: " + wrong.body());
    assertEquals("/start/backup", location(typedBack(" Garo ", "bafo")));
    assertTrue(person.get("/start/recovery").body().contains("name=\"word6\""), "others");

    person.get("/start/backup");
    assertEquals(422, person.post("/start/backup", "name", "usb", "kind", "DISK").statusCode());
    assertEquals(
        "/start/backup",
        location(person.post("/start/backup", "name", "usb", "kind", "DISK", "where", "BACKUP")));
    assertEquals("/start/programs", location(person.post("/start", "step", "BACKUP")));
    person.get("/start/programs");
    assertEquals(
        "/accounts/maria/sheet?device=PC%20nuovo",
        location(person.post("/start/programs", "account", "maria", "label", "PC nuovo")));
    person.get("/start/programs");
    assertEquals("/start/tidy", location(person.post("/start", "step", "PROGRAMS")));
    person.get("/start/tidy");
    assertEquals(
        "/today",
        location(person.post("/start/tidy", "step", "TIDY", "source0", "info@hoster.example")));
    assertEquals(SourceBook.Keep.BACKUP, box.sources.get("info@hoster.example").keep());
    assertEquals(Optional.empty(), box.step);
    assertTrue(person.get("/today").body().contains("The first start is done"));
    assertEquals(
        List.of(
            "administrator named Studio Rossi en",
            "administrator account-added maria",
            "administrator account-added info",
            "administrator tried info@hoster.example",
            "administrator tried info@hoster.example",
            "administrator source-added info@hoster.example",
            "administrator sending info@hoster.example",
            "administrator fetched info@hoster.example",
            "administrator words-shown",
            "administrator target-added usb",
            "administrator backup usb",
            "administrator device-added maria PC nuovo",
            "administrator source-changed info@hoster.example"),
        box.acts);
  }

  private HttpResponse<String> source(String password) throws Exception {
    return person.post(
        "/start/sources",
        "address",
        "info@hoster.example",
        "account",
        "info",
        "host",
        "pop.hoster.example",
        "port",
        "110",
        "tls",
        "STARTTLS",
        "user",
        "info@hoster.example",
        "smtp",
        "smtp.hoster.example",
        "smtpPort",
        "587",
        "password",
        password);
  }

  private HttpResponse<String> typedBack(String fifth, String seventeenth) throws Exception {
    return person.post(
        "/start/recovery/typed", "step", "RECOVERY", "word5", fifth, "word17", seventeenth);
  }

  @Test
  void everyWayToANewBoxLeadsToTheFirstStart() throws Exception {
    for (String path : List.of("/", "/login", "/login/admin")) {
      assertEquals("/first", location(person.get(path)));
    }
    int http = server.httpPort().getAsInt();
    try (Browser clear = new Browser("http://localhost:" + http)) {
      String page = clear.get("/").body();
      assertTrue(page.contains("href=\"" + person.base + "/first\""), page);
      assertFalse(page.contains("href=\"" + person.base + "/login\""), page);
      begin();
      String later = clear.get("/").body();
      assertTrue(later.contains("href=\"" + person.base + "/login\""), later);
    }
    try (Browser nobody = Browser.of(server)) {
      assertEquals(200, nobody.get("/").statusCode());
      assertEquals(200, nobody.get("/login").statusCode());
    }
  }

  @Test
  void whoLeavesComesBackToWhereTheyWere() throws Exception {
    begin();
    person.get("/start/names");
    person.post("/start", "step", "NAMES");
    person.get("/start/accounts");
    person.post("/start", "step", "ACCOUNTS");
    assertTrue(person.get("/today").body().contains("not finished yet"));
    try (Browser later = Browser.of(server)) {
      later.get("/login/admin");
      assertEquals("/start", location(later.post("/login/admin", "password", GOOD)));
      assertEquals("/start/sources", location(later.get("/start")));
      // Looking back, and going on from there, forgets nothing.
      later.get("/start/names");
      assertEquals("/start/accounts", location(later.post("/start", "step", "NAMES")));
      assertEquals(Optional.of(Step.SOURCES), box.step);
    }
    box.step = Optional.empty();
    assertEquals("/today", location(person.get("/start")));
    assertFalse(person.get("/today").body().contains("not finished yet"));
  }

  @Test
  void aBoxThatCommandsHaveFilledHasNoFirstStart() throws Exception {
    box.blank = false;
    assertFalse(person.get("/first").body().contains("/first/restore"));
    assertEquals("/today", location(person.post("/first", "password", GOOD, "again", GOOD)));
    assertEquals("/first", location(person.get("/first/restore")));
  }

  @Test
  void everythingComesBackFromABackup() throws Exception {
    person.get("/first/restore");
    assertEquals(422, comeback("kind", "FOLDER", "where", "/mnt/usb", "words", "no").statusCode());
    assertEquals(422, comeback("kind", "FOLDER", "where", "", "words", "no").statusCode());
    assertEquals(400, comeback("where", "/mnt/usb", "words", "no").statusCode() / 100 * 100);
    String words = String.join(" ", FakeAppliance.WORDS);
    assertEquals(
        "/first/restore",
        location(comeback("kind", "FOLDER", "where", "/mnt/usb", "words", words)));
    assertEquals(List.of("comeback from /mnt/usb"), box.acts);
    String going = person.get("/first/restore").body();
    assertTrue(going.contains("1 MB of 8 MB restored"), going);
    assertFalse(going.contains("<textarea id=\"words\""), going);
    assertEquals("/first/restore", location(person.get("/first")));
    assertEquals(422, person.post("/first", "password", GOOD, "again", GOOD).statusCode());
    assertEquals(Optional.empty(), box.adminPassword, "it comes with the rest");
    box.comingBack = Optional.of(new Comeback.State.Failed(Sentence.english("the disk <is> gone")));
    String failed = person.get("/first/restore").body();
    assertTrue(failed.contains("the disk &lt;is&gt; gone"), failed);
    assertTrue(failed.contains("<textarea id=\"words\""), failed);
    box.comingBack = Optional.of(new Comeback.State.Done());
    assertTrue(person.get("/first/restore/live").body().contains("begins anew"));
    // The box that is back has its administrator, and began anew.
    box.comingBack = Optional.empty();
    box.adminPassword = Optional.of(GOOD);
    box.back = Optional.of(new Comeback.Back(812, 3));
    for (String path : List.of("/first/restore", "/first/restore/live")) {
      String told = person.get(path).body();
      assertTrue(told.contains("Everything is back: 812 messages, 3 accounts."), told);
      assertTrue(told.contains("href=\"/login/admin\""), told);
      assertFalse(told.contains("<textarea id=\"words\""), told);
    }
    box.back = Optional.empty();
    assertEquals("/first", location(person.get("/first/restore")));
    assertEquals(
        "/login/admin",
        person.get("/first/restore/live").headers().firstValue("hx-redirect").orElseThrow());
    assertEquals(422, comeback("kind", "FOLDER", "where", "/x", "words", words).statusCode());
  }

  private HttpResponse<String> comeback(String... fields) throws Exception {
    return person.post("/first/restore", fields);
  }

  private static String location(HttpResponse<String> answer) {
    return answer
        .headers()
        .firstValue("location")
        .orElseGet(() -> "none: " + answer.statusCode() + answer.body());
  }
}
