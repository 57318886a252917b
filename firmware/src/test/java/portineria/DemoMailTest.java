package portineria;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemoMailTest {
  private static final Instant NOW = Instant.parse("2031-03-04T05:06:07Z");

  @Test
  void theNewestIsOfTheLastDayAndNoneIsOfTheFuture() throws Exception {
    List<DemoMail> all = DemoMail.all(NOW);
    assertEquals(22, all.size());
    assertFalse(all.getLast().date().isAfter(NOW));
    assertTrue(all.getLast().date().isAfter(NOW.minus(Duration.ofDays(1))));
  }

  @Test
  void datesInTheHeaderMoveAndNothingElse() throws Exception {
    for (DemoMail mail : DemoMail.all(NOW)) {
      String header = mail.text().substring(0, mail.text().indexOf("\r\n\r\n"));
      assertFalse(header.contains("2026 "), header);
      assertTrue(header.startsWith("Received: "), header);
      assertFalse(mail.text().replace("\r\n", "").contains("\n"), "line ends are CRLF");
    }
  }
}
