package portineria;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import portineria.peer.Appliance;
import portineria.peer.Chromium;
import portineria.peer.ImapClient;

/** The box is started again from its page, which comes back by itself. */
@Tag("long")
@Timeout(300)
class RestartTest {
  private static final String ADMIN = "gatto lampada ponte";

  @TempDir Path temp;

  private static String freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return "" + socket.getLocalPort();
    }
  }

  @Test
  void thePageComesBackByItselfWhenTheBoxServesAgain() throws Exception {
    Path data = Files.createDirectories(temp.resolve("data"));
    Path password = Files.writeString(temp.resolve("password"), ADMIN);
    Appliance.say(
            "settings", "--admin-password-file", password.toString(), "--data", data.toString())
        .expectDone();
    Appliance.say(
            "user",
            "add",
            "maria",
            "--password-file",
            password.toString(),
            "--data",
            data.toString())
        .expectDone();
    String port = freePort();
    String imap = freePort();
    try (Appliance box = Appliance.run(data, "--https", port, "--imap", imap);
        Chromium browser = new Chromium("en")) {
      ImapClient before = new ImapClient(Integer.parseInt(imap)).login("maria", ADMIN);
      browser.open("https://localhost:" + port + "/login/admin");
      browser.fill("Administrator's password", ADMIN).press("Log in");
      browser.open("https://localhost:" + port + "/box");
      browser.ask("found('summary', 'summary', 'Start the box again').click(); return '';");
      browser.press("Start again");
      assertTrue(browser.text().contains("The box starts again"), browser.text());
      while (!browser.path().equals("/login/admin")) {
        Thread.onSpinWait();
      }
      browser.fill("Administrator's password", ADMIN).press("Log in");
      assertEquals("/today", browser.path());
      before.close();
      new ImapClient(Integer.parseInt(imap)).login("maria", ADMIN).close();
      assertTrue(box.isAlive());
      browser.open("https://localhost:" + port + "/vault/chain");
      assertTrue(browser.text().contains("restarted"), browser.text());
    }
    String log = Files.readString(temp.resolve("data.log"));
    assertTrue(!log.contains("ERROR"), log);
  }
}
