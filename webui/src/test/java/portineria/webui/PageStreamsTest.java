package portineria.webui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** PageStreams of open pages, through the protected door. */
@Timeout(60)
class PageStreamsTest {
  private static final String TODAY = "/today/live";

  private final FakeAppliance box = new FakeAppliance();
  private final AtomicReference<Instant> now = new AtomicReference<>(FakeAppliance.NOW);
  private WebServer server;
  private Browser admin;

  @BeforeEach
  void open() throws Exception {
    server = TestServer.start(box, now::get);
    admin = Browser.of(server).asAdmin();
  }

  @AfterEach
  void close() {
    server.close();
    admin.close();
  }

  @Test
  void aStreamSendsThePartAndThenWhatHasChanged() throws Exception {
    try (Listening page = Listening.to(admin, TODAY)) {
      assertEquals(200, page.status());
      assertEquals(Optional.of(PageStream.TYPE), page.header("content-type"));
      assertEquals(Optional.of("no-store, no-transform"), page.header("cache-control"));
      // All pages of a browser on one connection.
      assertEquals(HttpClient.Version.HTTP_2, page.version());
      String first = page.next().orElseThrow();
      assertTrue(first.contains("All is well"), first);
      assertFalse(first.contains("hx-trigger"), first);
      box.concerns = List.of(FakeAppliance.need("the disk is full", new Overview.Action.Backup()));
      String second = page.next().orElseThrow();
      assertTrue(second.contains("the disk is full"), second);
    }
  }

  @Test
  void whatIsDoneOnAPageIsSeenAtOnceAndTheFormsOfAPartWork() throws Exception {
    try (Listening page = Listening.to(admin, TODAY)) {
      String token =
          page.next().orElseThrow().replaceAll("(?s).*name=\"token\" value=\"([^\"]+)\".*", "$1");
      assertEquals(admin.token, token);
      box.fetching = Optional.of(new SourceBook.Going(120, 800, 3_100_000));
      admin.token = token;
      assertEquals(303, admin.post("/today/fetch", "name", "maria-hoster").statusCode());
      page.until("<progress value=\"120\"");
    }
  }

  @Test
  void aPageAsksForAStreamAndPollsUntilItHasOne() throws Exception {
    String page = admin.get("/today").body();
    assertTrue(page.contains("sse-connect=\"/today/live\""), page);
    assertTrue(page.contains("hx-trigger=\"every 20s\""), page);
    assertTrue(admin.get("/htmx.js").body().contains("sse-connect"));
  }

  @Test
  void aStreamEndsWhenWhoWatchesLeaves() throws Exception {
    try (Browser other = Browser.of(server).asAdmin();
        Listening left = Listening.to(admin, TODAY);
        Listening staying = Listening.to(other, TODAY)) {
      left.next();
      admin.post("/logout");
      // The part asks by itself now, and is sent to the login.
      String last = left.until("hx-trigger=\"load");
      assertTrue(last.contains("hx-get=\"/today/live\""), last);
      assertEquals(Optional.empty(), left.next());
      assertEquals(1, server.streams());
      box.concerns = List.of(FakeAppliance.need("something", new Overview.Action.Backup()));
      staying.until("something");
    }
  }

  @Test
  void aStreamDoesNotKeepASessionFromBeingOver() throws Exception {
    try (Listening page = Listening.to(admin, TODAY)) {
      page.next();
      now.updateAndGet(time -> time.plus(Sessions.IDLE));
      page.until("hx-trigger=\"load");
      assertEquals(Optional.empty(), page.next());
    }
    assertEquals(303, admin.get("/today").statusCode());
  }

  /** Who clicks all day long logs in again in the evening, and a page that is open shows that. */
  @Test
  void aStreamEndsWithTheLongestSession() throws Exception {
    try (Listening page = Listening.to(admin, TODAY)) {
      page.next();
      Duration step = Sessions.IDLE.minusMinutes(1);
      for (Duration in = step; in.compareTo(Sessions.LONGEST) < 0; in = in.plus(step)) {
        now.updateAndGet(time -> time.plus(step));
        assertEquals(200, admin.get("/today").statusCode());
      }
      assertEquals(1, server.streams());
      now.updateAndGet(time -> time.plus(step));
      page.until("hx-trigger=\"load");
      assertEquals(Optional.empty(), page.next());
    }
  }

  @Test
  void aStreamEndsWithThePasswordItsSessionBeganWith() throws Exception {
    try (Listening page = Listening.to(admin, TODAY)) {
      page.next();
      box.adminPassword = Optional.of("another one");
      page.until("hx-trigger=\"load");
      assertEquals(Optional.empty(), page.next());
    }
  }

  @Test
  void nobodyIsGivenOne() throws Exception {
    try (Browser nobody = Browser.of(server);
        Browser maria = Browser.of(server).asUser()) {
      for (String path : List.of(TODAY, "/backup/live", "/sources/maria-hoster/live")) {
        assertEquals(401, Listening.to(nobody, path).status());
        assertEquals(403, Listening.to(maria, path).status());
      }
      // Open to strangers, who fill no memory.
      box.adminPassword = Optional.empty();
      box.blank = true;
      try (Listening first = Listening.to(nobody, "/first/restore/live")) {
        assertEquals(200, first.status());
        assertTrue(first.header("content-type").orElseThrow().startsWith("text/html"));
      }
      assertEquals(0, server.streams());
    }
  }

  @Test
  void whoHasTooManyPagesOpenIsServedAsBefore() throws Exception {
    List<Listening> pages = new ArrayList<>();
    for (int i = 0; i < PageStreams.SESSION_MAX; i++) {
      pages.add(Listening.to(admin, i % 2 == 0 ? TODAY : "/backup/live"));
      pages.getLast().next();
    }
    try (Listening more = Listening.to(admin, TODAY)) {
      assertEquals(Optional.of("retry: 60000"), more.next());
      assertTrue(more.next().orElseThrow().contains("hx-trigger=\"load, every 20s\""));
      assertEquals(Optional.empty(), more.next());
    }
    assertEquals(PageStreams.SESSION_MAX, server.streams());
    try (Browser other = Browser.of(server).asAdmin();
        Listening page = Listening.to(other, TODAY)) {
      assertFalse(page.next().orElseThrow().contains("retry"));
    }
    for (Listening page : pages) {
      page.close();
    }
    // One that has left is forgotten, and its place is free again.
    while (server.streams() >= PageStreams.SESSION_MAX) {
      Thread.onSpinWait();
    }
    try (Listening again = Listening.to(admin, TODAY)) {
      assertTrue(again.next().isPresent());
    }
  }

  @Test
  void allTogetherHaveALimit() throws Exception {
    List<Browser> browsers = new ArrayList<>();
    for (int i = 0; i < PageStreams.ALL_MAX; i++) {
      if (i % PageStreams.SESSION_MAX == 0) {
        browsers.add(Browser.of(server).asAdmin());
      }
      assertFalse(Listening.to(browsers.getLast(), TODAY).next().orElseThrow().contains("retry"));
    }
    assertEquals(Optional.of("retry: 60000"), Listening.to(admin, TODAY).next());
    assertEquals(PageStreams.ALL_MAX, server.streams());
    browsers.forEach(Browser::close);
  }

  @Test
  void theBoxClosesAtOnceWithPagesOpen() throws Exception {
    List<Listening> pages = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      pages.add(Listening.to(admin, TODAY));
      pages.getLast().next();
    }
    long began = System.nanoTime();
    server.close();
    assertTrue(System.nanoTime() - began < Duration.ofSeconds(5).toNanos());
    assertEquals(0, server.streams());
  }
}
