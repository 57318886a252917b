package portineria.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portineria.fetch.SealedPasswords;
import portineria.peer.ScriptedSmtp;
import portineria.peer.ScriptedSmtp.Mail;
import portineria.peer.TestAuthority;

/** How a message goes to a provider's server, and what is said when it does not. */
class SmtpPostTest {
  private static final TestAuthority AUTHORITY = new TestAuthority("test");

  private static final Letter LETTER =
      new Letter(
          "notice-7.ab",
          "studio@example.org",
          "tecnico@example.net",
          Instant.parse("2026-11-27T09:00:00Z"),
          true,
          "Portineria, urgente: l'orologio non è regolato",
          "È così:\r\n.un punto all'inizio\r\n");

  @TempDir Path temp;

  private SmtpServer server(ScriptedSmtp smtp, SmtpServer.Tls tls) throws IOException {
    return server(smtp.port(), tls, ScriptedSmtp.PASSWORD, AUTHORITY.pem());
  }

  private SmtpServer server(int port, SmtpServer.Tls tls, String password, String trust)
      throws IOException {
    return new SmtpServer(
        "localhost",
        port,
        tls,
        ScriptedSmtp.USER,
        "studio@example.org",
        sealed().seal(SmtpServer.sealedAs("localhost"), password),
        Optional.of(trust));
  }

  private SealedPasswords sealed() {
    return new SealedPasswords(temp.resolve("keys"));
  }

  private void send(SmtpServer server) throws NotSent {
    new SmtpPost(sealed()).send(LETTER, server);
  }

  private String refused(SmtpServer server) {
    return assertThrows(NotSent.class, () -> send(server)).sentence();
  }

  private static void isTheLetter(Mail mail) {
    assertTrue(mail.from().startsWith("MAIL FROM:<studio@example.org>"), mail.from());
    assertEquals(List.of("tecnico@example.net"), mail.to());
    assertEquals("From: Portineria <studio@example.org>", mail.header("From"));
    assertEquals("To: tecnico@example.net", mail.header("To"));
    assertEquals("Message-ID: <notice-7.ab@example.org>", mail.header("Message-ID"));
    assertEquals("Auto-Submitted: auto-generated", mail.header("Auto-Submitted"));
    assertEquals("Importance: high", mail.header("Importance"));
    assertTrue(mail.header("Subject").startsWith("Subject: =?UTF-8?"), mail.header("Subject"));
    assertTrue(mail.header("Date").contains("27 Nov 2026"), mail.header("Date"));
    assertEquals("Content-Type: text/plain; charset=UTF-8", mail.header("Content-Type"));
    assertTrue(mail.text().endsWith(".un punto all'inizio\r\n"), mail.text());
  }

  @Test
  void overTlsFromTheFirstOctet() throws Exception {
    try (ScriptedSmtp smtp = ScriptedSmtp.implicit(AUTHORITY.issue("localhost").context())) {
      send(server(smtp, SmtpServer.Tls.IMPLICIT));
      isTheLetter(smtp.mails().getFirst());
    }
  }

  @Test
  void overStartTls() throws Exception {
    try (ScriptedSmtp smtp = ScriptedSmtp.startTls(AUTHORITY.issue("localhost").context())) {
      send(server(smtp, SmtpServer.Tls.STARTTLS));
      isTheLetter(smtp.mails().getFirst());
      assertEquals(
          List.of("EHLO", "STARTTLS", "EHLO", "AUTH", "MAIL", "RCPT", "DATA", "QUIT"),
          smtp.commands().stream().map(line -> line.split("[ :]")[0]).toList());
    }
  }

  @Test
  void neverWithoutTls() throws Exception {
    try (ScriptedSmtp smtp = ScriptedSmtp.clear()) {
      String words = refused(server(smtp, SmtpServer.Tls.STARTTLS));
      assertTrue(words.startsWith("localhost:" + smtp.port()), words);
      assertFalse(smtp.commands().contains("AUTH"), "the password stays here");
    }
  }

