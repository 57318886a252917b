package portineria.webui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may do what, over every row of the table. */
class AccessTest {
  private final FakeAppliance box = new FakeAppliance();
  private final AtomicReference<Instant> now = new AtomicReference<>(FakeAppliance.NOW);
  private final List<Route> routes =
      new Site(box, InstantSource.system(), new SecureRandom()).routes();
  private WebServer server;

  @BeforeEach
  void open() throws Exception {
    box.vault.filled();
    box.mail.filled();
    server = TestServer.start(box, now::get);
  }

  @AfterEach
  void close() {
    server.close();
  }

  /** One that fits, for the account and the source that are there. */
  private static String path(Route route) {
    return path(route, "maria", FakeMail.id('a'));
  }

  /** One that fits, for the mail of an account. */
  private static String path(Route route, String account, String message) {
    String named = route.pattern().startsWith("/sources") ? "maria-hoster" : account;
    String first = route.pattern().startsWith("/me/") ? message : named;
    String path =
        route
            .pattern()
            .replaceFirst("/\\*", "/" + first)
            .replaceFirst("/\\*", "/" + (route.pattern().startsWith("/me/") ? "3" : message))
            .replaceFirst("/\\*", "/3");
    return switch (path) {
      case "/mobileconfig" -> path + "?address=x@office.example";
      default -> path.endsWith("/config-v1.1.xml") ? path + "?emailaddress=x@office.example" : path;
    };
  }

  @Test
  void aStrangerSeesNothingButTheWayIn() throws Exception {
    try (Browser nobody = Browser.of(server)) {
      for (Route route : routes) {
        boolean open =
            route.audience() == Audience.ANYBODY || route.audience() == Audience.STRANGER;
        nobody.get("/login");
        HttpResponse<String> answer = ask(nobody, route);
        if (!open) {
          String where = answer.headers().firstValue("location").orElse("none");
          boolean sentAway =
              answer.statusCode() == 401 || (answer.statusCode() == 303 && where.equals("/login"));
          assertTrue(sentAway, route + ": " + answer.statusCode() + " " + where);
        }
      }
    }
    assertEquals(List.of(), box.acts);
  }

  @Test
  void aUserSeesNothingOfTheAdministrators() throws Exception {
    try (Browser maria = Browser.of(server).asUser()) {
      for (Route route : routes) {
        if (route.audience() == Audience.ADMIN) {
          HttpResponse<String> answer = ask(maria, route);
          assertEquals(403, answer.statusCode(), route.toString());
        }
      }
    }
    assertEquals(List.of(), box.acts);
  }

  @Test
  void aUserReachesNobodyElsesMail() throws Exception {
    try (Browser maria = Browser.of(server).asUser()) {
      box.acts.clear();
      int tried = 0;
      for (Route route : routes) {
        maria.get("/me");
        String path = path(route, "carlo", FakeMail.id('c'));
        for (String asked : List.of(path, path + "?account=carlo&user=carlo&words=")) {
          HttpResponse<String> answer =
              route.method() == Route.Method.GET
                  ? maria.get(asked)
                  : maria.post(asked, "account", "carlo", "removal", "3.c", "name", "carlo");
          for (String his : List.of("Busta paga", "1.234,56", "carlo@office.example")) {
            assertFalse(answer.body().contains(his), route + answer.body());
          }
          tried++;
        }
        if (route.pattern().equals("/logout")) {
          maria.asUser();
        }
      }
      assertTrue(tried > 100, "tried: " + tried);
    }
    assertTrue(box.acts.stream().noneMatch(act -> act.contains("carlo")), box.acts.toString());
  }

  @Test
  void theAdministratorIsNoUser() throws Exception {
    try (Browser admin = Browser.of(server).asAdmin()) {
      for (Route route : routes) {
        if (route.audience() == Audience.USER) {
          assertEquals(403, ask(admin, route).statusCode(), route.toString());
        }
      }
    }
  }

  @Test
  void everyPageOfTheAdministratorIsThereInBothLanguages() throws Exception {
    try (Browser admin = Browser.of(server).asAdmin()) {
      for (String language : List.of("en", "it")) {
        admin.language = language;
        for (Route route : routes) {
          if (route.method() == Route.Method.GET
              && route.audience() != Audience.USER
              && route.audience() != Audience.MONITOR) {
            HttpResponse<String> page = admin.get(path(route));
            assertTrue(page.statusCode() == 200 || page.statusCode() == 303, route.toString());
            assertFalse(page.body().contains("{0}"), route + page.body());
          }
        }
      }
    }
  }

