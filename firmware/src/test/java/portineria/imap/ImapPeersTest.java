package portineria.imap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
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
import portineria.peer.Dovecot;
import portineria.store.Flag;
import portineria.store.Mailbox;
import portineria.store.Mailbox.FlagChange;
import portineria.store.MailboxName;
import portineria.store.ModSeq;
import portineria.store.UidSet;
import portineria.store.View;
import portineria.transcript.Mails;

/** Programs from Debian read, write and synchronise over TLS. */
class ImapPeersTest {
  private static final int MESSAGES = 40;

  /** These programs write LF for CRLF. */
  private static final String CR = "\r(?=\n)";

  @TempDir Path folder;
  private final ImapStage stage = new ImapStage();
  private final List<byte[]> messages = new ArrayList<>();
  private MinaDoors doors;
  private Door clear;
  private Door tls;
  private Path ca;

  @BeforeEach
  void openDoors() throws Exception {
    MailGenerator mail = new MailGenerator(11).withAttachmentsUpTo(200_000).withOddShare(0);
    for (int i = 0; i < MESSAGES; i++) {
      byte[] octets = mail.message(i);
      Mails.append(stage.account, stage.inbox, octets, Set.of());
      messages.add(octets);
    }
    ServerTls serverTls = TestTls.in(folder.resolve("keys"));
    ca = Files.writeString(folder.resolve("ca.pem"), serverTls.caPem());
    doors = new MinaDoors(Limits.standard(), serverTls);
    clear = doors.open(settings("imap", false), stage.server());
    tls = doors.open(settings("imaps", true), stage.server());
  }

  private static DoorSettings settings(String name, boolean implicitTls) {
    InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return new DoorSettings(name, free, implicitTls, ImapServer.REFUSAL);
  }

  @AfterEach
  void closeDoors() {
    doors.close();
  }

  @Test
  void mbsyncKeepsAMaildirAndTheMailboxTheSame() throws Exception {
    Path home = home("mbsync");
    Path maildir = Files.createDirectories(home.resolve("mail"));
    Path rc =
        secret(
            home.resolve("rc"),
            """
            IMAPAccount box
            Host localhost
            Port %d
            User anna
            Pass secret
            SSLType IMAPS
            CertificateFile %s
            PipelineDepth 20

            IMAPStore far
            Account box

            MaildirStore near
            Path %s/
            Inbox %s/Inbox
            SubFolders Verbatim

            Channel all
            Far :far:
            Near :near:
            Patterns *
            Create Both
            Expunge Both
            SyncState *
            """
                .formatted(tls.port(), ca, maildir, maildir));
    String[] sync = {"mbsync", "-c", rc.toString(), "all"};
    run(home, sync);
    Path inbox = maildir.resolve("Inbox");
    assertEquals(digests(messages, CR), digests(files(inbox), CR));
    assertTrue(Files.isDirectory(maildir.resolve("Archive")));

    // Both sides change.
    List<Path> local = paths(inbox);
    Files.move(local.get(0), flagged(local.get(0), "F"));
    Files.move(local.get(1), flagged(local.get(1), "ST"));
    Files.writeString(inbox.resolve("new/1.near"), "Subject: from near\n\nHello\n");
    Files.createDirectories(maildir.resolve("Clienti &AOA-/cur"));
    Files.createDirectories(maildir.resolve("Clienti &AOA-/new"));
    Files.createDirectories(maildir.resolve("Clienti &AOA-/tmp"));
    Files.writeString(maildir.resolve("Clienti &AOA-/new/2.near"), "Subject: sub\n\nHello\n");
    append("Subject: from far\r\n\r\nHello\r\n");
    View view = stage.inbox.view();
    store(view.uid(view.count() - 2), Flag.ANSWERED);
    stage.inbox.remove(UidSet.range(view.uid(5), view.uid(5)));
    run(home, sync);
    run(home, sync);

    View now = stage.inbox.view();
    assertEquals(MESSAGES, now.count(), "two removed, two new");
    assertEquals(1, now.countWith(Flag.FLAGGED));
    assertEquals(1, now.countWith(Flag.ANSWERED));
    assertEquals(0, now.countWith(Flag.DELETED));
    List<byte[]> far = new ArrayList<>();
    for (int i = 0; i < now.count(); i++) {
      far.add(stage.account.octets(now.message(i)).stream().readAllBytes());
    }
    assertEquals(digests(far, CR), digests(files(inbox), CR));
    assertEquals(1, paths(inbox).stream().filter(file -> file.toString().endsWith("F")).count());
    assertEquals(1, paths(inbox).stream().filter(file -> file.toString().endsWith("R")).count());
    Mailbox made = stage.account.mailbox(new MailboxName("Clienti à")).orElseThrow();
    assertEquals(1, made.view().count());
  }

