package portineria.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import portineria.peer.Appliance;
import portineria.peer.HeartbeatServer;
import portineria.peer.ImapClient;
import portineria.peer.ScriptedSmtp;
import portineria.peer.TestAuthority;

/**
 * A person says who is told, tries it, and finds the messages: in the INBOX, by mail, by a call.
 */
@Timeout(240)
class NoticeFlowTest {
  @TempDir Path temp;

  @Test
  void theTestMessageArrivesInAllWays() throws Exception {
    TestAuthority authority = new TestAuthority("test");
    Path data = Setting.account(temp);
    String ca = Files.writeString(temp.resolve("ca.pem"), authority.pem()).toString();
    String password = Files.writeString(temp.resolve("smtp"), ScriptedSmtp.PASSWORD).toString();
    try (ScriptedSmtp smtp = ScriptedSmtp.startTls(authority.issue("localhost").context());
        HeartbeatServer service = new HeartbeatServer();
        Appliance box = Appliance.run(data)) {
      Setting.say(data, "settings", "--language", "it");
      Setting.say(data, "notify", "caretaker", "add", Setting.ACCOUNT);
      Setting.say(data, "notify", "address", "add", "tecnico@example.net");
      String[] server = {
        "notify",
        "server",
        "set",
        "--host",
        "localhost",
        "--port",
        Integer.toString(smtp.port()),
        "--tls",
        "starttls",
        "--user",
        ScriptedSmtp.USER,
        "--password-file",
        password,
        "--trust-file",
        ca
      };
      Setting.say(data, server);
      Setting.say(data, "notify", "heartbeat", "set", service.uri().toString());
      String said = Setting.say(data, "notify", "test").text();
      assertTrue(said.contains("INBOX of maria: arrived"), said);
      assertTrue(said.contains("tecnico@example.net: arrived"), said);
      assertTrue(said.contains("heartbeat: arrived"), said);
      assertEquals("Subject: Portineria: una prova", smtp.mails().getFirst().header("Subject"));
      assertEquals("GET /secret", service.calls().getFirst());
      try (ImapClient client = new ImapClient(box.port("imap"))) {
        client.login(Setting.ACCOUNT, Setting.PASSWORD).expectOk("EXAMINE INBOX");
        String message = new String(client.body(1), StandardCharsets.UTF_8);
        assertTrue(message.contains("Subject: Portineria: una prova\r\n"), message);
      }
    }
    Setting.say(data, "verify");
  }
}
