package portineria.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portineria.store.Audit;
import portineria.store.AuditText;
import portineria.store.MailboxName;
import portineria.store.Recovery;
import portineria.store.UidSet;

/** Whoever brings mail back leaves a trace, and whoever finds nothing to bring leaves none. */
class RestoredTest {
  @TempDir Path data;

  private Instant now = OpenBox.DATE;

  @Test
  void eachMailboxThatComesBackIsRecorded() throws Exception {
    try (OpenBox box = OpenBox.of(TestSettings.of(data).withClock(() -> now))) {
      box.add(box.inbox(), "one");
      box.add(box.create("Customers/Rossi"), "two");
      now = now.plusSeconds(10);
      box.inbox().remove(UidSet.ALL);
      box.anna().delete(new MailboxName("Customers/Rossi"));
      Recovery.Restoration all =
          new Recovery.Restoration(Optional.empty(), Optional.of(OpenBox.DATE), Optional.empty());
      box.anna().recovery().restore(all);
      assertEquals(List.of("1 INBOX", "1 Customers/Rossi"), recorded(box));
      box.anna().recovery().restore(all);
      assertEquals(2, recorded(box).size());
    }
  }

  private static List<String> recorded(OpenBox box) {
    return box.store().audit().entries(0, 1000).stream()
        .filter(entry -> entry.text().contains("act mail-restored\n"))
        .map(RestoredTest::said)
        .toList();
  }

  private static String said(Audit.Entry entry) {
    Map<String, String> names =
        entry.names().stream().collect(Collectors.toMap(Audit.Name::part, Audit.Name::text));
    assertEquals("anna", names.get("account"));
    AuditText text = AuditText.parse(entry.text()).orElseThrow();
    return text.figures().get("messages") + " " + names.get("mailbox");
  }
}
