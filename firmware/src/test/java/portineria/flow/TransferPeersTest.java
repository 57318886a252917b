package portineria.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portineria.mail.Corpus;
import portineria.mail.MailGenerator;
import portineria.peer.Appliance;
import portineria.peer.Dovecot;
import portineria.peer.ImapClient;
import portineria.peer.Puller;

/** Exports as other programs read them, imports of what other programs wrote. */
@Tag("slow")
class TransferPeersTest {
  private static final long SEED = 20260302;
  private static final int GENERATED = 60;

  /** By the names that both servers tell: modified UTF-7, and each its own separator. */
  private static final List<String> MAILBOXES =
      List.of("INBOX", "Clienti", "Clienti/Caff&AOg- & C", "Sent", "Vuota");

  private static final List<String> FLAGS =
      List.of("\\Seen", "\\Answered", "\\Flagged", "\\Draft", "\\Deleted", "$Forwarded", "Work");

  /** What mbsync writes into what it brings. */
  private static final Pattern MARK = Pattern.compile("(?m)^X-TUID: .{12}\r\n");

  @TempDir Path temp;

  /**
   * Dovecot writes mail with LF, and gives 0x80 for NUL: what it could not give back is left out.
   */
  private static List<byte[]> mail() {
    List<byte[]> mail = new ArrayList<>();
    new MailGenerator(SEED).withAttachmentsUpTo(100_000).messages(GENERATED).forEach(mail::add);
    Corpus.all().stream().limit(300).forEach(one -> mail.add(one.withCrlf()));
    mail.removeIf(
        octets -> {
          String text = new String(octets, StandardCharsets.ISO_8859_1);
          return text.indexOf('\0') >= 0
              || text.replace("\r\n", "").matches("(?s).*[\r\n].*")
              || !text.endsWith("\r\n");
        });
    return mail;
  }

  private static void fill(ImapClient client, String separator) throws IOException {
    Random random = new Random(SEED);
    List<byte[]> mail = mail();
    for (String mailbox : MAILBOXES) {
      if (!client.command("STATUS " + named(mailbox, separator) + " (MESSAGES)").isOk()) {
        client.expectOk("CREATE " + named(mailbox, separator));
      }
    }
    for (int i = 0; i < mail.size(); i++) {
      List<String> flags = FLAGS.stream().filter(flag -> random.nextInt(4) == 0).toList();
      String date =
          "\"%2d-Jan-20%02d 10:%02d:00 +0100\""
              .formatted(1 + random.nextInt(28), 10 + random.nextInt(16), random.nextInt(60));
      client.append(
          named(MAILBOXES.get(i % (MAILBOXES.size() - 1)), separator),
          "(" + String.join(" ", flags) + ") " + date + " ",
          mail.get(i));
    }
  }

  private static String named(String mailbox, String separator) {
    return '"' + mailbox.replace("/", separator).replace("& C", "&- C") + '"';
  }

  private static Map<String, ImapSnapshot> snapshots(ImapClient client, String separator)
      throws IOException {
    Map<String, ImapSnapshot> snapshots = new LinkedHashMap<>();
    for (String mailbox : MAILBOXES) {
      String name = named(mailbox, separator);
      snapshots.put(mailbox, ImapSnapshot.of(client, name.substring(1, name.length() - 1)));
    }
    return snapshots;
  }

  private static ImapClient box(Appliance box, String account) throws IOException {
    return new ImapClient(box.port("imap")).login(account, Setting.PASSWORD);
  }

  @Test
  void dovecotServesAMaildirOfOursAsWeDo() throws Exception {
    Path data = Setting.account(temp);
    Path export = temp.resolve("export");
    Map<String, ImapSnapshot> ours;
    try (Appliance box = Appliance.run(data);
        ImapClient client = box(box, Setting.ACCOUNT)) {
      fill(client, "/");
      client.expectOk("SUBSCRIBE Clienti").expectOk("UNSUBSCRIBE Sent");
      ours = snapshots(client, "/");
      Setting.say(data, "export", "maria", export.toString(), "--format", "maildir");
    }
    try (Dovecot dovecot = Dovecot.start(temp.resolve("dovecot"))) {
      dovecot.adopt("user", export);
      try (ImapClient client = new ImapClient(dovecot.imapPort())) {
        client.login("user", Dovecot.PASSWORD);
        assertEquals(ours, snapshots(client, "."), "octets, flags, dates, UIDs");
        List<String> subscribed = client.command("LSUB \"\" *").untagged();
        assertTrue(subscribed.toString().contains(" Clienti"), subscribed.toString());
        assertTrue(subscribed.stream().noneMatch(line -> line.contains("Sent")), "" + subscribed);
      }
    }
  }

