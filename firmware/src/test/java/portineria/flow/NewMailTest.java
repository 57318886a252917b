package portineria.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import portineria.peer.Appliance;
import portineria.peer.Dovecot;
import portineria.peer.ImapClient;

/** What comes upstream while programs wait for it in IDLE: RFC 2177 §3. */
@Timeout(120)
class NewMailTest {
  @TempDir Path temp;

  @Test
  void newMailUpstreamWakesAProgramThatIdles() throws Exception {
    try (Dovecot upstream = Dovecot.start(temp.resolve("upstream"))) {
      Path data = Setting.accountAndSource(temp, upstream, "--tls", "none", "--every", "1");
      try (Appliance box = Appliance.run(data);
          ImapClient program = new ImapClient(box.port("imap"))) {
        program.login(Setting.ACCOUNT, Setting.PASSWORD).expectOk("SELECT INBOX");
        program.raw("i IDLE\r\n");
        assertEquals('+', program.readWholeLine().charAt(0));
        for (int i = 1; i <= 3; i++) {
          byte[] message = "Subject: news\r\n\r\nciao\r\n".getBytes(StandardCharsets.US_ASCII);
          upstream.deliver("user", message);
          String heard = program.readWholeLine();
          while (!heard.endsWith(" EXISTS")) {
            heard = program.readWholeLine();
          }
          assertEquals("* " + i + " EXISTS", heard);
        }
      }
    }
  }
}