  /** So that no page is forgotten by who looks at them all: {@link Screens}. */
  @Test
  void everyPageIsAmongThoseThatAreLookedAt() throws Exception {
    try (Browser admin = Browser.of(server).asAdmin();
        Browser maria = Browser.of(server).asUser()) {
      box.step = Optional.of(StartBook.Step.TIDY);
      for (Route route : routes) {
        boolean alone = route.pattern().endsWith("/live") || route.pattern().endsWith("/body");
        if (route.method() == Route.Method.GET && !alone) {
          Browser browser = route.audience() == Audience.USER ? maria : admin;
          HttpResponse<String> page = browser.get(path(route));
          boolean html =
              page.headers().firstValue("content-type").orElse("").startsWith("text/html");
          assertTrue(
              page.statusCode() != 200 || !html || Screens.all().anyMatch(one -> fits(route, one)),
              "no screen of " + route);
        }
      }
    }
  }

  private static boolean fits(Route route, Screens.Screen screen) {
    return route.match(screen.path().replaceFirst("\\?.*", "")).isPresent();
  }

  @Test
  void everyPostWithoutItsTokenIsRefused() throws Exception {
    try (Browser admin = Browser.of(server).asAdmin();
        Browser maria = Browser.of(server).asUser();
        Browser other = Browser.of(server)) {
      other.get("/login");
      box.acts.clear();
      int tried = 0;
      for (Route route : routes) {
        if (route.method() != Route.Method.POST) {
          continue;
        }
        tried++;
        for (Browser browser : List.of(admin, maria, other)) {
          for (Map<String, String> form :
              List.of(
                  Map.<String, String>of(),
                  Map.of("token", ""),
                  Map.of("token", "x".repeat(43)),
                  Map.of("token", browser == other ? admin.token : other.token))) {
            HttpResponse<String> answer = browser.post(path(route), form);
            assertEquals(403, answer.statusCode(), route + " " + form);
          }
        }
      }
      assertTrue(tried > 20, "POSTs: " + tried);
      assertEquals(200, admin.get("/today").statusCode());
    }
    assertEquals(List.of(), box.acts);
  }

  @Test
  void aFormOfAnotherKindIsRefused() throws Exception {
    try (Browser admin = Browser.of(server).asAdmin()) {
      box.acts.clear();
      assertEquals(
          403, admin.postAs("text/plain", "/today/fetch", "token=" + admin.token).statusCode());
      assertEquals(
          413,
          admin
              .postAs(
                  "application/x-www-form-urlencoded",
                  "/today/fetch",
                  "token=" + admin.token + "&x=" + "y".repeat(Form.OCTETS_MAX))
              .statusCode());
      assertEquals(
          403,
          admin
              .postAs(
                  "application/x-www-form-urlencoded",
                  "/today/fetch",
                  "token=" + admin.token + "&a%ZZ=1")
              .statusCode());
    }
    assertEquals(List.of(), box.acts);
  }

  @Test
  void aFormOnSomebodyElsesPageIsRefusedWhateverTokenItHas() throws Exception {
    int port = server.httpsPort().getAsInt();
    try (Browser admin = Browser.of(server).asAdmin()) {
      box.acts.clear();
      for (Map<String, String> foreign :
          List.of(
              Map.of("Origin", "https://evil.example"),
              Map.of("Origin", "https://localhost:" + (port + 1)),
              Map.of("Origin", "http://localhost"),
              Map.of("Origin", "not a place"),
              Map.of("Sec-Fetch-Site", "cross-site"),
              Map.of("Sec-Fetch-Site", "cross-site", "Origin", "null"))) {
        admin.headers.clear();
        admin.headers.putAll(foreign);
        assertEquals(403, admin.post("/today/fetch").statusCode(), foreign.toString());
      }
      assertEquals(List.of(), box.acts);
      for (Map<String, String> ours :
          List.of(
              Map.of("Origin", "https://localhost:" + port),
              Map.of("Origin", "https://LOCALHOST:" + port, "Sec-Fetch-Site", "same-origin"),
              Map.of("Origin", "null", "Sec-Fetch-Site", "same-origin"))) {
        admin.headers.clear();
        admin.headers.putAll(ours);
        assertEquals(303, admin.post("/today/fetch").statusCode(), ours.toString());
      }
    }
  }

  @Test
  void aStrangersFormIsSmall() throws Exception {
    try (Browser stranger = Browser.of(server)) {
      stranger.get("/login");
      assertEquals(
          413, stranger.post("/login", "user", "x".repeat(Form.STRANGERS_OCTETS_MAX)).statusCode());
      assertEquals(403, stranger.post("/login", "user", "maria", "password", "no").statusCode());
    }
  }

