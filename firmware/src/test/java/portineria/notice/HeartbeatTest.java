package portineria.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import portineria.health.Words;
import portineria.peer.HeartbeatServer;

/** What is said of a heartbeat that does not get out. */
@Timeout(60)
class HeartbeatTest {
  private static Words why(URI uri) {
    Words words = assertThrows(NotSent.class, () -> Heartbeat.call(uri)).words();
    assertFalse(words.kept().contains("secret"), "the address is a secret");
    assertFalse(words.kept().contains("Exception"), words::toString);
    return words;
  }

  @Test
  void aServerThatIsNotThereIsSaidInPlainWords() throws Exception {
    URI gone;
    try (HeartbeatServer service = new HeartbeatServer()) {
      gone = service.uri();
    }
    assertEquals(
        new Words("127.0.0.1 refuses the connection", "127.0.0.1 rifiuta il collegamento"),
        why(gone));
    assertEquals(
        "no server is known by the name nowhere.invalid",
        why(URI.create("http://nowhere.invalid/secret")).english());
  }

  @Test
  void anAddressThatTheServiceDoesNotKnowIsToBeSetAnew() throws Exception {
    try (HeartbeatServer service = new HeartbeatServer()) {
      service.answers(404);
      assertEquals(
          "127.0.0.1 does not know this address (it answers 404)", why(service.uri()).english());
      service.answers(503);
      assertEquals("127.0.0.1 ha un guasto suo (risponde 503)", why(service.uri()).italian());
    }
  }
}
