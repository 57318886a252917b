package portineria.webui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoginTest {
  private static final String GOOD = "cane sedia fiume";

  private final FakeAppliance box = new FakeAppliance();
  private WebServer server;

  @BeforeEach
  void open() throws Exception {
    server = TestServer.start(box, InstantSource.system());
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void aCodeIsAskedForOnceAPhoneHasShownOne() throws Exception {
    try (Browser admin = Browser.of(server).asAdmin()) {
      String page = admin.get("/box/codes").body();
      assertTrue(page.contains("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"), page);
      String[] wrong = {"secret", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", "code", "000000"};
      assertEquals(422, admin.post("/box/codes", with(wrong)).statusCode());
      assertFalse(box.codes);
      wrong[3] = FakeAppliance.CODE;
      assertEquals(303, admin.post("/box/codes", with(wrong)).statusCode());
      assertTrue(box.codes);
    }
    try (Browser later = Browser.of(server)) {
      assertTrue(later.get("/login/admin").body().contains("one-time-code"));
      String password = FakeAppliance.ADMIN_PASSWORD;
      assertEquals(403, later.post("/login/admin", "password", password).statusCode());
      assertEquals(
          303,
          later
              .post("/login/admin", "password", password, "code", FakeAppliance.CODE)
              .statusCode());
      later.get("/box/codes");
      assertEquals(303, later.post("/box/codes/end", "password", password).statusCode());
      assertFalse(box.codes);
    }
  }

  @Test
  void whoFollowsALinkFromElsewhereStaysLoggedIn() throws Exception {
    try (Browser stranger = Browser.of(server)) {
      stranger.headers.put("Sec-Fetch-Site", "cross-site");
      stranger.headers.put("Sec-Fetch-Mode", "navigate");
      for (String path : List.of("/today", "/vault?words=a%20b", "/login")) {
        HttpResponse<String> onward = stranger.get(path);
        assertEquals(200, onward.statusCode());
        assertEquals(
            "0; url=" + stranger.base + path, onward.headers().firstValue("Refresh").orElse(""));
        assertEquals(List.of(), onward.headers().allValues("Set-Cookie"), path);
      }
      stranger.headers.put("Sec-Fetch-Site", "same-origin");
      assertEquals(303, stranger.get("/today").statusCode());
    }
  }

  private static String[] with(String[] fields) {
    return Stream.concat(Stream.of(fields), Stream.of("password", FakeAppliance.ADMIN_PASSWORD))
        .toArray(String[]::new);
  }

  @Test
  void aWrongPasswordIsToldWithoutSayingWhichOfBothIsWrong() throws Exception {
    try (Browser browser = Browser.of(server)) {
      browser.get("/login");
      HttpResponse<String> known = browser.post("/login", "user", "maria", "password", "no");
      HttpResponse<String> unknown = browser.post("/login", "user", "maria2", "password", "no");
      assertEquals(403, known.statusCode());
      assertEquals(known.body().replace("maria", "maria2"), unknown.body());
      assertFalse(known.body().contains("value=\"no\""), known.body());
    }
  }

  @Test
  void thePasswordOfADeviceOpensNoPage() throws Exception {
    try (Browser browser = Browser.of(server)) {
      browser.get("/login");
      HttpResponse<String> answer =
          browser.post("/login", "user", "maria", "password", FakeAppliance.DEVICE_PASSWORD);
      assertEquals(403, answer.statusCode());
      assertTrue(answer.body().contains("one of your devices"), answer.body());
    }
  }

  @Test
  void whoComesFirstSetsTheAdministratorsPassword() throws Exception {
    box.adminPassword = Optional.empty();
    try (Browser browser = Browser.of(server);
        Browser late = Browser.of(server)) {
      assertEquals("/first", location(browser.get("/login/admin")));
      late.get("/first");
      browser.get("/first");
      assertEquals("/today", location(browser.post("/first", "password", GOOD, "again", GOOD)));
      assertEquals(200, browser.get("/today").statusCode());
      assertEquals(
          422, late.post("/first", "password", "x".repeat(9), "again", "x".repeat(9)).statusCode());
      assertEquals(Optional.of(GOOD), box.adminPassword);
    }
  }

  @Test
  void aPoorPasswordIsRefusedWithWhy() throws Exception {
    box.adminPassword = Optional.empty();
    try (Browser browser = Browser.of(server)) {
      browser.get("/first");
      for (List<String> bad :
          List.of(
              List.of("", "", "protects nothing"),
              List.of("short", "short", "too short"),
              List.of("x".repeat(201), "x".repeat(201), "too long"),
              List.of("with\ttab and more", "with\ttab and more", "can&#39;t send"),
              List.of(GOOD, GOOD + "!", "are different"))) {
        HttpResponse<String> answer =
            browser.post("/first", "password", bad.get(0), "again", bad.get(1));
        assertEquals(422, answer.statusCode());
        String body = answer.body().replace("'", "&#39;");
        assertTrue(body.contains(bad.get(2)), bad + body);
      }
    }
    assertEquals(Optional.empty(), box.adminPassword);
  }

  @Test
  void theButtonAndTheWordsSetItAnewOnce() throws Exception {
    try (Browser browser = Browser.of(server)) {
      String words = String.join(" ", FakeAppliance.WORDS);
      browser.get("/login");
      assertEquals(422, set(browser, words));
      box.windowOpen = true;
      assertTrue(browser.get("/first").body().contains("name=\"words\""));
      assertEquals(422, set(browser, words + "x"));
      assertEquals(Optional.of(FakeAppliance.ADMIN_PASSWORD), box.adminPassword);
      assertEquals(303, set(browser, words));
      assertEquals(Optional.of(GOOD), box.adminPassword);
      try (Browser late = Browser.of(server)) {
        late.get("/login");
        assertEquals(422, set(late, words));
      }
    }
  }

  private static int set(Browser browser, String words) throws Exception {
    return browser.post("/first", "words", words, "password", GOOD, "again", GOOD).statusCode();
  }

  @Test
  void onlyTheOfficesOwnNetworkIsNear() throws Exception {
    for (String near :
        List.of(
            "127.0.0.1",
            "192.168.1.7",
            "10.1.2.3",
            "172.16.0.9",
            "169.254.3.4",
            "::1",
            "fd00::5",
            "fe80::1")) {
      assertTrue(LoginPages.isNear(InetAddress.ofLiteral(near)), near);
    }
    for (String far : List.of("8.8.8.8", "172.32.0.1", "192.169.0.1", "2001:db8::1")) {
      assertFalse(LoginPages.isNear(InetAddress.ofLiteral(far)), far);
    }
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("location").orElse("none: " + answer.statusCode());
  }
}
