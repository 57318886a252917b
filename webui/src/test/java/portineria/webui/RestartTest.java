package portineria.webui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestartTest {
  private static final String LIVE = "/box/restart/live";

  private final FakeAppliance box = new FakeAppliance();

  @Test
  void thePageOfARestartLeadsToTheLoginOfTheBoxThatHasBegunAnew() throws Exception {
    String cookie;
    try (WebServer server = TestServer.start(box, InstantSource.system());
        Browser admin = Browser.of(server).asAdmin()) {
      assertTrue(admin.get("/box").body().contains("Everything on the box ends in good order"));
      box.acts.clear();
      HttpResponse<String> page = admin.post("/box/restart");
      assertEquals(200, page.statusCode());
      assertEquals(List.of("administrator restart"), box.acts);
      assertTrue(
          page.body().contains("hx-get=\"" + LIVE + "\" hx-trigger=\"every 2s\""), page.body());
      // Still the old one.
      HttpResponse<String> waiting = admin.get(LIVE);
      assertTrue(waiting.body().contains("every 2s"), waiting.body());
      assertFalse(waiting.headers().firstValue("hx-redirect").isPresent());
      cookie = admin.cookies.get(PageHandler.COOKIE);
    }
    try (WebServer server = TestServer.start(box, InstantSource.system());
        Browser before = Browser.of(server)) {
      before.cookies.put(PageHandler.COOKIE, cookie);
      assertEquals(
          "/login/admin", before.get(LIVE).headers().firstValue("hx-redirect").orElseThrow());
    }
  }
}
