package portineria.flow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import portineria.peer.Appliance;
import portineria.peer.ImapClient;
import portineria.peer.RawPop3;

/** The appliance is told to end while programs talk to it: RFC 9051 §7.1.5. */
@Tag("slow")
@Timeout(120)
class ClosingTest {
  private static final String BYE = "* BYE [UNAVAILABLE] The server is closing";
  private static final byte[] MESSAGE =
      "Subject: one\r\n\r\none\r\n".getBytes(StandardCharsets.US_ASCII);

  @TempDir Path temp;
  private Path data;

  @BeforeEach
  void addUser() throws Exception {
    data = temp.resolve("data");
    String password = Files.writeString(temp.resolve("password"), "secret\n").toString();
    Appliance.say("user", "add", "maria", "--password-file", password, "--data", data.toString())
        .expectDone();
  }

  private static ImapClient connect(Appliance box) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), box.port("imap"));
    socket.setSoTimeout(30_000);
    return new ImapClient(socket);
  }

  private static ImapClient client(Appliance box) throws IOException {
    return connect(box).login("maria", "secret");
  }

  private static void awaitLine(ImapClient client, String start) throws IOException {
    while (!client.readWholeLine().startsWith(start)) {
      // Something else that it is told.
    }
  }

  /** It is the last line, and the server closes then. */
  private static void assertBye(ImapClient client) throws IOException {
    awaitLine(client, BYE);
    assertThrows(EOFException.class, client::readWholeLine);
    client.close();
  }

  @Test
  void everyImapSessionHearsByeAndWhatWasAcknowledgedIsThere() throws Exception {
    Appliance box = Appliance.run(data);
    try (box) {
      ImapClient fresh = connect(box);
      ImapClient silent = client(box).expectOk("SELECT INBOX");
      ImapClient idling = client(box).expectOk("SELECT INBOX");
      idling.send("IDLE");
      idling.raw("");
      assertEquals("+ Idling", idling.readWholeLine());
      silent.append("INBOX", "", MESSAGE);
      awaitLine(idling, "* 1 EXISTS");
      ImapClient sending = client(box);
      sending.send("APPEND INBOX {100+}");
      sending.raw("Subject: half a message\r\n\r\n");
      ImapClient pipelining = client(box).expectOk("SELECT INBOX");
      pipelining.raw("x STORE 1 +FLAGS (\\Flagged)\r\ny APPEND INBOX {100}\r\n");
      awaitLine(pipelining, "x OK STORE completed");
      awaitLine(pipelining, "+ Go on");
      awaitLine(idling, "* 1 FETCH (FLAGS (\\Flagged");

      Thread closing = Thread.ofVirtual().start(() -> close(box));
      for (ImapClient client : List.of(fresh, idling, sending, pipelining, silent)) {
        assertBye(client);
      }
      assertTrue(closing.join(Duration.ofSeconds(30)));
    }
    try (Appliance again = Appliance.run(data);
        ImapClient client = client(again)) {
      client.expectOk("SELECT INBOX");
      assertArrayEquals(MESSAGE, client.body(1));
      List<String> flags = client.command("FETCH 1:* FLAGS").untagged();
      assertEquals(List.of("* 1 FETCH (FLAGS (\\Flagged))"), flags);
    }
  }

  private static void close(Appliance box) {
    try {
      box.close();
    } catch (IOException late) {
      throw new AssertionError(late);
    }
  }

  @Test
  void aPop3SessionIsToldToComeAgainAndItsDeletionsAreNotDone() throws Exception {
    Appliance box = Appliance.run(data);
    try (box) {
      try (ImapClient client = client(box)) {
        client.append("INBOX", "", MESSAGE);
      }
      RawPop3 pop3 = new RawPop3(box.port("pop3")).login("maria", "secret");
      pop3.command("DELE 1");
      close(box);
      IOException told = assertThrows(IOException.class, pop3::close);
      assertEquals("-ERR [SYS/TEMP] the server is closing", told.getMessage());
    }
    try (Appliance again = Appliance.run(data);
        RawPop3 pop3 = new RawPop3(again.port("pop3")).login("maria", "secret")) {
      assertEquals(1, pop3.count());
    }
  }

  /** A program that does not read and never closes is cut off in time. */
  @Test
  void whoDoesNotListenIsNotWaitedForLong() throws Exception {
    Appliance box = Appliance.run(data);
    try (box;
        ImapClient deaf = client(box)) {
      deaf.append("INBOX", "", "x\r\n".repeat(5_000_000).getBytes(StandardCharsets.US_ASCII));
      deaf.expectOk("SELECT INBOX");
      deaf.send("FETCH 1 BODY.PEEK[]");
      deaf.raw("");
      box.close(); // fails after 20 s
    }
  }
}