  @Test
  void whatDovecotWroteIsImportedAsDovecotServesIt() throws Exception {
    Path data = Setting.account(temp);
    Map<String, ImapSnapshot> theirs;
    Path maildir;
    try (Dovecot dovecot = Dovecot.start(temp.resolve("dovecot"));
        ImapClient client = new ImapClient(dovecot.imapPort())) {
      client.login("user", Dovecot.PASSWORD);
      fill(client, ".");
      theirs = snapshots(client, ".");
      maildir = dovecot.mail("user");
    }
    try (Appliance box = Appliance.run(data);
        ImapClient client = box(box, Setting.ACCOUNT)) {
      String said = Setting.say(data, "import", "maria", maildir.toString()).text();
      assertTrue(said.contains(mail().size() + " messages imported"), said);
      client.expectOk("CREATE Vuota"); // a foreign mailbox without messages does not come
      Map<String, ImapSnapshot> ours = snapshots(client, "/");
      for (String mailbox : MAILBOXES) {
        assertEquals(theirs.get(mailbox).messages(), ours.get(mailbox).messages(), mailbox);
      }
      said = Setting.say(data, "import", "maria", maildir.toString()).text();
      assertTrue(said.contains("0 messages imported, 0 B; " + mail().size()), said);
    }
    Setting.say(data, "verify");
  }

  @Test
  void whatMbsyncWroteIsImportedWithItsFlags() throws Exception {
    Path data = Setting.account(temp);
    Path copy = Files.createDirectories(temp.resolve("mbsync/Maildir"));
    try (Appliance box = Appliance.run(data)) {
      List<String> octetsAndFlags;
      try (ImapClient client = box(box, Setting.ACCOUNT)) {
        fill(client, "/");
        octetsAndFlags = withoutDatesAndKeywords(client, "Clienti", "");
      }
      new Puller("mbsync", mbsync(box, copy), copy.getParent(), copy).run();
      Setting.say(data, "import", "maria", copy.toString(), "--into", "Copia");
      try (ImapClient client = box(box, Setting.ACCOUNT)) {
        assertEquals(octetsAndFlags, withoutDatesAndKeywords(client, "Copia/Clienti", "X-TUID"));
      }
    }
  }

  /** mbsync knows no keywords but its name for $Forwarded, and marks what it brings. */
  private static List<String> withoutDatesAndKeywords(
      ImapClient client, String mailbox, String marked) throws IOException {
    ImapSnapshot snapshot = ImapSnapshot.of(client, mailbox);
    List<String> lines = new ArrayList<>();
    String[] uids = snapshot.uids().split(" ");
    for (int i = 0; i < snapshot.messages().size(); i++) {
      String text =
          new String(client.body(Long.parseLong(uids[i + 1])), StandardCharsets.ISO_8859_1);
      assertTrue(text.contains(marked), "it went through mbsync");
      String flags = snapshot.messages().get(i).replaceAll(".*\\[|\\].*|, Work|Work, |Work", "");
      lines.add(
          ImapSnapshot.digest(ImapSnapshot.latin(MARK.matcher(text).replaceFirst("")))
              + " "
              + flags);
    }
    lines.sort(null);
    return lines;
  }

  private List<String> mbsync(Appliance box, Path maildir) throws IOException {
    Path rc = maildir.resolveSibling("rc");
    Files.writeString(
        rc,
        """
        SyncState *

        IMAPStore far
        Host 127.0.0.1
        Port %1$d
        User %2$s
        Pass %3$s
        SSLType None
        AuthMechs LOGIN

        MaildirStore near
        Path %4$s/
        Inbox %4$s/INBOX
        SubFolders Verbatim

        Channel all
        Far :far:
        Near :near:
        Patterns * !Recoverable*
        Create Near
        Sync Pull
        """
            .formatted(box.port("imap"), Setting.ACCOUNT, Setting.PASSWORD, maildir));
    Files.setPosixFilePermissions(rc, PosixFilePermissions.fromString("rw-------"));
    return List.of("mbsync", "-c", rc.toString(), "all");
  }

  /** neomutt needs a terminal; its status line tells how many messages it sees. */
  @Test
  void neomuttSeesEachMessageOfAnMboxOfOurs() throws Exception {
    Path data = Setting.account(temp);
    Path export = temp.resolve("export");
    int messages;
    try (Appliance box = Appliance.run(data);
        ImapClient client = box(box, Setting.ACCOUNT)) {
      fill(client, "/");
      client.append("INBOX", "", "Subject: x\r\n\r\nFrom a\r\n\r\nFrom b c\r\n".getBytes());
      messages = ImapSnapshot.of(client, "INBOX").messages().size();
      Setting.say(data, "export", "maria", export.toString(), "--format", "mbox");
    }
    assertEquals(messages, neomuttCounts(export.resolve("INBOX.mbox")));
  }

  private int neomuttCounts(Path mbox) throws Exception {
    Path rc =
        Files.writeString(
            temp.resolve("neomuttrc"),
            """
            set status_format="COUNT=%%m="
            set folder="%s"
            set quit=yes
            set move=no
            push q
            """
                .formatted(temp));
    String neomutt = "neomutt -n -F '%s' -R -f '%s'".formatted(rc, mbox);
    ProcessBuilder builder =
        new ProcessBuilder("script", "-q", "-e", "-c", neomutt, "/dev/null")
            .redirectErrorStream(true);
    builder.environment().put("TERM", "vt100");
    builder.environment().put("HOME", temp.toString());
    Process process = builder.start();
    process.getOutputStream().close();
    process
        .onExit()
        .orTimeout(1, TimeUnit.MINUTES)
        .exceptionally(late -> process.destroyForcibly());
    String screen = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Matcher count = Pattern.compile("COUNT=(\\d+)=").matcher(screen);
    assertTrue(count.find(), screen);
    return Integer.parseInt(count.group(1));
  }
}