  @Test
  void theCookieIsForThisBoxAloneAndOutOfReachOfScripts() throws Exception {
    try (Browser browser = Browser.of(server)) {
      browser.get("/login/admin");
      String before = browser.cookies.get(PageHandler.COOKIE);
      HttpResponse<String> in =
          browser.post("/login/admin", "password", FakeAppliance.ADMIN_PASSWORD);
      String cookie = in.headers().firstValue("set-cookie").orElseThrow();
      assertTrue(cookie.startsWith("__Host-portineria="), cookie);
      for (String wanted : List.of("; Secure", "; HttpOnly", "; SameSite=Strict", "; Path=/")) {
        assertTrue(cookie.contains(wanted), cookie);
      }
      // Whoever knew the cookie before the login knows nothing after it.
      assertNotEquals(before, browser.cookies.get(PageHandler.COOKIE));
    }
  }

  @Test
  void aSessionEndsByLeaving() throws Exception {
    try (Browser admin = Browser.of(server).asAdmin()) {
      String cookie = admin.cookies.get(PageHandler.COOKIE);
      assertEquals(303, admin.post("/logout").statusCode());
      admin.cookies.put(PageHandler.COOKIE, cookie);
      assertEquals(303, admin.get("/today").statusCode());
    }
  }

  @Test
  void aSessionEndsWhenNobodyClicks() throws Exception {
    try (Browser admin = Browser.of(server).asAdmin()) {
      now.updateAndGet(time -> time.plus(Sessions.IDLE).minusSeconds(1));
      // The page asks by itself, and that is not a person.
      assertEquals(200, admin.get("/today/live").statusCode());
      now.updateAndGet(time -> time.plusSeconds(1));
      assertEquals(401, admin.get("/today/live").statusCode());
      assertEquals(303, admin.get("/today").statusCode());
    }
  }

  /** Two requests at once may have read the clock in another order than they came. */
  @Test
  void aClockThatIsSetRightByAMomentSendsNobodyAway() throws Exception {
    try (Browser admin = Browser.of(server).asAdmin()) {
      now.updateAndGet(time -> time.minusSeconds(5));
      assertEquals(200, admin.get("/today").statusCode());
      now.updateAndGet(time -> time.minusSeconds(3600));
      assertEquals(303, admin.get("/today").statusCode());
    }
  }

  @Test
  void aSessionEndsAfterADayHoweverBusy() throws Exception {
    try (Browser admin = Browser.of(server).asAdmin()) {
      Instant end = now.get().plus(Sessions.LONGEST);
      while (now.get().isBefore(end)) {
        assertEquals(200, admin.get("/today").statusCode());
        now.updateAndGet(time -> time.plus(Duration.ofMinutes(20)));
      }
      assertEquals(303, admin.get("/today").statusCode());
    }
  }

  @Test
  void aChangedPasswordEndsTheSessionsOfTheOldOne() throws Exception {
    try (Browser admin = Browser.of(server).asAdmin();
        Browser other = Browser.of(server).asAdmin();
        Browser maria = Browser.of(server).asUser()) {
      admin.post(
          "/box/password",
          "old",
          FakeAppliance.ADMIN_PASSWORD,
          "password",
          "nuova parola",
          "again",
          "nuova parola");
      assertEquals(200, admin.get("/today").statusCode());
      assertEquals(303, other.get("/today").statusCode());
      box.passwords.put("maria", "another one");
      assertEquals(303, maria.get("/me").statusCode());
    }
  }

  @Test
  void aDisabledLoginIsOutAtOnce() throws Exception {
    try (Browser admin = Browser.of(server).asAdmin();
        Browser maria = Browser.of(server).asUser()) {
      admin.post("/accounts/maria/state", "disabled", "yes");
      assertEquals(303, maria.get("/me").statusCode());
      maria.get("/login");
      HttpResponse<String> again =
          maria.post("/login", "user", "maria", "password", FakeAppliance.USER_PASSWORD);
      assertEquals(403, again.statusCode());
      assertTrue(again.body().contains("This login is closed"), again.body());
    }
  }

  @Test
  void inTheClearThereIsOnlyTheWayToTheProtectedDoor() throws Exception {
    String clear = "http://localhost:" + server.httpPort().getAsInt();
    String protectedDoor = "https://localhost:" + server.httpsPort().getAsInt();
    try (Browser browser = new Browser(clear)) {
      for (Route route : routes) {
        HttpResponse<String> answer = ask(browser, route);
        if (route.audience() == Audience.ANYBODY) {
          assertEquals(200, answer.statusCode(), route.toString());
        } else if (route.method() == Route.Method.GET && route.audience() != Audience.MONITOR) {
          assertEquals(
              Optional.of(protectedDoor + path(route)), answer.headers().firstValue("location"));
        } else {
          assertEquals(403, answer.statusCode(), route.toString());
        }
      }
      assertTrue(browser.get("/").body().contains(protectedDoor + "/login"));
      assertTrue(browser.cookies.isEmpty(), browser.cookies.toString());
    }
  }

  private static HttpResponse<String> ask(Browser browser, Route route) throws Exception {
    return route.method() == Route.Method.GET
        ? browser.get(path(route))
        : browser.post(path(route), "name", "x");
  }
}
