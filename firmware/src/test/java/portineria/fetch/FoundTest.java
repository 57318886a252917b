package portineria.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portineria.peer.TestAuthority;
import portineria.store.MailboxName;
import portineria.store.Refusal;
import portineria.store.Source;
import portineria.store.Sources.Why;

/** Why a source can't be fetched, and what its server's certificate says, stands in its status. */
class FoundTest {
  @TempDir Path folder;
  private Office office;

  @BeforeEach
  void open() throws Exception {
    office = new Office(folder);
  }

  @AfterEach
  void close() throws IOException {
    office.close();
  }

  private Optional<Why> fetched() throws Exception {
    assertEquals(1, office.running().fetchNow(List.of(Office.SOURCE), progress -> {}).size());
    return office.store.sources().status(Office.SOURCE).why();
  }

  @Test
  void theReasonIsKept() throws Exception {
    assertEquals(Optional.empty(), fetched());
    office.upstream.replies = Map.of("AUTH", "-ERR [AUTH] no", "PASS", "-ERR [AUTH] no");
    assertEquals(Optional.of(Why.PASSWORD), fetched());
    office.upstream.replies = Map.of("AUTH", "-ERR [SYS/PERM] ask us");
    assertEquals(Optional.of(Why.PROVIDER), fetched());
    office.upstream.replies = Map.of();
    assertEquals(Optional.empty(), fetched());
    office.upstream.close();
    assertEquals(Optional.of(Why.NETWORK), fetched());
  }

  private Source overTls(TestAuthority authority) throws IOException {
    return new Source(
        Office.SOURCE,
        "studio",
        office.upstream.host(),
        office.upstream.port(),
        Source.Tls.IMPLICIT,
        ScriptedUpstream.USER,
        office.passwords.seal(Office.SOURCE, ScriptedUpstream.PASSWORD),
        new Source.Keep.Forever(),
        Duration.ofSeconds(60),
        Optional.of(authority.pem()),
        MailboxName.INBOX,
        Optional.empty(),
        Duration.ofDays(14),
        false);
  }

  @Test
  void howLongTheCertificateHoldsIsKeptEvenWhenNothingGoesAnyMore() throws Exception {
    TestAuthority authority = new TestAuthority("test");
    TestAuthority.Issued issued = authority.issue(office.upstream.host());
    office.upstream.implicitTls = Optional.of(issued.context());
    office.update(overTls(authority));
    assertEquals(Optional.empty(), fetched());
    Optional<Instant> until = Optional.of(issued.certificate().getNotAfter().toInstant());
    assertEquals(until, office.store.sources().status(Office.SOURCE).certificateUntil());
    office.update(overTls(new TestAuthority("other")));
    assertEquals(Optional.of(Why.CERTIFICATE), fetched());
    assertEquals(until, office.store.sources().status(Office.SOURCE).certificateUntil());
  }

  @Test
  void aBoxThatCanNotTakeMailInDoesNotBlameTheNetwork() throws Exception {
    office.store.refuseChanges(Refusal.Reason.READ_ONLY);
    assertEquals(1, office.running().fetchNow(List.of(Office.SOURCE), progress -> {}).size());
    assertTrue(office.status().problem().isPresent());
    assertEquals(Optional.of(Why.BOX), office.status().why());
  }
}
