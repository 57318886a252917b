package portineria.webui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import portineria.peer.Chromium;

/** Parts that renew themselves, in Debian's Chromium. */
@Tag("long")
@Timeout(120)
class LiveTest {
  private static final String ASKS =
      "return '' + document.querySelectorAll('[hx-trigger]').length;";

  private final FakeAppliance box = new FakeAppliance();

  @Test
  void aPageShowsWhatHasChangedAndLeavesWithItsSession() throws Exception {
    try (WebServer server = TestServer.start(box, InstantSource.system());
        Browser admin = Browser.of(server).asAdmin();
        Chromium chromium = new Chromium("en")) {
      chromium.become(admin.base, admin.cookies);
      chromium.open(admin.base + "/today");
      until(chromium, ASKS, "0");
      assertFalse(chromium.text().contains("the disk is full"));
      chromium.requests();
      box.concerns = List.of(FakeAppliance.need("the disk is full", new Overview.Action.Backup()));
      until(chromium, "return '' + document.body.innerText.includes('the disk is full');", "true");
      assertEquals(List.of(), chromium.requests(), "nothing was asked for");
      // The forms of the part carry the session's token.
      chromium.press("Fetch now");
      assertTrue(chromium.text().contains("It is being fetched."), chromium.text());
      until(chromium, ASKS, "0");
      admin.post("/logout");
      until(chromium, "return location.pathname;", "/login");
      assertEquals(
          List.of(),
          chromium.troubles().stream()
              .filter(one -> !one.contains("Failed to load resource"))
              // So htmx says that a stream has ended.
              .filter(one -> !one.contains("EventSource"))
              .toList());
    }
  }

  /** Also from the page in the clear, which to a browser is another site. */
  @Test
  void aLinkFromElsewhereLeadsWhoHasLoggedInToThePage() throws Exception {
    try (WebServer server = TestServer.start(box, InstantSource.system());
        Browser admin = Browser.of(server).asAdmin();
        Chromium chromium = new Chromium("en")) {
      chromium.become(admin.base, admin.cookies);
      chromium.open("http://localhost:" + server.httpPort().getAsInt() + "/");
      chromium.ask("location.href = '" + admin.base + "/sources'; return '';");
      until(chromium, "return '' + document.body?.innerText.includes('Log out');", "true");
      assertEquals("/sources", chromium.path());
    }
  }

  private static void until(Chromium chromium, String script, String wanted) throws Exception {
    while (!chromium.ask(script).equals(wanted)) {
      Thread.onSpinWait();
    }
  }
}
