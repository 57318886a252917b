package portineria.pop3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portineria.mail.MailGenerator;
import portineria.net.Door;
import portineria.net.DoorSettings;
import portineria.net.Limits;
import portineria.net.mina.MinaDoors;
import portineria.net.tls.ServerTls;
import portineria.net.tls.TestTls;
import portineria.transcript.Mails;

/**
 * Programs from Debian fetch and delete over TLS: each gets every message, octet by octet but for
 * the line ends that it writes into its files, and INBOX keeps them all.
 */
class Pop3PeersTest {
  private static final int MESSAGES = 40;

  /** These programs write LF for CRLF. */
  private static final String CR = "\r(?=\n)";

  @TempDir Path folder;
  private final Pop3Stage stage = new Pop3Stage();
  private final List<byte[]> messages = new ArrayList<>();
  private MinaDoors doors;
  private Door clear;
  private Door tls;
  private Path ca;

  @BeforeEach
  void openDoors() throws Exception {
    MailGenerator mail = new MailGenerator(7).withAttachmentsUpTo(200_000).withOddShare(0);
    for (int i = 0; i < MESSAGES; i++) {
      byte[] octets = mail.message(i);
      Mails.append(stage.account, stage.inbox, octets, Set.of());
      messages.add(octets);
    }
    ServerTls serverTls = TestTls.in(folder.resolve("keys"));
    ca = Files.writeString(folder.resolve("ca.pem"), serverTls.caPem());
    doors = new MinaDoors(Limits.standard(), serverTls);
    clear = doors.open(settings("pop3", false), stage.server());
    tls = doors.open(settings("pop3s", true), stage.server());
  }

  private static DoorSettings settings(String name, boolean implicitTls) {
    InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return new DoorSettings(name, free, implicitTls, "-ERR [SYS/TEMP] too many connections");
  }

  @AfterEach
  void closeDoors() {
    doors.close();
  }

  @Test
  void eachOfThreeProgramsGetsEveryMessageAndInboxKeepsThemAll() throws Exception {
    mpop();
    fetchmail();
    getmail();
    assertEquals(MESSAGES, stage.inbox.view().count());
    for (String device : List.of("mpop", "fetchmail", "getmail")) {
      assertEquals(MESSAGES, stage.account.hidden(device).uniqueIds().size(), device);
    }
    assertEquals(Set.of(), stage.account.hidden("").uniqueIds());
  }

  /** Implicit TLS, SASL PLAIN, PIPELINING. */
  private void mpop() throws Exception {
    Path home = home("mpop");
    Path maildir = home.resolve("mail");
    for (String part : List.of("cur", "new", "tmp")) {
      Files.createDirectories(maildir.resolve(part));
    }
    Path rc =
        secret(
            home.resolve("rc"),
            """
            account default
            host 127.0.0.1
            port %d
            tls on
            tls_starttls off
            tls_trust_file %s
            auth plain
            user anna
            password "secret mpop"
            keep off
            received_header off
            uidls_file %s/uidls
            delivery maildir %s
            """
                .formatted(tls.port(), ca, home, maildir));
    run(home, "mpop", "-C", rc.toString());
    assertEquals(digests(messages, CR), digests(files(maildir.resolve("new")), CR));
  }

  /** STLS, USER and PASS; it looks for names in certificates, not for addresses. */
  private void fetchmail() throws Exception {
    Path home = home("fetchmail");
    Path mails = Files.createDirectories(home.resolve("mails"));
    Path mda = mda(home, mails);
    Path rc =
        secret(
            home.resolve("rc"),
            """
            set invisible
            poll localhost service %d protocol pop3 auth password bad-header accept
              user "anna" password "secret fetchmail" is "%s" here
              sslproto "tls1.2+" sslcertck sslcertfile "%s"
              nokeep fetchall no rewrite no mimedecode pass8bits
              mda "%s"
            """
                .formatted(clear.port(), System.getProperty("user.name"), ca, mda));
    run(home, "fetchmail", "-f", rc.toString(), "--pidfile", home + "/pid", "--nodetach");
    assertEquals(digests(messages, CR), digests(files(mails), CR));
  }

  /**
   * Implicit TLS, USER and PASS, one by one. It folds header lines anew, so white space is left
   * out.
   */
  private void getmail() throws Exception {
    Path home = home("getmail");
    Path mails = Files.createDirectories(home.resolve("mails"));
    secret(
        home.resolve("rc"),
        """
        [retriever]
        type = SimplePOP3SSLRetriever
        server = 127.0.0.1
        port = %d
        username = anna
        password = secret getmail
        ca_certs = %s
        [destination]
        type = MDA_external
        path = %s
        allow_root_commands = true
        [options]
        delete = true
        delivered_to = false
        received = false
        """
            .formatted(tls.port(), ca, mda(home, mails)));
    run(home, "getmail", "--getmaildir", home.toString(), "--rcfile", "rc");
    assertEquals(digests(messages, "\\s"), digests(files(mails), "\\s"));
  }

  /** A program that writes each message that it is given into a file of its own. */
  private static Path mda(Path home, Path mails) throws IOException {
    Path mda = home.resolve("mda");
    Files.writeString(mda, "#!/bin/sh\ncat > \"$(mktemp " + mails + "/XXXXXXXX)\"\n");
    return Files.setPosixFilePermissions(mda, PosixFilePermissions.fromString("rwx------"));
  }

  private Path home(String name) throws IOException {
    return Files.createDirectories(folder.resolve(name));
  }

  private static Path secret(Path file, String text) throws IOException {
    Files.writeString(file, text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private static void run(Path home, String... command) throws Exception {
    Path log = home.resolve("log");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("HOME", home.toString());
    Process process = builder.start();
    boolean ended = process.waitFor(60, TimeUnit.SECONDS);
    process.destroyForcibly().waitFor();
    assertTrue(ended && process.exitValue() == 0, () -> read(log));
  }

  private static String read(Path log) {
    try {
      return Files.readString(log, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static List<byte[]> files(Path directory) throws IOException {
    List<byte[]> octets = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        octets.add(Files.readAllBytes(file));
      }
    }
    return octets;
  }

  /** SHA-256 of each, without what a program may have changed. */
  private static List<String> digests(List<byte[]> messages, String without) throws Exception {
    List<String> digests = new ArrayList<>();
    for (byte[] message : messages) {
      String text = new String(message, StandardCharsets.ISO_8859_1).replaceAll(without, "");
      byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
      digests.add(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets)));
    }
    return digests.stream().sorted().toList();
  }
}
