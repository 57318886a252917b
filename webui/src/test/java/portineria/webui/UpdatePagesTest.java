package portineria.webui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import portineria.webui.UpdateBook.State;
import portineria.webui.UpdateBook.Step;

/** A new version of the whole box, by its page. */
@Timeout(60)
class UpdatePagesTest extends AdminStage {
  private static final String PAGE = "/box/update";
  private static final String LIVE = PAGE + "/live";
  private static final String NAME = "portineria_1.3_amd64.update";
  private static final int SOME = 3_000_000;

  private FakeUpdates updates() {
    return box.updates.orElseThrow();
  }

  private static HttpResponse<String> give(Browser browser, InputStream file, long octets)
      throws Exception {
    return browser.postFile(PAGE, NAME, file, octets).get();
  }

  private static HttpResponse<String> give(Browser browser) throws Exception {
    return give(browser, new ByteArrayInputStream(new byte[SOME]), SOME);
  }

  /** One after which the browser comes to the answer although nobody reads it. */
  private static HttpResponse<String> giveLittle(Browser browser) throws Exception {
    return give(browser, new ByteArrayInputStream(new byte[1000]), 1000);
  }

  @Test
  void aFileIsUploadedAndThePageSaysThatItIsChecked() throws Exception {
    assertTrue(admin.get("/box").body().contains("href=\"" + PAGE + "\""));
    String before = admin.get(PAGE).body();
    assertTrue(before.contains("Version 1.2 of the box's system runs"), before);
    assertTrue(before.contains("enctype=\"multipart/form-data\""), before);
    HttpResponse<String> done = give(admin);
    assertEquals(PAGE, done.headers().firstValue("location").orElse(done.body()));
    assertEquals(SOME, updates().octets);
    assertEquals(List.of("administrator update-given " + NAME), box.acts);
    String after = admin.get(PAGE).body();
    assertTrue(after.contains("The file is here. The box checks it now."), after);
    assertTrue(after.contains("every 2s"), after);
    assertFalse(after.contains("type=\"file\""), after);
  }

  /** So it is not held anywhere before: the page reads what the browser has not yet sent whole. */
  @Test
  void thePageSaysHowMuchHasComeWhileItComes() throws Exception {
    admin.get(PAGE);
    CountDownLatch rest = new CountDownLatch(1);
    InputStream second =
        new ByteArrayInputStream(new byte[SOME]) {
          @Override
          public synchronized int read(byte[] into, int from, int length) {
            await(rest);
            return super.read(into, from, length);
          }
        };
    CompletableFuture<HttpResponse<String>> done =
        admin.postFile(
            PAGE,
            NAME,
            new SequenceInputStream(new ByteArrayInputStream(new byte[SOME]), second),
            2L * SOME);
    String live = "";
    while (!live.contains(" 4") || !live.contains("The file is coming.")) {
      live = admin.get(LIVE).body();
      assertFalse(done.isDone());
    }
    assertTrue(live.contains("max=\"600"), live);
    rest.countDown();
    assertEquals(303, done.get().statusCode());
    assertEquals(2L * SOME, updates().octets);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void nothingOfAFileIsTakenFromOthers() throws Exception {
    admin.get(PAGE);
    admin.token = "x".repeat(43);
    assertEquals(403, giveLittle(admin).statusCode());
    try (Browser maria = Browser.of(server).asUser();
        Browser nobody = Browser.of(server)) {
      assertEquals(403, giveLittle(maria).statusCode());
      nobody.get("/login");
      HttpResponse<String> sent = giveLittle(nobody);
      assertEquals("/login", sent.headers().firstValue("location").orElse(sent.body()));
    }
    admin.get(PAGE);
    admin.headers.put("Origin", "https://evil.example");
    assertEquals(403, giveLittle(admin).statusCode());
    assertEquals(0, updates().octets);
  }

  @Test
  void aFormWithoutItsFileOrWithTheFileFirstIsRefused() throws Exception {
    admin.get(PAGE);
    assertEquals(400, admin.post(PAGE).statusCode());
    String file = "--zz\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nx\r\n";
    String token =
        "--zz\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n" + admin.token + "\r\n";
    String type = "multipart/form-data; boundary=zz";
    assertEquals(403, admin.postAs(type, PAGE, file + token + "--zz--\r\n").statusCode());
    assertEquals(400, admin.postAs(type, PAGE, token + "--zz--\r\n").statusCode());
    assertEquals(403, admin.postAs(type, PAGE, token).statusCode());
    assertEquals(List.of(), box.acts);
  }

  @Test
  void aLineThatBreaksLeavesNothing() throws Exception {
    admin.get(PAGE);
    InputStream broken =
        new SequenceInputStream(
            new ByteArrayInputStream(new byte[SOME]),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("the line is down");
              }

              @Override
              public int read(byte[] into, int from, int length) throws IOException {
                return read();
              }
            });
    assertThrows(ExecutionException.class, () -> give(admin, broken, 2L * SOME));
    while (box.acts.isEmpty()) {
      Thread.onSpinWait();
    }
    assertEquals(List.of("administrator update-broken-off"), box.acts);
  }

  /** Who sends a file does not look at an answer before it is sent. */
  @Test
  void aFileThatIsNotTakenIsReadToItsEndAllTheSame() throws Exception {
    admin.get(PAGE);
    updates().state = new State(Step.WRITING, "1.3", "");
    assertEquals(303, give(admin).statusCode());
    assertTrue(admin.get(PAGE).body().contains("A new version is being put in just now"));
  }

  @Test
  void aBoxThatIsNoImageOffersNothing() throws Exception {
    admin.get(PAGE);
    box.updates = Optional.empty();
    assertFalse(admin.get("/box").body().contains("New version"));
    assertEquals("/box", admin.get(PAGE).headers().firstValue("location").orElseThrow());
    assertEquals("/box", admin.get(LIVE).headers().firstValue("hx-redirect").orElseThrow());
    assertEquals(422, giveLittle(admin).statusCode());
  }

  @Test
  void whatBecameOfItIsSaidInBothLanguages() throws Exception {
    for (Step step : Step.values()) {
      updates().state = new State(step, "1.3", "the moon is full");
      for (Language language : Language.values()) {
        admin.language = language.tag();
        Words words = new Words(language);
        String page = admin.get(PAGE).body();
        assertEquals(step.isUnderWay(), page.contains("<progress"), page);
        assertEquals(step.isUnderWay(), !page.contains("type=\"file\""), page);
        assertEquals(step == Step.OTHER, page.contains("<p lang=\"en\">the moon is full</p>"));
        if (step != Step.NONE) {
          String said = words.of("update", step, "1.3", "1.2");
          assertFalse(said.contains("{"), said);
          assertTrue(page.contains(said), said + page);
          assertTrue(admin.get("/box").body().contains(said), said);
          assertTrue(admin.get(LIVE).body().contains(said), said);
        }
      }
    }
  }

  @Test
  void afterTheRestartThePageLeadsToTheLogin() throws Exception {
    try (Browser after = Browser.of(server);
        Browser maria = Browser.of(server).asUser()) {
      for (Browser browser : List.of(after, maria)) {
        HttpResponse<String> answer = browser.get(LIVE);
        assertEquals("/login/admin", answer.headers().firstValue("hx-redirect").orElseThrow());
        assertEquals("", answer.body());
      }
    }
  }
}