  /** It remembers UIDs and modseqs on both sides, and asks for nothing but what is different. */
  @Test
  void interimapKeepsUpByQresync() throws Exception {
    Path home = home("interimap");
    try (Dovecot near = Dovecot.start(home.resolve("near"))) {
      Path config =
          secret(
              home.resolve("config"),
              """
              database = %s
              list-mailbox = INBOX Archive
              [local]
              type = imap
              host = 127.0.0.1
              port = %d
              STARTTLS = NO
              username = anna
              password = %s
              [remote]
              type = imaps
              host = localhost
              port = %d
              SSL_CAfile = %s
              username = anna
              password = secret
              """
                  .formatted(
                      home.resolve("state.db"), near.imapPort(), Dovecot.PASSWORD, tls.port(), ca));
      String[] sync = {"interimap", "--config=" + config, "--quiet"};
      run(home, sync);
      assertEquals(MESSAGES, near.messages("anna"));

      // Both sides change.
      View view = stage.inbox.view();
      store(view.uid(3), Flag.FLAGGED);
      stage.inbox.remove(UidSet.range(view.uid(5), view.uid(5)));
      append("Subject: from far\r\n\r\nHello\r\n");
      near.deliver("anna", Mails.octets("Subject: from near\r\n\r\nHello\r\n"));
      stage.inbox.move(
          UidSet.range(view.uid(7), view.uid(7)),
          stage.account.mailbox(new MailboxName("Archive")).orElseThrow());
      run(home, sync);
      run(home, sync);
      assertEquals(MESSAGES, near.messages("anna"), "two gone, two new");
      View now = stage.inbox.view();
      assertEquals(MESSAGES, now.count());
      assertEquals(1, now.countWith(Flag.FLAGGED));
      try (Stream<Path> files = Files.list(near.mail("anna").resolve("cur"))) {
        assertEquals(1, files.filter(file -> file.toString().matches(".*:2,.*F.*")).count());
      }
      run(home, "interimap", "--config=" + config, "--quiet", "--repair");
      assertEquals("", read(home.resolve("log")), "it has nothing to repair");
    }
  }

  private static Path flagged(Path file, String flags) {
    String name = file.getFileName().toString();
    int info = name.indexOf(":2,");
    String base = info < 0 ? name : name.substring(0, info);
    return file.resolveSibling("../cur/" + base + ":2," + flags).normalize();
  }

  private void append(String text) throws Exception {
    Mails.append(stage.account, stage.inbox, Mails.octets(text), Set.of());
  }

  private void store(long uid, Flag flag) throws Exception {
    FlagChange change = new FlagChange(FlagChange.Kind.ADD, Set.of(flag));
    stage.inbox.store(UidSet.range(uid, uid), change, ModSeq.MAX);
  }

  @Test
  void curlReadsAndWritesOverStartTls() throws Exception {
    Path home = home("curl");
    Path fetched = home.resolve("message");
    String url = "imap://localhost:" + clear.port() + "/";
    String[] curl = {"curl", "-sS", "--ssl-reqd", "--cacert", ca.toString(), "-u", "anna:secret"};
    run(home, with(curl, url + "INBOX;UID=3", "-o", fetched.toString()));
    assertEquals(digests(List.of(messages.get(2)), ""), digests(List.of(bytes(fetched)), ""));
    Path sent = Files.write(home.resolve("sent"), messages.get(4));
    run(home, with(curl, url + "Sent", "-T", sent.toString()));
    View view = stage.account.mailbox(new MailboxName("Sent")).orElseThrow().view();
    assertEquals(messages.get(4).length, view.size(0));
    run(home, with(curl, url, "-X", "NAMESPACE"));
    run(home, with(curl, url + "INBOX?SUBJECT%20x"));
  }

