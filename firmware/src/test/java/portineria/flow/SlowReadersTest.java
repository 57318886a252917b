package portineria.flow;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import portineria.peer.Appliance;
import portineria.peer.ImapClient;
import portineria.peer.SlowReaders;

/**
 * Fifty programs that fetch a whole mailbox and hardly take any of it cost the box no memory to
 * speak of, and keep nobody else waiting. How fast the others are served is a figure, not a test.
 */
@Tag("slow")
@Timeout(300)
class SlowReadersTest {
  private static final int READERS = 50;
  private static final int MESSAGES = 200;
  private static final int MESSAGE_OCTETS = 100_000;
  private static final int OPERATIONS = 400;

  @TempDir Path temp;

  @Test
  void fiftyThatReadTenKilobytesASecondStayWithinSixtyFourMegabytesOfHeap() throws Exception {
    Path data = Setting.account(temp);
    byte[] message =
        ("Subject: lento\r\n\r\n" + "Una riga di testo che non finisce mai.\r\n".repeat(2_500))
            .getBytes(StandardCharsets.US_ASCII);
    assertTrue(message.length >= MESSAGE_OCTETS, "long enough");
    try (Appliance box = Appliance.run(List.of("-Xmx64m"), data);
        ImapClient other = new ImapClient(box.port("imap")).login("maria", "secret")) {
      other.expectOk("CREATE Large");
      for (int i = 0; i < MESSAGES; i += 20) {
        other.append("Large", "", Collections.nCopies(20, message));
      }
      try (SlowReaders slow =
          new SlowReaders(READERS, box.port("imap"), "maria", "secret", "Large")) {
        other.expectOk("SELECT Large");
        for (int i = 1; i <= OPERATIONS; i++) {
          other.expectOk("FETCH " + (1 + i % MESSAGES) + " (BODY.PEEK[])");
          other.expectOk("STORE " + (1 + i % MESSAGES) + " +FLAGS ($Seen" + i % 2 + ")");
          other.append("INBOX", "", message);
        }
        long taken = slow.octets();
        assertTrue(taken > 0 && taken < (long) READERS * MESSAGES * MESSAGE_OCTETS / 2, "slow");
      }
    }
    String log = Files.readString(temp.resolve("data.log"));
    assertFalse(log.contains("OutOfMemoryError"), log);
  }
}
