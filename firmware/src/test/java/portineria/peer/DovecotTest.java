package portineria.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DovecotTest {
  private static final byte[] MESSAGE =
      "Subject: hi\n\nbody\n.dot\n".getBytes(StandardCharsets.US_ASCII);

  @TempDir Path temp;

  @Test
  void aDeliveredMessageIsServedByPop3AndImap() throws Exception {
    try (Dovecot dovecot = Dovecot.start(Dovecot.Settings.plain(temp))) {
      dovecot.deliver("user", MESSAGE);
      try (RawPop3 pop3 = dovecot.pop3("user")) {
        assertEquals(
            "Subject: hi\r\n\r\nbody\r\n.dot\r\n",
            new String(pop3.retrieve(1), StandardCharsets.US_ASCII));
      }
      try (ImapClient imap = new ImapClient(dovecot.imapPort())) {
        imap.login("user", Dovecot.PASSWORD).expectOk("SELECT INBOX");
        assertEquals(27, imap.body(1).length);
      }
      assertEquals(1, dovecot.messages("user"));
    }
  }

  @Test
  void itsPop3DoorSpeaksTls() throws Exception {
    try (Dovecot dovecot = Dovecot.start(Dovecot.Settings.secure(temp))) {
      dovecot.deliver("user", MESSAGE);
      try (RawPop3 pop3 = dovecot.pop3("user")) {
        assertEquals(1, pop3.count());
      }
    }
  }

  @Test
  void sdboxTakesAppends() throws Exception {
    try (Dovecot dovecot = Dovecot.start(new Dovecot.Settings(temp, "sdbox", "always", false));
        ImapClient imap = new ImapClient(dovecot.imapPort())) {
      imap.login("user", Dovecot.PASSWORD);
      assertTrue(imap.append("INBOX", "", MESSAGE).startsWith("OK"));
    }
  }
}
