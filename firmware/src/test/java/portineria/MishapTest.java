package portineria;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertLinesMatch;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import portineria.admin.RecordingConsole;
import portineria.cli.Cli;
import portineria.peer.ImapClient;

/**
 * What a person reads when something of the data folder is damaged or gone, from the first notice
 * to the last: FORMAT.md, "What each mishap does".
 */
@Timeout(120)
class MishapTest {
  private static final byte[] FIRST = message("first", 1000);
  private static final byte[] SECOND = message("second", 1000);

  /** A volume of its own. */
  private static final byte[] LARGE = message("large", 1_200_000);

  private static final String COPY =
      "What volumes have lost only a copy of them brings back: portineria backup heal takes it"
          + " from a backup; without one, stop portineria, put each volume named above back from a"
          + " copy of the data folder, then verify again. A message that the status names as"
          + " damaged is mended, too, when it is imported once more.";
  private static final String REBUILD =
      "The index can be made anew: stop portineria, then run 'portineria rebuild'.";

  @TempDir Path temp;
  private Path data;

  private static byte[] message(String subject, int octets) {
    String text = "Subject: " + subject + "\r\n\r\n" + (subject + "\r\n").repeat(octets / 8);
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Two small messages in the open volume, a large one in its own. */
  @BeforeEach
  void fill() throws Exception {
    data = temp.resolve("data");
    Path password = Files.writeString(temp.resolve("password"), "secret\n");
    assertEquals(List.of("made maria"), say(0, "user add maria --password-file " + password));
    try (BoxAtWork box = new BoxAtWork(data);
        ImapClient client = client(box)) {
      for (byte[] message : List.of(FIRST, SECOND, LARGE)) {
        client.append("INBOX", "", message);
      }
      client.expectOk("SELECT INBOX").expectOk("FETCH 1:* (ENVELOPE)");
    }
    assertEquals(List.of("all is well"), say(0, "verify"));
  }

  /** Runs a command and gives its lines. */
  private List<String> say(int exitCode, String line) {
    RecordingConsole console = new RecordingConsole();
    List<String> words = new ArrayList<>(List.of(line.split(" ")));
    words.addAll(List.of("--data", data.toString()));
    int exit = new Cli(new Main(), prompt -> Optional.empty(), console).run(words);
    assertEquals(exitCode, exit, () -> line + ": " + console.text());
    return console.text().lines().toList();
  }

  private static ImapClient client(BoxAtWork box) throws IOException {
    return new ImapClient(box.port("imap")).login("maria", "secret");
  }

  /** Which of the messages of INBOX are served, by UID; the others are refused. */
  private List<Integer> served(int count) throws Exception {
    List<Integer> served = new ArrayList<>();
    try (BoxAtWork box = new BoxAtWork(data);
        ImapClient client = client(box)) {
      client.expectOk("SELECT INBOX");
      assertEquals(
          count, client.command("UID SEARCH ALL").untagged().getFirst().split(" ").length - 2);
      for (int uid = 1; uid <= count; uid++) {
        ImapClient.Answer answer = client.command("FETCH " + uid + " (UID BODY.PEEK[])");
        if (answer.isOk()) {
          served.add(uid);
        }
      }
    }
    return served;
  }

  private Path volume(int number) throws IOException {
    try (var files = Files.walk(data.resolve("volumes"))) {
      String name = String.format("%06d.tar", number);
      return files.filter(file -> file.endsWith(name)).findFirst().orElseThrow();
    }
  }

  private void overwrite(Path file, String text, byte[] octets) throws IOException {
    String whole = Files.readString(file, StandardCharsets.ISO_8859_1);
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.seek(whole.indexOf(text));
      open.write(octets);
    }
  }

  @Test
  void aDamagedMessageIsNamedAndHealedByACopyOfItsVolume() throws Exception {
    Path copy = Files.copy(volume(1), temp.resolve("copy"));
    overwrite(volume(1), "second\r\nsecond", new byte[] {'S'});
    assertLinesMatch(
        List.of(
            "volume 1: maria, INBOX, UID 2: the octets are not those that came",
            "1 thing is wrong",
            COPY),
        say(1, "verify"));
    assertEquals(List.of(1, 2, 3), served(3), "nobody reads a message twice to serve it");
    assertEquals(1, namedByStatus());
    Files.copy(copy, volume(1), StandardCopyOption.REPLACE_EXISTING);
    assertEquals(List.of("all is well"), say(0, "verify"));
    assertEquals(0, namedByStatus(), "verify has seen that it is whole again");
  }

  /** How many lines of the status say that a message is damaged. */
  private long namedByStatus() {
    return say(1, "status").stream() // it does not run
        .filter(line -> line.startsWith("! A message is damaged on the disk, first seen "))
        .filter(line -> line.contains(", maria in INBOX: "))
        .count();
  }

