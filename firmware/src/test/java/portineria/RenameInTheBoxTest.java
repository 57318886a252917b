package portineria;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import portineria.admin.RecordingConsole;
import portineria.cli.Cli;
import portineria.store.Account;
import portineria.store.Actor;
import portineria.store.Incoming;
import portineria.store.Mailbox;
import portineria.store.MailboxName;

/** An account of a running box gets another name: programs see the same mail under the new one. */
@Timeout(120)
class RenameInTheBoxTest {
  @TempDir Path folder;

  private void command(String line) {
    RecordingConsole console = new RecordingConsole();
    List<String> words = new ArrayList<>(List.of(line.split(" ")));
    words.addAll(List.of("--data", folder.resolve("data").toString()));
    int exitCode = new Cli(new Main(), prompt -> Optional.empty(), console).run(words);
    assertEquals(0, exitCode, () -> line + ": " + console.text());
  }

  private static void deliver(BoxAtWork box, String text) throws Exception {
    Account maria = box.running.box().store().account("maria", new Actor("", "test")).orElseThrow();
    byte[] octets = text.getBytes(StandardCharsets.US_ASCII);
    try (Incoming incoming = maria.incoming(octets.length)) {
      incoming.write(octets, 0, octets.length);
      Mailbox inbox = maria.mailbox(MailboxName.INBOX).orElseThrow();
      inbox.append(
          List.of(
              new Mailbox.Delivery(
                  incoming.finish(), Set.of(), Instant.parse("2026-11-20T08:00:00Z"))));
    }
  }

  private static String imapSees(LineClient imap, String user) throws Exception {
    imap.line();
    imap.ask("a1 LOGIN " + user + " s3cret", "a1 OK");
    String selected =
        imap.ask("a2 SELECT INBOX", "a2 OK")
            .lines()
            .filter(line -> line.contains("UID") || line.contains("EXISTS"))
            .reduce("", String::concat);
    return selected + imap.ask("a3 FETCH 1:* (UID RFC822.SIZE)", "a3 OK");
  }

  private static String pop3Sees(LineClient pop3, String user) throws Exception {
    pop3.line();
    pop3.ask("USER " + user, "+OK");
    pop3.ask("PASS s3cret", "+OK");
    return pop3.ask("UIDL", ".");
  }

  @Test
  void programsSeeTheSameMailUnderTheNewNameAndNothingUnderTheOldOne() throws Exception {
    Path password = Files.writeString(folder.resolve("password"), "s3cret");
    try (BoxAtWork box = new BoxAtWork(folder.resolve("data"))) {
      command("user add maria --password-file " + password);
      deliver(box, "Subject: one\r\n\r\n1\r\n");
      deliver(box, "Subject: two\r\n\r\n2\r\n");
      String uids;
      String uidls;
      try (LineClient imap = new LineClient(box.port("imap"));
          LineClient idling = new LineClient(box.port("imap"));
          LineClient pop3 = new LineClient(box.port("pop3"))) {
        uids = imapSees(imap, "maria");
        uidls = pop3Sees(pop3, "maria");
        imapSees(idling, "maria");
        idling.ask("a4 IDLE", "+");
        command("user rename maria maria.rossi");
        assertThrows(IOException.class, () -> idling.ask("DONE", "a4"));
        assertThrows(IOException.class, () -> imap.ask("a4 NOOP", "a4"));
        assertThrows(IOException.class, () -> pop3.ask("NOOP", "+OK"));
      }
      try (LineClient imap = new LineClient(box.port("imap"));
          LineClient pop3 = new LineClient(box.port("pop3"))) {
        assertEquals(uids, imapSees(imap, "maria.rossi"));
        assertEquals(uidls, pop3Sees(pop3, "maria.rossi"));
      }
      try (LineClient imap = new LineClient(box.port("imap"));
          LineClient pop3 = new LineClient(box.port("pop3"))) {
        imap.line();
        String refused = imap.ask("a1 LOGIN maria s3cret", "a1 NO");
        assertTrue(refused.contains("AUTHENTICATIONFAILED"), refused);
        pop3.line();
        pop3.ask("USER maria", "+OK");
        pop3.ask("PASS s3cret", "-ERR");
      }
    }
  }
}