  @Test
  void notToAServerThatAnybodyCouldBe() throws Exception {
    TestAuthority foreign = new TestAuthority("foreign");
    try (ScriptedSmtp smtp = ScriptedSmtp.implicit(foreign.issue("localhost").context())) {
      String words = refused(server(smtp, SmtpServer.Tls.IMPLICIT));
      assertTrue(words.contains("which is not trusted here"), words);
      assertEquals(List.of(), smtp.commands());
    }
  }

  @Test
  void notToAServerOfAnotherName() throws Exception {
    try (ScriptedSmtp smtp = ScriptedSmtp.startTls(AUTHORITY.issue("other.example").context())) {
      String words = refused(server(smtp, SmtpServer.Tls.STARTTLS));
      assertTrue(words.contains("is for other.example and not for this server"), words);
      assertFalse(smtp.commands().contains("AUTH"));
    }
  }

  @Test
  void notToAServerWhoseCertificateIsOver() throws Exception {
    TestAuthority.Issued over =
        AUTHORITY.issue(Duration.ofDays(-9), Duration.ofDays(-2), "localhost");
    try (ScriptedSmtp smtp = ScriptedSmtp.implicit(over.context())) {
      String words = refused(server(smtp, SmtpServer.Tls.IMPLICIT));
      assertTrue(words.contains("expired on"), words);
    }
  }

  @Test
  void aWrongPasswordIsCalledSo() throws Exception {
    try (ScriptedSmtp smtp = ScriptedSmtp.startTls(AUTHORITY.issue("localhost").context())) {
      String words =
          refused(server(smtp.port(), SmtpServer.Tls.STARTTLS, "wrong", AUTHORITY.pem()));
      assertTrue(words.contains("does not accept user and password"), words);
      assertTrue(words.contains("535 5.7.8 wrong"), words);
    }
  }

  @Test
  void anAddressThatTheServerDoesNotTakeIsNamed() throws Exception {
    try (ScriptedSmtp smtp = ScriptedSmtp.startTls(AUTHORITY.issue("localhost").context())) {
      smtp.replies(Map.of("RCPT", "550 5.1.1 nobody here"));
      String words = refused(server(smtp, SmtpServer.Tls.STARTTLS));
      assertTrue(words.contains("tecnico@example.net"), words);
      assertTrue(words.contains("nobody here"), words);
    }
  }

  @Test
  void aServerThatIsNotThereIsNamed() throws Exception {
    int port;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = taken.getLocalPort();
    }
    String words =
        refused(server(port, SmtpServer.Tls.IMPLICIT, ScriptedSmtp.PASSWORD, AUTHORITY.pem()));
    assertTrue(words.startsWith("localhost:" + port + " can't be used"), words);
  }

  @Test
  void aLineThatBreaksAtQuitMakesNoSecondMessage() throws Exception {
    try (ScriptedSmtp smtp = ScriptedSmtp.startTls(AUTHORITY.issue("localhost").context())) {
      smtp.breakAtQuit();
      send(server(smtp, SmtpServer.Tls.STARTTLS));
      assertEquals(1, smtp.mails().size());
    }
  }

  @Test
  void theSameLetterHasTheSameOctets() throws Exception {
    assertEquals(
        List.of(new String(LETTER.octets(), java.nio.charset.StandardCharsets.UTF_8)),
        List.of(new String(LETTER.octets(), java.nio.charset.StandardCharsets.UTF_8)));
  }

  @Test
  void aServerIsWrittenDownAndReadBack() throws Exception {
    SmtpServer server = server(465, SmtpServer.Tls.IMPLICIT, "x", AUTHORITY.pem());
    assertEquals(Optional.of(server), SmtpServer.parse(server.text()));
    assertEquals(Optional.empty(), SmtpServer.parse(""));
  }
}
