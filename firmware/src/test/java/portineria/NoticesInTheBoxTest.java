package portineria;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import portineria.admin.Box;
import portineria.admin.Failed;
import portineria.admin.NoticeDesk;
import portineria.fetch.ScriptedUpstream;
import portineria.notice.SmtpServer;
import portineria.peer.ImapClient;
import portineria.peer.ScriptedSmtp;
import portineria.peer.TestAuthority;
import portineria.store.MailboxName;
import portineria.store.Source;

/**
 * A source of the running box fails: whose mail it is finds one message in the INBOX, and one when
 * it is over, whatever was restarted meanwhile; the technician gets the same by mail.
 */
@Timeout(120)
class NoticesInTheBoxTest {
  private static final String PASSWORD = "correct horse";

  @TempDir Path data;

  private static Source source(Box box, ScriptedUpstream upstream, String password) throws Failed {
    return new Source(
        "hoster",
        "maria",
        upstream.host(),
        upstream.port(),
        Source.Tls.NONE,
        ScriptedUpstream.USER,
        box.seal("hoster", password),
        new Source.Keep.Forever(),
        Duration.ofHours(1),
        Optional.empty(),
        MailboxName.INBOX,
        Optional.empty(),
        Duration.ofDays(14),
        false);
  }

  private static List<String> inbox(BoxAtWork box) throws Exception {
    List<String> messages = new ArrayList<>();
    try (ImapClient client = new ImapClient(box.port("imap"))) {
      client.login("maria", PASSWORD).expectOk("EXAMINE INBOX");
      for (int uid = 1; uid <= 9; uid++) {
        if (client.command("FETCH " + uid + " (UID)").untagged().isEmpty()) {
          break;
        }
        messages.add(new String(client.body(uid), StandardCharsets.UTF_8));
      }
    }
    return messages;
  }

  private static void look(BoxAtWork box, Instant from, int minutes) {
    for (int minute = 0; minute <= minutes; minute += 5) {
      box.running.notices().turn(from.plus(Duration.ofMinutes(minute)), false);
    }
  }

  @Test
  void oneMessageThatItFailsAndOneThatItIsWell() throws Exception {
    TestAuthority authority = new TestAuthority("test");
    Instant friday = Instant.now();
    try (ScriptedUpstream upstream = new ScriptedUpstream();
        ScriptedSmtp smtp = ScriptedSmtp.startTls(authority.issue("localhost").context())) {
      try (BoxAtWork box = new BoxAtWork(data)) {
        Box admin = box.running.box();
        admin.addAccount("maria", PASSWORD);
        NoticeDesk desk = new NoticeDesk(admin);
        desk.addAddresses(List.of("tecnico@example.net"));
        desk.setServer(
            new SmtpServer(
                "localhost",
                smtp.port(),
                SmtpServer.Tls.STARTTLS,
                ScriptedSmtp.USER,
                ScriptedSmtp.USER,
                desk.seal("localhost", ScriptedSmtp.PASSWORD),
                Optional.of(authority.pem())));
        admin.addSource(source(admin, upstream, "wrong"), "hoster");
        assertTrue(
            admin
                .fetcher()
                .fetchNow(List.of("hoster"), progress -> {})
                .getFirst()
                .problem()
                .isPresent());
        look(box, friday, 0);
        assertEquals(List.of(), inbox(box), "it may go by itself");
        look(box, friday.plus(Duration.ofMinutes(5)), 50);
        List<String> messages = inbox(box);
        assertEquals(1, messages.size());
        assertTrue(
            messages
                .getFirst()
                .contains("Subject: Portineria: a mailbox can't be fetched (hoster)\r\n"),
            messages.getFirst());
      }
      try (BoxAtWork box = new BoxAtWork(data)) {
        look(box, friday.plus(Duration.ofHours(1)), 60);
        assertEquals(1, inbox(box).size(), "nothing twice");
        Box admin = box.running.box();
        admin.updateSource(source(admin, upstream, ScriptedUpstream.PASSWORD), "hoster");
        assertEquals(
            Optional.empty(),
            admin.fetcher().fetchNow(List.of("hoster"), progress -> {}).getFirst().problem());
        look(box, friday.plus(Duration.ofHours(3)), 60);
        List<String> messages = inbox(box);
        assertEquals(2, messages.size());
        assertTrue(
            messages
                .getLast()
                .contains(
                    "Subject: Portineria: well again: a mailbox can't be fetched (hoster)\r\n"),
            messages.getLast());
      }
      List<String> hoster =
          smtp.mails().stream()
              .map(mail -> mail.header("Subject"))
              .filter(subject -> subject.contains("(hoster)"))
              .toList();
      assertEquals(2, hoster.size(), hoster::toString);
    }
  }
}
