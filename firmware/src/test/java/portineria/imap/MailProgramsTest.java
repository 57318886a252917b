package portineria.imap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portineria.net.DoorSettings;
import portineria.net.Limits;
import portineria.net.mina.MinaDoors;
import portineria.net.tls.ServerTls;
import portineria.net.tls.TestTls;
import portineria.peer.Neomutt;
import portineria.peer.OfflineImap;
import portineria.store.Flag;
import portineria.store.Mailbox;
import portineria.store.Mailbox.FlagChange;
import portineria.store.MailboxName;
import portineria.store.ModSeq;
import portineria.store.UidSet;
import portineria.store.View;
import portineria.transcript.Mails;

/** What somebody does with a program of Debian's, over TLS: both sides know it afterwards. */
class MailProgramsTest {
  @TempDir Path folder;
  private final ImapStage stage = new ImapStage();
  private MinaDoors doors;
  private int port;
  private Path ca;

  @BeforeEach
  void openDoors() throws Exception {
    for (int i = 1; i <= 6; i++) {
      deliver("Offerta " + i, i == 4 ? "zafferano" : "sale", i == 6 ? Flag.SEEN : Flag.ANSWERED);
    }
    ServerTls tls = TestTls.in(folder.resolve("keys"));
    ca = Files.writeString(folder.resolve("ca.pem"), tls.caPem());
    doors = new MinaDoors(Limits.standard(), tls);
    InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    DoorSettings settings = new DoorSettings("imaps", free, true, ImapServer.REFUSAL);
    port = doors.open(settings, stage.server()).port();
  }

  @AfterEach
  void closeDoors() {
    doors.close();
  }

  private void deliver(String subject, String word, Flag flag) throws Exception {
    String text =
        "From: a@example.org\r\nSubject: %s\r\nMessage-ID: <%s@example.org>\r\n\r\nTesto: %s\r\n"
            .formatted(subject, subject.replace(' ', '.'), word);
    Mails.append(stage.account, stage.inbox, Mails.octets(text), Set.of(flag));
  }

  private Mailbox mailbox(String name) {
    return stage.account.mailbox(new MailboxName(name)).orElseThrow();
  }

  /** Of each message its subject and its flags. */
  private List<String> has(String name) throws IOException {
    View view = mailbox(name).view();
    List<String> has = new ArrayList<>();
    for (int i = 0; i < view.count(); i++) {
      byte[] octets = stage.account.octets(view.message(i)).stream().readAllBytes();
      Set<String> flags = new TreeSet<>();
      view.flagTable().flags(view.flagBits(i)).forEach(flag -> flags.add(flag.name()));
      has.add((subject(octets) + " " + String.join(" ", flags)).strip());
    }
    return has;
  }

  private static String subject(byte[] octets) {
    return new String(octets, StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith("Subject: "))
        .map(line -> line.substring(9))
        .findFirst()
        .orElseThrow();
  }

  /** The files of a Maildir, by their subjects. */
  private static Map<String, Path> files(Path maildir) throws IOException {
    Map<String, Path> files = new TreeMap<>();
    for (String part : List.of("new", "cur")) {
      try (Stream<Path> all = Files.list(maildir.resolve(part))) {
        for (Path file : all.toList()) {
          files.put(subject(Files.readAllBytes(file)), file);
        }
      }
    }
    return files;
  }

  private static String flags(Path file) {
    return file.getFileName().toString().replaceAll(".*:2,", "");
  }

  @Test
  void offlineImapCarriesMailFlagsAndRemovalsBothWays() throws Exception {
    OfflineImap program = new OfflineImap(folder.resolve("o"), "anna", "secret", port, ca);
    program.sync();
    Path inbox = program.near().resolve("INBOX");
    Map<String, Path> files = files(inbox);
    assertEquals(6, files.size());
    assertEquals("R", flags(files.get("Offerta 1")));
    assertEquals("S", flags(files.get("Offerta 6")));
    assertTrue(Files.isDirectory(program.near().resolve("Archive/cur")));

    // Both sides change.
    Path first = files.get("Offerta 1");
    Files.move(first, first.resolveSibling(first.getFileName() + "S"));
    Files.delete(files.get("Offerta 2"));
    Files.writeString(inbox.resolve("new/1.near"), "Subject: da qui\n\nCiao\n");
    for (String part : List.of("cur", "new", "tmp")) {
      Files.createDirectories(program.near().resolve("Clienti").resolve(part));
    }
    Files.writeString(
        program.near().resolve("Clienti/cur/2.near:2,FS"), "Subject: cliente\n\nCiao\n");
    long third = stage.inbox.view().uid(2);
    stage.inbox.store(
        UidSet.range(third, third),
        new FlagChange(FlagChange.Kind.ADD, Set.of(Flag.FLAGGED)),
        ModSeq.MAX);
    long fourth = stage.inbox.view().uid(3);
    stage.inbox.remove(UidSet.range(fourth, fourth));
    deliver("Novità", "pepe", Flag.DRAFT);
    program.sync();

    List<String> expected =
        List.of(
            "Novità \\Draft",
            "Offerta 1 \\Answered \\Seen",
            "Offerta 3 \\Answered \\Flagged",
            "Offerta 5 \\Answered",
            "Offerta 6 \\Seen",
            "da qui");
    assertEquals(expected, has("INBOX").stream().sorted().toList());
    assertEquals(List.of("cliente \\Flagged \\Seen"), has("Clienti"));
    files = files(inbox);
    assertEquals(6, files.size());
    assertEquals("FR", flags(files.get("Offerta 3")));
    assertEquals("D", flags(files.get("Novità")));

    // Once more there is nothing to do.
    ModSeq before = stage.inbox.view().highestModSeq();
    program.sync();
    assertEquals(before, stage.inbox.view().highestModSeq());
    assertEquals(files, files(inbox));
  }

