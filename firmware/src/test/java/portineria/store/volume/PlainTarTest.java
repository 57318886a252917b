package portineria.store.volume;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portineria.store.Digest;
import portineria.store.Incoming;

/** V1: what strangers make of a volume, GNU tar and sha256sum first. */
class PlainTarTest {
  @TempDir Path folder;

  private Path data;
  private LittleStore store;

  @BeforeEach
  void start() throws IOException {
    data = Files.createDirectory(folder.resolve("data"));
    store = LittleStore.on(new FolderDisk(data), LittleStore.SMALL);
  }

  private static byte[] octets(int size) {
    byte[] octets = new byte[size];
    new Random(size).nextBytes(octets);
    return octets;
  }

  private List<Path> volumes() throws IOException {
    try (Stream<Path> files = Files.walk(data.resolve("volumes"))) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** Runs a program that must succeed, and gives all that it printed. */
  private static String run(Path directory, String... command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    return output;
  }

  /** Extracts all volumes, silently, into a new folder. */
  private Path extracted() throws Exception {
    Path mail = Files.createTempDirectory(folder, "mail");
    for (Path volume : volumes()) {
      assertEquals("", run(mail, "tar", "xf", volume.toString()));
    }
    return mail;
  }

  private static List<Path> messages(Path mail) throws IOException {
    try (Stream<Path> files = Files.walk(mail)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static void checkSums(Path mail) throws Exception {
    for (Path file : messages(mail)) {
      String sum = run(mail, "sha256sum", file.toString()).substring(0, 64);
      assertEquals(sum + ".eml", file.getFileName().toString());
    }
  }

  @Test
  void tarExtractsSilentlyAfterEverySync() throws Exception {
    Random random = new Random(5);
    for (int group = 0; group < 12; group++) {
      store.deliver(List.of(LittleStore.message(random), LittleStore.message(random)));
      Path mail = extracted();
      assertEquals(store.stored.size(), messages(mail).size());
    }
    assertTrue(volumes().size() > 3);
    checkSums(extracted());
  }

  @Test
  void tarExtractsWhatWasCutBack() throws Exception {
    store.deliver(List.of(octets(100)));
    Position mark = store.volumes.position();
    Position committed = store.committed;
    store.deliver(List.of(octets(3000), octets(8000)));
    store.volumes.cutBack(mark);
    store.committed = committed;
    assertEquals(1, messages(extracted()).size());
    checkSums(extracted());
  }

  @Test
  void theLoopOfFormatMdFindsAChangedMessage() throws Exception {
    store.deliver(List.of(octets(100), octets(200)));
    Path mail = extracted();
    String loop =
        """
        find . -name '*.eml' | while read -r f; do
          echo "$(basename "$f" .eml)  $f"
        done | sha256sum --check --quiet
        """;
    assertEquals("", run(mail, "sh", "-c", loop));
    Files.writeString(messages(mail).getFirst(), "changed");
    assertNotEquals("", run(mail, "sh", "-c", loop + "true"));
  }

  @Test
  void strangeNamesAndTimesMakeTarSayNothing() throws Exception {
    List<String> accounts =
        List.of(
            "../../etc", "-rf", "a b", ".hidden", "con.", "Zoë", "a/b\\c", "x".repeat(150), "%41");
    List<Instant> times =
        List.of(
            Instant.MIN,
            Instant.parse("1969-12-31T23:59:59Z"),
            Instant.parse("2096-02-03T04:05:06Z"),
            Instant.MAX);
    int size = 1;
    for (String account : accounts) {
      for (Instant time : times) {
        deliver(account, time, size++);
        deliver(account, time, 5000 + size++);
      }
    }
    Path mail = extracted();
    assertEquals(2 * accounts.size() * times.size(), messages(mail).size());
    assertEquals(accounts.size(), mail.toFile().listFiles().length);
    checkSums(mail);
  }

  private void deliver(String account, Instant time, int size) throws Exception {
    Label label =
        new Label(
            account, "INBOX", Optional.empty(), Optional.empty(), time, List.of(), LittleStore.NOW);
    try (Incoming incoming = store.spool.incoming(size)) {
      incoming.write(octets(size), 0, size);
      Parcel parcel = (Parcel) incoming.finish();
      parcel.address(label);
      store.volumes.append(parcel);
      store.volumes.sync();
    }
  }

  @Test
  void aTombstoneIsAFileOfZerosAndTarSaysNothing() throws Exception {
    store.deliver(List.of(octets(700), octets(800), octets(9000)));
    Digest tag = Digest.parse("ab".repeat(32));
    String account = LittleStore.label().account();
    store.volumes.erase(
        List.of(
            new Grave(store.stored.get(0).location(), account, tag),
            new Grave(store.stored.get(2).location(), account, tag)));
    Path mail = extracted();
    Path tombstone = mail.resolve("anna@studio.it/0000/00/00/" + tag.hex() + ".erased");
    assertArrayEquals(new byte[9000], Files.readAllBytes(tombstone));
    Files.delete(tombstone);
    assertEquals(1, messages(mail).size());
    checkSums(mail);
  }

  @Test
  void anotherLibraryReadsTheSame() throws Exception {
    store.deliver(List.of(octets(700), octets(0), octets(9000)));
    Map<String, byte[]> seen = new HashMap<>();
    for (Path volume : volumes()) {
      try (TarArchiveInputStream tar = new TarArchiveInputStream(Files.newInputStream(volume))) {
        for (TarArchiveEntry entry = tar.getNextEntry();
            entry != null;
            entry = tar.getNextEntry()) {
          seen.put(entry.getName(), tar.readAllBytes());
          assertEquals(
              "INBOX/Però", entry.getExtraPaxHeader("SCHILY.xattr.user.portineria.mailbox"));
          assertEquals(LittleStore.label().internalDate(), entry.getLastModifiedTime().toInstant());
        }
      }
    }
    List<Found> found = new ArrayList<>();
    store.volumes.verify(store.committed, found::add);
    assertEquals(3, seen.size());
    for (Found one : found) {
      Entry entry = ((Found.Message) one).entry();
      assertEquals(entry.location().size(), seen.get(entry.path()).length);
    }
  }

  /** A torn tail, before recovery: tar still gives all that is whole. */
  @Test
  void tarGivesTheWholeEntriesOfATornVolume() throws Exception {
    store.deliver(List.of(octets(700), octets(800)));
    Path volume = volumes().getFirst();
    byte[] whole = Files.readAllBytes(volume);
    Files.write(volume, Arrays.copyOf(whole, whole.length - 1024 - 700));
    Path mail = Files.createTempDirectory(folder, "mail");
    run(mail, "sh", "-c", "tar xf " + volume + " || true");
    store = store.restarted(new FolderDisk(data));
    assertEquals(1, store.recovery.losses().size());
    String name = ((Found.Message) firstFound()).entry().path();
    assertEquals(700, Files.size(mail.resolve(name)));
  }

  private Found firstFound() throws IOException {
    List<Found> found = new ArrayList<>();
    store.volumes.scan(Position.START, Position.UNBOUNDED, found::add);
    return found.getFirst();
  }
}