  @Test
  void newMailWakesAnIdlingClient() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), clear.port());
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
      socket.setSoTimeout(20_000);
      OutputStream out = socket.getOutputStream();
      out.write(Mails.octets("a LOGIN anna secret\r\nb SELECT INBOX\r\nc IDLE\r\n"));
      hear(in, "+ Idling");
      append("Subject: new\r\n\r\nHello\r\n");
      hear(in, "* " + (MESSAGES + 1) + " EXISTS");
      stage.inbox.remove(UidSet.range(1, 1));
      hear(in, "* 1 EXPUNGE");
      out.write(Mails.octets("DONE\r\n"));
      hear(in, "c OK IDLE completed");
    }
  }

  private static void hear(BufferedReader in, String expected) throws IOException {
    String line = in.readLine();
    while (line != null && !line.equals(expected)) {
      line = in.readLine();
    }
    assertEquals(expected, line);
  }

  private static String[] with(String[] command, String... more) {
    return Stream.concat(Stream.of(command), Stream.of(more)).toArray(String[]::new);
  }

  @Test
  void pythonsImaplibUnderstandsWhatItIsTold() throws Exception {
    Path home = home("python");
    Path script =
        Files.writeString(
            home.resolve("script.py"),
            """
            import imaplib, ssl, sys
            context = ssl.create_default_context(cafile=sys.argv[2])
            box = imaplib.IMAP4_SSL('localhost', int(sys.argv[1]), ssl_context=context)
            box.login('anna', 'secret')
            def ok(answer):
                assert answer[0] == 'OK', answer
                return answer[1]
            assert int(ok(box.select('INBOX'))[0]) == 40
            items = '(UID FLAGS INTERNALDATE RFC822.SIZE ENVELOPE BODYSTRUCTURE)'
            assert len(ok(box.fetch('1:*', items))) >= 40
            for number, size in [(n, s) for n, s in enumerate(sys.argv[3].split(','), 1)]:
                data = ok(box.fetch(str(number), '(BODY.PEEK[])'))
                assert len(data[0][1]) == int(size), (number, size)
            ok(box.store('1:3', '+FLAGS', '(\\\\Deleted $Work)'))
            assert ok(box.search(None, 'KEYWORD', '$Work')) == [b'1 2 3']
            assert ok(box.expunge()) == [b'1', b'1', b'1']
            ok(box.append('Archive', '(\\\\Seen)', None, b'Subject: x\\r\\n\\r\\nHello\\r\\n'))
            ok(box.uid('COPY', '4:5', 'Archive'))
            ok(box.uid('MOVE', '6', 'Trash'))
            assert b'36' in ok(box.status('INBOX', '(MESSAGES)'))[0]
            assert b'3' in ok(box.status('Archive', '(MESSAGES)'))[0]
            ok(box.create('"Citt&AOA-"'))
            assert any(b'Citt&AOA-' in line for line in ok(box.list()))
            ok(box.close())
            box.logout()
            """);
    String sizes = String.join(",", messages.stream().map(one -> one.length + "").toList());
    run(home, "/usr/bin/python3", script.toString(), tls.port() + "", ca.toString(), sizes);
  }

  @Test
  void pythonsZlibSpeaksAndHearsCompressed() throws Exception {
    Path home = home("compressing");
    Path script =
        Files.writeString(
            home.resolve("script.py"),
            """
            import imaplib, ssl, sys, zlib
            imaplib.Commands['COMPRESS'] = ('AUTH', 'SELECTED')
            context = ssl.create_default_context(cafile=sys.argv[2])
            box = imaplib.IMAP4_SSL('localhost', int(sys.argv[1]), ssl_context=context)
            box.login('anna', 'secret')
            def ok(answer):
                assert answer[0] == 'OK', answer
                return answer[1]
            assert b'COMPRESS=DEFLATE' in ok(box.capability())[0]
            ok(box._simple_command('COMPRESS', 'DEFLATE'))
            inflate, deflate = zlib.decompressobj(-15), zlib.compressobj(6, zlib.DEFLATED, -15)
            plain, raw, sock = bytearray(), 0, box.sock
            def more():
                global raw
                octets = sock.recv(500)
                assert octets, 'the server left'
                raw += len(octets)
                plain.extend(inflate.decompress(octets))
            def take(size):
                taken = bytes(plain[:size])
                del plain[:size]
                return taken
            def read(size):
                while len(plain) < size:
                    more()
                return take(size)
            def readline():
                while b'\\n' not in plain:
                    more()
                return take(plain.index(b'\\n') + 1)
            def send(octets):
                sock.sendall(deflate.compress(octets) + deflate.flush(zlib.Z_SYNC_FLUSH))
            box.read, box.readline, box.send = read, readline, send
            assert b'COMPRESS' not in ok(box.capability())[0]
            assert int(ok(box.select('INBOX'))[0]) == 40
            ok(box.fetch('1:*', '(UID FLAGS ENVELOPE BODYSTRUCTURE PREVIEW)'))
            for number, size in [(n, s) for n, s in enumerate(sys.argv[3].split(','), 1)]:
                data = ok(box.fetch(str(number), '(BODY.PEEK[])'))
                assert len(data[0][1]) == int(size), (number, size)
            text = b'Subject: x\\r\\n\\r\\n' + b'Hello\\r\\n' * 100000
            ok(box.append('Archive', '(\\\\Seen)', None, text))
            assert int(ok(box.select('Archive'))[0]) == 1
            before = raw
            assert ok(box.fetch('1', '(BODY.PEEK[])'))[0][1] == text
            assert raw - before < len(text) / 50, raw - before
            box.logout()
            """);
    String sizes = String.join(",", messages.stream().map(one -> one.length + "").toList());
    run(home, "/usr/bin/python3", script.toString(), tls.port() + "", ca.toString(), sizes);
  }

  @Test
  void neomuttCopiesAllAndDeletesOne() throws Exception {
    Path home = home("neomutt");
    Path copy = home.resolve("copy");
    Path rc =
        secret(
            home.resolve("rc"),
            """
            set imap_user=anna imap_pass=secret
            set ssl_ca_certificates_file=%s
            set folder=imaps://localhost:%d spoolfile=imaps://localhost:%d/INBOX
            set mbox_type=Maildir confirmappend=no confirmcreate=no copy=no
            set quit=yes delete=yes move=no mail_check=0 header_cache="" wait_key=no
            set sort=mailbox-order auto_tag=yes
            """
                .formatted(ca, tls.port(), tls.port()));
    String keys =
        "push '<tag-pattern>~A<enter><tag-prefix><copy-message>"
            + copy
            + "<enter><untag-pattern>~A<enter>1<enter><delete-message><quit>'";
    Path session =
        Files.writeString(
            home.resolve("session.sh"), "exec neomutt -n -F '" + rc + "' -e \"" + keys + "\"\n");
    run(home, "script", "-qec", "sh " + session, "/dev/null");
    // It writes lines of its own into the headers.
    String header = CR + "|(?s)^.*?\n\r?\n";
    assertEquals(digests(messages, header), digests(files(copy), header));
    assertEquals(MESSAGES - 1, stage.inbox.view().count());
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
    builder.environment().put("TERM", "xterm");
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().put("LINES", "30");
    builder.environment().put("COLUMNS", "100");
    Process process = builder.start();
    boolean ended = process.waitFor(60, TimeUnit.SECONDS);
    process.destroyForcibly().waitFor();
    assertTrue(ended && process.exitValue() == 0, () -> command[0] + ":\n" + read(log));
  }

  private static String read(Path log) {
    try {
      return Files.readString(log, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** The files of a Maildir, new ones first, by name. */
  private static List<Path> paths(Path maildir) throws IOException {
    List<Path> all = new ArrayList<>();
    for (String part : List.of("new", "cur")) {
      try (Stream<Path> files = Files.list(maildir.resolve(part))) {
        files.sorted().forEach(all::add);
      }
    }
    return all;
  }

  private static List<byte[]> files(Path maildir) throws IOException {
    List<byte[]> octets = new ArrayList<>();
    for (Path file : paths(maildir)) {
      octets.add(bytes(file));
    }
    return octets;
  }

  private static byte[] bytes(Path file) throws IOException {
    return Files.readAllBytes(file);
  }

  /** SHA-256 of each, without what a program may have changed. */
  private static List<String> digests(List<byte[]> messages, String without) throws Exception {
    List<String> digests = new ArrayList<>();
    for (byte[] message : messages) {
      String text = new String(message, StandardCharsets.ISO_8859_1);
      byte[] octets =
          text.replaceAll(without, "")
              .replaceAll("X-TUID: .*\n", "")
              .getBytes(StandardCharsets.ISO_8859_1);
      digests.add(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets)));
    }
    return digests.stream().sorted().toList();
  }
}
