package portineria.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FakeStoreTest {
  @Test
  void aMessageComesBackAsItCame() throws Exception {
    FakeStore store = new FakeStore(InstantSource.fixed(Instant.EPOCH));
    Account account = store.createAccount("anna", new Actor("", "cli"));
    Mailbox inbox = account.mailbox(MailboxName.INBOX).orElseThrow();
    byte[] octets = "Subject: hi\r\n\r\nhello\n".getBytes(StandardCharsets.US_ASCII);
    try (Incoming incoming = account.incoming(0)) {
      incoming.write(octets, 0, octets.length);
      inbox.append(
          List.of(new Mailbox.Delivery(incoming.finish(), Set.of(Flag.SEEN), Instant.EPOCH)));
    }
    View view = inbox.view();
    byte[] back = account.octets(view.message(0)).stream().readAllBytes();
    assertEquals(List.of(1, 1L), List.of(view.count(), view.uid(0)));
    assertEquals(
        new String(octets, StandardCharsets.US_ASCII), new String(back, StandardCharsets.US_ASCII));
  }
}
