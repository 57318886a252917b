package portineria.webui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import portineria.webui.Overview.Concern;
import portineria.webui.Overview.Urgency;

/** What programs see that look at the box. */
class MonitorTest {
  private static final Pattern LINE =
      Pattern.compile(
          "# (HELP [a-z_]+ [^\n]+|TYPE [a-z_]+ gauge)|[a-z_]+(\\{[a-z]+=\"[^\n]*\"})? -?[0-9]+");

  private final FakeAppliance box = new FakeAppliance();
  private WebServer server;

  @BeforeEach
  void open() throws Exception {
    server = TestServer.start(box, () -> FakeAppliance.NOW);
  }

  @AfterEach
  void close() {
    server.close();
  }

  private String token() throws Exception {
    try (Browser admin = Browser.of(server).asAdmin()) {
      HttpResponse<String> page = admin.post("/box/monitors", "label", "ten boxes");
      assertEquals(200, page.statusCode());
      assertTrue(page.body().contains("token-of-ten boxes"), page.body());
      assertFalse(admin.get("/box").body().contains("token-of"), "shown once");
      return "token-of-ten boxes";
    }
  }

  private HttpResponse<String> get(String path, String token) throws Exception {
    try (Browser program = Browser.of(server)) {
      return program.get(path, Map.of("Authorization", "Bearer " + token));
    }
  }

  @Test
  void nobodyLooksWithoutATokenNorAfterItWasTakenAway() throws Exception {
    String token = token();
    for (String path : List.of("/api/v1/status", "/metrics")) {
      assertEquals(200, get(path, token).statusCode());
      HttpResponse<String> refused = get(path, "token-of-nobody");
      assertEquals(401, refused.statusCode());
      assertEquals(
          "Bearer realm=\"portineria\"",
          refused.headers().firstValue("WWW-Authenticate").orElse(""));
      try (Browser admin = Browser.of(server).asAdmin()) {
        assertEquals(401, admin.get(path).statusCode(), "who has logged in is no program");
      }
    }
    try (Browser admin = Browser.of(server).asAdmin()) {
      assertTrue(admin.get("/box").body().contains("ten boxes"));
      assertEquals(303, admin.post("/box/monitors/remove", "label", "ten boxes").statusCode());
    }
    assertEquals(401, get("/metrics", token).statusCode());
  }

  @Test
  void theTokenOpensNoPage() throws Exception {
    HttpResponse<String> page = get("/today", token());
    assertEquals("/login", page.headers().firstValue("location").orElse(""));
  }

  @Test
  void howTheBoxIsComesAsJson() throws Exception {
    String token = token();
    box.concerns =
        List.of(
            new Concern(
                Urgency.TODAY,
                Sentence.of("Say \"hello\" \\ \u0007 \uD83D\uDCEC", "Dite \"ciao\""),
                Optional.empty()),
            new Concern(Urgency.NONE, Sentence.english("Nothing."), Optional.empty()));
    HttpResponse<String> status = get("/api/v1/status", token);
    assertEquals("application/json", status.headers().firstValue("content-type").orElse(""));
    String json = status.body();
    assertTrue(json.startsWith("{\"box\":\"portineria.local\",\"version\":"), json);
    assertTrue(json.contains("\"health\":\"today\""), json);
    assertTrue(
        json.contains(
            "\"concerns\":[{\"urgency\":\"today\","
                + "\"english\":\"Say \\\"hello\\\" \\\\ \\u0007 \\ud83d\\udcec\","
                + "\"italian\":\"Dite \\\"ciao\\\"\"}]"),
        json);
    assertTrue(json.contains("\"sources\":[{\"name\":\"maria-hoster\",\"account\":\"maria\""));
    assertTrue(json.endsWith("]}\n"), json);
  }

  @Test
  void figuresComeAsPrometheusReadsThem() throws Exception {
    String token = token();
    box.targets.add(
        new BackupBook.Target(
            "us\"b",
            BackupBook.Kind.DISK,
            "BACKUP1",
            true,
            List.of(
                new BackupBook.Run(
                    FakeAppliance.NOW,
                    Duration.ofMinutes(3),
                    BackupBook.End.GREEN,
                    1000,
                    5000,
                    Sentence.english("all well")))));
    String text = get("/metrics", token).body();
    for (String line : text.split("\n")) {
      assertTrue(LINE.matcher(line).matches(), line);
    }
    assertTrue(
        text.contains(
            "portineria_backup_last_green_timestamp_seconds{target=\"us\\\"b\"} "
                + FakeAppliance.NOW.getEpochSecond()
                + "\n"),
        text);
    assertTrue(text.contains("portineria_concerns{urgency=\"now\"} 0\n"), text);
    assertTrue(text.contains("portineria_source_paused{source=\"maria-hoster\"} 0\n"), text);
  }
}