  @Test
  void aDamagedMessageThatVerifyFoundIsHealedByAnImport() throws Exception {
    overwrite(volume(1), "second\r\nsecond", new byte[] {'S'});
    assertEquals(0, namedByStatus(), "nobody has looked");
    assertEquals(COPY, say(1, "verify").getLast());
    assertEquals(1, namedByStatus());
    Path mail = Files.createDirectory(temp.resolve("mail"));
    Files.write(mail.resolve("second.eml"), SECOND);
    say(0, "import maria " + mail);
    assertEquals(0, namedByStatus());
    assertEquals(List.of("all is well"), say(0, "verify"));
  }

  @Test
  void aDamagedMessageThatVerifyFoundBesideTheBoxIsHealedByADelivery() throws Exception {
    try (BoxAtWork box = new BoxAtWork(data);
        ImapClient client = client(box)) {
      box.running.begin();
      overwrite(volume(1), "second\r\nsecond", new byte[] {'S'});
      assertEquals(COPY, say(1, "verify").getLast());
      assertEquals(1, namedByStatus());
      assertEquals(1, box.running.box().store().scrub().state().damaged().size());
      client.append("INBOX", "", SECOND);
      assertEquals(List.of("all is well"), say(0, "verify"));
      assertEquals(List.of(), box.running.box().store().scrub().state().damaged());
    }
  }

  @Test
  void aDamagedHeaderHindersNobody() throws Exception {
    overwrite(volume(1), "maria/", "x".repeat(100).getBytes(StandardCharsets.US_ASCII));
    List<String> said = say(1, "verify");
    assertTrue(said.getFirst().startsWith("volume 1: "), said.toString());
    assertEquals(COPY, said.getLast());
    assertEquals(List.of(1, 2, 3), served(3));
  }

  @Test
  void aTornTailIsSeenByStatusAndItsMessagesAreNamed() throws Exception {
    Path copy = Files.copy(volume(1), temp.resolve("copy"));
    try (RandomAccessFile open = new RandomAccessFile(volume(1).toFile(), "rw")) {
      String whole = Files.readString(copy, StandardCharsets.ISO_8859_1);
      open.setLength(whole.indexOf("Subject: second") + 100);
    }
    List<String> status = say(1, "status");
    assertTrue(
        status.contains(
            "! Mail is lost: volume 1 is cut short: not every one of its 2 messages can be read;"
                + " put the file back from a copy of the data folder, then run 'portineria"
                + " verify'"),
        status.toString());
    List<String> said = say(1, "verify");
    assertTrue(
        said.contains("volume 1: maria, INBOX, UID 2: the message is cut short"), said.toString());
    assertEquals(COPY, said.getLast());
    assertEquals(List.of(1, 3), served(3));
    Files.copy(copy, volume(1), StandardCopyOption.REPLACE_EXISTING);
    assertEquals(List.of("all is well"), say(0, "verify"));
    assertEquals(List.of(1, 2, 3), served(3));
  }

  @Test
  void aMissingVolumeIsSeenByStatusVerifyAndRebuildAndTheRestIsServed() throws Exception {
    Path name = volume(2);
    Path moved = Files.move(name, temp.resolve("moved"));
    String loss =
        "volume 2 is missing: none of its 1 messages can be read; put the file back from a copy of"
            + " the data folder, then run 'portineria verify'";
    assertTrue(say(1, "status").contains("! Mail is lost: " + loss));
    assertLinesMatch(
        List.of(
            "volume 2: maria, INBOX, UID 3: the message [0-9a-f]{64} is not where the index says",
            "1 thing is wrong",
            COPY),
        say(1, "verify"));
    assertEquals(List.of(1, 2), served(3));
    assertEquals(
        List.of("portineria: " + loss, "began with index.db, took in 0 messages from the volumes"),
        say(1, "rebuild"));
    assertEquals(List.of(1, 2), served(3));
    Files.move(moved, name);
    assertEquals(List.of("all is well"), say(0, "verify"));
    assertEquals(List.of(1, 2, 3), served(3));
  }

  @Test
  void aLostIndexIsSaidByEveryCommandAndRebuilt() throws Exception {
    for (String suffix : List.of("", "-wal", "-shm")) {
      Files.deleteIfExists(data.resolve("index.db" + suffix));
    }
    String lost = "the index of " + data + " is lost: run 'portineria rebuild'";
    for (String command : List.of("status", "fetch", "user list", "run --imap 0")) {
      assertEquals(List.of("portineria: " + lost), say(1, command), command);
    }
    assertEquals(List.of("the index is lost", "1 thing is wrong", REBUILD), say(1, "verify"));
    overwrite(volume(1), "second\r\nsecond", new byte[] {'S'});
    assertLinesMatch(
        List.of(
            "the index is lost",
            "volume 1: the octets are not those that came \\(octets \\d+ to \\d+\\)",
            "2 things are wrong",
            COPY,
            REBUILD),
        say(1, "verify"));
    overwrite(volume(1), "Second\r\nsecond", new byte[] {'s'});
    assertEquals(
        List.of(
            "began with nothing, took in 3 messages from the volumes",
            "these have no password now, give them one with portineria user passwd: maria",
            "devices and sources are lost with the old index: give each source the name that it"
                + " had, so that nothing is fetched twice",
            "holds are lost, too: nothing is held any more; decide them again with portineria vault"
                + " hold add, before any retention time",
            "retention times are lost, too: all mail is kept forever until portineria user set says"
                + " otherwise",
            "leavers are lost, too: nobody's mail is erased on its day until portineria user leave is"
                + " given again",
            "what was removed is not known any more: it is in its mailbox again",
            "the audit chain is lost, too, and begins anew: a head that was written down before is not"
                + " in it"),
        say(0, "rebuild"));
    say(0, "user passwd maria --password-file " + temp.resolve("password"));
    assertEquals(List.of("all is well"), say(0, "verify"));
    assertEquals(List.of(1, 2, 3), served(3));
  }