  @Test
  void neomuttFindsMovesDeletesAndHearsWhatVanished() throws Exception {
    Neomutt program = new Neomutt(folder.resolve("n"), "anna", "secret", port, ca);
    List<String> said =
        program.press(
            "<limit>=b zafferano<enter><tag-pattern>~A<enter>"
                + "<tag-prefix><save-message>=Archive<enter><limit>~A<enter>"
                + "1<enter><delete-message>2<enter><flag-message>"
                + "3<enter><display-message><exit>");
    assertSaid(said, "UID SEARCH BODY \"zafferano\"");
    assertEquals(List.of("Offerta 4 \\Answered"), has("Archive"));
    assertEquals(
        List.of(
            "Offerta 2 \\Answered \\Flagged",
            "Offerta 3 \\Answered \\Seen",
            "Offerta 5 \\Answered",
            "Offerta 6 \\Seen"),
        has("INBOX"));

    // What others do meanwhile it hears when it opens the mailbox again. Where something vanished,
    // neomutt 20220429 does not trust its own count and asks for all flags, with Dovecot as well.
    long second = stage.inbox.view().uid(1);
    stage.inbox.remove(UidSet.range(second, second));
    deliver("Novità", "pepe", Flag.DRAFT);
    said = program.press("<tag-pattern>~s Novit<enter><tag-prefix><save-message>=Archive<enter>");
    assertSaid(said, "UID FETCH 1:6 (FLAGS) (CHANGEDSINCE ");
    assertSaid(said, "Expunging message UID " + second);
    assertEquals(3, has("INBOX").size());
    assertEquals(2, has("Archive").size());
    assertTrue(has("Archive").get(1).startsWith("Novità"), has("Archive").toString());
  }

  private static void assertSaid(List<String> said, String part) {
    assertTrue(said.stream().anyMatch(line -> line.contains(part)), () -> String.join("\n", said));
  }

  @Test
  void curlListsSearchesReadsFlagsMovesAndAppends() throws Exception {
    assertTrue(curl("").contains("* LIST (\\HasNoChildren \\Archive) \"/\" \"Archive\""));
    assertEquals("* SEARCH 4", curl("INBOX?BODY%20zafferano").strip());
    assertTrue(curl("INBOX/;MAILINDEX=2").contains("Subject: Offerta 2"));
    assertTrue(curl("INBOX;UID=3/;SECTION=TEXT").startsWith("Testo: sale"));
    curl("INBOX", "-X", "STORE 1 +FLAGS.SILENT (\\Flagged)");
    curl("INBOX", "-X", "UID MOVE 5 Archive");
    curl("INBOX", "-X", "STORE 2 +FLAGS.SILENT (\\Deleted)");
    curl("INBOX", "-X", "EXPUNGE");
    Path message = Files.writeString(folder.resolve("message"), "Subject: nuova\r\n\r\nCiao\r\n");
    curl("Drafts", "-T", message.toString());
    assertEquals(
        List.of(
            "Offerta 1 \\Answered \\Flagged",
            "Offerta 3 \\Answered \\Seen",
            "Offerta 4 \\Answered",
            "Offerta 6 \\Seen"),
        has("INBOX"));
    assertEquals(List.of("Offerta 5 \\Answered"), has("Archive"));
    assertEquals("nuova", has("Drafts").get(0).replaceAll(" .*", ""));
    assertTrue(curl("", "-X", "STATUS INBOX (MESSAGES)").contains("(MESSAGES 4)"));
  }

  private String curl(String path, String... more) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("curl", "-sS", "--cacert", ca.toString()));
    command.addAll(List.of("-u", "anna:secret", "imaps://localhost:" + port + "/" + path));
    command.addAll(List.of(more));
    Path said = folder.resolve("said");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    boolean ended = process.waitFor(1, TimeUnit.MINUTES);
    process.destroyForcibly().waitFor();
    String text = Files.readString(said);
    assertTrue(ended && process.exitValue() == 0, () -> command + ":\n" + text);
    return text;
  }
}
