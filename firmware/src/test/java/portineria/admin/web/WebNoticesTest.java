package portineria.admin.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portineria.health.NoticeFindings;
import portineria.webui.NoticeBook.Heartbeat;
import portineria.webui.Refused;
import portineria.webui.Refused.Why;
import portineria.webui.Sentence;

/** Who is told how the box is, by its page. */
class WebNoticesTest {
  @TempDir Path data;
  private FakeBox fake;
  private WebNotices notices;

  @BeforeEach
  void maria() throws Exception {
    fake = new FakeBox(data);
    notices = new WebNotices(fake.by(FakeBox.ADMIN));
    new WebAccounts(fake.by(FakeBox.ADMIN)).add("maria", "gatto lampada ponte", Optional.empty());
  }

  @AfterEach
  void close() {
    fake.close();
  }

  private static Why why(org.junit.jupiter.api.function.Executable act) {
    return assertThrows(Refused.class, act).why();
  }

  @Test
  void caretakersAreThoseOfTheCommand() throws Exception {
    notices.addCaretaker("maria");
    notices.addCaretaker("maria");
    assertEquals(List.of("maria"), notices.caretakers());
    assertEquals(Optional.of("maria"), fake.store.setting(NoticeFindings.CARETAKERS));
    assertEquals(Why.ACCOUNT_UNKNOWN, why(() -> notices.addCaretaker("zoe")));
    notices.removeCaretaker("maria");
    notices.removeCaretaker("maria");
    assertEquals(List.of(), notices.caretakers());
    assertTrue(
        fake.acts().contains("settings-changed web by=admin detail=caretakers: maria"),
        fake.acts()::toString);
  }

  @Test
  void theHeartbeatSaysWhenItLastGotOutAndWhyNotSince() throws Exception {
    assertEquals(Optional.empty(), notices.heartbeat());
    for (String wrong : List.of("", "service", "ftp://x.example/", "https://", "https:// x")) {
      assertEquals(Why.HEARTBEAT_ADDRESS, why(() -> notices.setHeartbeat(wrong)));
    }
    notices.setHeartbeat("https://service.example/abc123");
    assertEquals(
        Optional.of(new Heartbeat("service.example", Optional.empty(), Optional.empty())),
        notices.heartbeat());
    fake.store.putSetting(NoticeFindings.HEARTBEAT_CALLED, "2026-11-26T08:00:00Z");
    fake.store.putSetting(NoticeFindings.HEARTBEAT_PROBLEM, "no network\tmanca la rete");
    assertEquals(
        Optional.of(
            new Heartbeat(
                "service.example",
                Optional.of(Instant.parse("2026-11-26T08:00:00Z")),
                Optional.of(Sentence.of("no network", "manca la rete")))),
        notices.heartbeat());
    assertFalse(fake.acts().toString().contains("abc123"), "the path may be a secret");
    notices.removeHeartbeat();
    assertEquals(Optional.empty(), notices.heartbeat());
  }
}