  @Test
  void aDamagedIndexIsRebuiltFromLastNightsCopyAndWhatCameSince() throws Exception {
    try (BoxAtWork box = new BoxAtWork(data);
        ImapClient client = client(box)) {
      box.copyIndex(Instant.now());
      client.append("INBOX", "", message("after the copy", 500));
    }
    try (RandomAccessFile open = new RandomAccessFile(data.resolve("index.db").toFile(), "rw")) {
      for (long at = 4096; at < open.length(); at += 4096) {
        open.seek(at);
        open.write(new byte[200]);
      }
    }
    List<String> said = say(1, "verify");
    assertTrue(said.getFirst().startsWith("the index is damaged: "), said.toString());
    assertEquals(REBUILD, said.getLast());
    for (String command : List.of("status", "run --imap 0")) {
      String only = say(1, command).getFirst();
      assertTrue(only.startsWith("portineria: the index can't be opened: "), only);
      assertTrue(only.endsWith(": run 'portineria rebuild'"), only);
    }
    assertLinesMatch(
        List.of(
            "began with index-\\d{4}-\\d\\d-\\d\\d.db, took in 1 message from the volumes",
            "what it began with is of \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d",
            "what was decided since is lost, holds above all: .*",
            "accounts, passwords, devices and sources of since then are lost, too: .*",
            "flags, moves and removals of since then are lost, too: .*",
            "the audit chain goes on from the copy: .*"),
        say(0, "rebuild"));
    assertEquals(List.of("all is well"), say(0, "verify"));
    assertEquals(
        List.of("4 messages of maria are in " + temp.resolve("out") + ", 1.1 MB"),
        say(0, "export maria " + temp.resolve("out") + " --format eml"));
  }

  @Test
  void anIndexThatIsAnOlderCopyIsSaidAndCaughtUp() throws Exception {
    Path older = temp.resolve("older");
    Files.copy(data.resolve("index.db"), older);
    try (BoxAtWork box = new BoxAtWork(data);
        ImapClient client = client(box)) {
      client.append("INBOX", "", message("one more", 500));
      client.append("INBOX", "", message("and another", 500));
    }
    Files.copy(older, data.resolve("index.db"), StandardCopyOption.REPLACE_EXISTING);
    overwrite(volume(1), "second\r\nsecond", new byte[] {'S'});
    assertEquals(REBUILD, say(1, "verify").getLast(), "nobody notes anything in such an index");
    overwrite(volume(1), "Second\r\nsecond", new byte[] {'s'});
    List<String> said = say(1, "verify");
    assertTrue(
        said.getFirst().startsWith("the index is older than the volumes: it does not know maria/"),
        said.toString());
    assertEquals(REBUILD, said.getLast());
    assertEquals(
        List.of("portineria: the index is older than the volumes: run 'portineria rebuild'"),
        say(1, "run --imap 0"));
    List<String> rebuilt = say(0, "rebuild");
    assertEquals("began with index.db, took in 2 messages from the volumes", rebuilt.getFirst());
    assertTrue(rebuilt.get(2).startsWith("what was decided since is lost, holds above all"));
    assertEquals(List.of("all is well"), say(0, "verify"));
  }

  @Test
  void aDamagedCacheIsMadeAnewWithoutAWord() throws Exception {
    Files.write(data.resolve("cache.db"), new byte[50_000]);
    assertEquals(List.of(1, 2, 3), served(3));
    try (BoxAtWork box = new BoxAtWork(data);
        ImapClient client = client(box)) {
      client.expectOk("SELECT INBOX").expectOk("FETCH 1:* (ENVELOPE BODYSTRUCTURE)");
    }
    assertEquals(List.of("all is well"), say(0, "verify"));
  }

  @Test
  void aFolderThatHoldsNothingIsSaid() throws Exception {
    data = Files.createDirectory(temp.resolve("empty"));
    String none = "portineria: there is no mail in " + data + ": name the right folder with --data";
    for (String command : List.of("status", "verify", "rebuild")) {
      assertEquals(List.of(none), say(1, command), command);
    }
    try (var files = Files.list(data)) {
      assertEquals(0, files.count(), "looking leaves nothing behind");
    }
    data = temp.resolve("nowhere");
    for (String command : List.of("status", "verify", "rebuild", "fetch")) {
      String only = say(1, command).getFirst();
      assertTrue(only.startsWith("portineria: there is no data in " + data + ": name"), only);
    }
  }
}
