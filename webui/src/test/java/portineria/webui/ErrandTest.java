package portineria.webui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What takes longer than a moment says how far it is, and loses nothing. */
@Timeout(60)
class ErrandTest extends AdminStage {
  private static final String HERE = "/under-way";

  private final CountDownLatch goesOn = new CountDownLatch(1);

  @AfterEach
  void goOn() {
    goesOn.countDown();
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("location").orElse(answer.statusCode() + answer.body());
  }

  private HttpResponse<String> find() throws Exception {
    admin.get("/vault/rights");
    return admin.post("/vault/rights", "addresses", "m@rossi.example", "reason", "asked");
  }

  private void slow() {
    slow(3);
  }

  /** Something that stays where it is until it may go on. */
  private void slow(int done) {
    box.rights.meanwhile =
        progress -> {
          progress.at(done, 10);
          await(goesOn);
        };
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(30, TimeUnit.SECONDS));
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  /** What the part that renews itself leads to when it is over. */
  private HttpResponse<String> end() throws Exception {
    goesOn.countDown();
    HttpResponse<String> live = admin.get(HERE + "/live");
    while (live.body().contains("hx-trigger")) {
      live = admin.get(HERE + "/live");
    }
    return live;
  }

  @Test
  void whatIsDoneInAMomentIsAnsweredAtOnce() throws Exception {
    assertEquals("/vault/rights/found", location(find()));
    assertEquals("/", location(admin.get(HERE)));
    assertEquals("/", location(admin.get(HERE + "/done")));
  }

  @Test
  void whatTakesLongerShowsHowFarItIsAndGoesOnByItself() throws Exception {
    slow();
    assertEquals(HERE, location(find()));
    String page = admin.get(HERE).body();
    assertTrue(page.contains("<h1>Looking through all mail</h1>"), page);
    assertTrue(page.contains("value=\"3\" max=\"10\""), page);
    assertTrue(page.contains("30 %"), page);
    assertEquals(HERE, location(admin.get(HERE + "/done")));

    assertEquals(HERE, location(find()));
    assertEquals(List.of(), box.acts);
    try (Browser other = Browser.of(server).asAdmin()) {
      assertEquals("/", location(other.get(HERE)));
    }

    assertEquals(HERE + "/done", end().headers().firstValue("hx-redirect").orElse(""));
    assertEquals("/vault/rights/found", location(admin.get(HERE + "/done")));
    assertEquals(1, box.acts.stream().filter(act -> act.contains(" sought ")).count());
  }

  /** Both are the administrator, and each has asked for something else. */
  @Test
  void aStreamShowsWhatItsOwnSessionAskedFor() throws Exception {
    slow(3);
    find();
    try (Browser other = Browser.of(server).asAdmin();
        Listening first = Listening.to(admin, HERE + "/live")) {
      first.until("value=\"3\"");
      CountDownLatch further = new CountDownLatch(1);
      box.rights.meanwhile =
          progress -> {
            progress.at(7, 10);
            await(further);
            progress.at(8, 10);
            await(goesOn);
          };
      other.get("/vault/rights");
      other.post("/vault/rights", "addresses", "m@rossi.example", "reason", "asked");
      try (Listening second = Listening.to(other, HERE + "/live")) {
        assertTrue(second.next().orElseThrow().contains("value=\"7\""));
        further.countDown();
        assertTrue(second.next().orElseThrow().contains("value=\"8\""));
      }
    }
  }

  @Test
  void aFileIsThereToBeFetchedOnce() throws Exception {
    find();
    box.acts.clear();
    slow();
    admin.get("/vault/rights/found");
    HttpResponse<String> begun =
        admin.post("/vault/rights/export", "t0", "x", "reason", "asked for a copy");
    assertEquals(HERE, location(begun));
    HttpResponse<String> ready = end();
    assertTrue(ready.body().contains("href=\"/under-way/done\""), ready.body());
    assertFalse(ready.headers().firstValue("hx-redirect").isPresent());
    assertEquals("PK", admin.get(HERE + "/done").body());
    assertEquals("/", location(admin.get(HERE + "/done")));
  }

  @Test
  void whatIsRefusedIsSaidInTheEnd() throws Exception {
    slow();
    admin.get("/vault/rights");
    box.rights.held = true;
    find();
    end();
    admin.get("/vault/rights/found");
    HttpResponse<String> refused =
        admin.post("/vault/rights/erase", "t0", "x", "reason", "asked for it");
    assertEquals(422, refused.statusCode());
    assertTrue(refused.body().contains("the hold"), refused.body());
  }
}
