package portineria.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import portineria.store.Digest;
import portineria.store.MailboxName;
import portineria.store.Scrub;

/** What is said of damaged messages. */
class ScrubFindingsTest {
  private static final Instant FOUND = Instant.parse("2026-11-27T09:00:00Z");

  private static Scrub.Damage damage(String account, int number) {
    byte[] digest = new byte[32];
    digest[0] = (byte) number;
    return new Scrub.Damage(account, Digest.of(digest), List.of(MailboxName.INBOX), FOUND);
  }

  private static List<Finding> of(Scrub.Damage... damaged) {
    return ScrubFindings.of(new Scrub.State(Optional.of(FOUND), List.of(damaged)));
  }

  @Test
  void whereNothingIsDamagedThatIsMentioned() {
    assertEquals(1, of().size());
    assertFalse(of().getFirst().needsPerson());
  }

  @Test
  void eachAccountHearsOfItsOwn() {
    List<Finding> findings = of(damage("anna", 1), damage("bruno", 2), damage("anna", 3));
    assertEquals(
        List.of(Optional.of("anna"), Optional.of("bruno")),
        findings.stream().map(Finding::account).toList());
    assertTrue(findings.getFirst().sentence().startsWith("2 messages are damaged on the disk"));
    assertTrue(findings.getLast().words().italian().startsWith("Un messaggio è danneggiato"));
    assertTrue(findings.getLast().sentence().contains(", bruno in INBOX: where there is a backup"));
  }
}
