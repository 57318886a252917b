package portineria.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portineria.backup.BackupFailed.Kind;

/** What is written down of targets, and what is understood of restic's and the kernel's words. */
class TextsTest {
  @TempDir Path temp;

  @Test
  void aTargetIsReadAsItWasWritten() {
    Target target =
        new Target(
            "nas",
            new Place.Folder(Path.of("/mnt/the nas")),
            "5d28",
            17,
            Optional.of(LocalDate.of(2026, 11, 27)),
            List.of(
                new Run(
                    Instant.parse("2026-11-27T08:00:00Z"),
                    Duration.ofSeconds(61),
                    Run.End.GREEN,
                    5,
                    7_000_000_000L,
                    "ce46bce1",
                    "31 messages",
                    "31 messaggi"),
                new Run(
                    Instant.parse("2026-11-27T07:00:00Z"),
                    Duration.ZERO,
                    Run.End.FAILED,
                    0,
                    0,
                    "-",
                    "it is full: make room",
                    "it is full: make room"),
                ended(Run.End.CANCELLED),
                ended(Run.End.GONE),
                ended(Run.End.ABSENT)),
            Map.of(1, new Target.Read(500, 123), 12, new Target.Read(7, 8)));
    assertEquals(Optional.of(target), Target.parse("nas", target.text() + "later word\n"));
    assertEquals(Optional.empty(), Target.parse("nas", "id 5\n"));
  }

  private static Run ended(Run.End end) {
    return new Run(Instant.EPOCH, Duration.ZERO, end, 0, 0, "-", "it " + end, "è " + end);
  }

  @Test
  void whatWasNotThereForWeeksPushesNothingOutOfTheList() {
    Target target = Target.fresh("far", new Place.Remote("rest:https://nas.example/"), "5d28");
    Target tried = target.with(ended(Run.End.GREEN)).with(ended(Run.End.FAILED));
    for (int i = 0; i < 200; i++) {
      tried = tried.with(ended(Run.End.ABSENT));
    }
    assertEquals(
        List.of(Run.End.ABSENT, Run.End.FAILED, Run.End.GREEN),
        tried.runs().stream().map(Run::end).toList());
  }

  @Test
  void aPasswordGoesIntoAUrlFromTheCredentialsAlone() throws Exception {
    Map<String, String> credentials =
        Map.of("RESTIC_REST_USERNAME", "box", "RESTIC_REST_PASSWORD", "p@ss wörd$1");
    assertEquals(
        "rest:https://box:p%40ss%20w%C3%B6rd%241@backup.example/office",
        BackendCredentials.into("rest:https://backup.example/office", credentials));
    assertEquals("sftp:box@nas:/b", BackendCredentials.into("sftp:box@nas:/b", Map.of()));
    IOException refused =
        assertThrows(
            IOException.class,
            () -> BackendCredentials.into("rest:https://box:secret@backup.example/", Map.of()));
    assertTrue(refused.getMessage().contains("--credentials-file"), refused::getMessage);
  }

  @Test
  void jsonIsReadAndWhatIsNoneRefused() {
    Json json =
        Json.parse(
            "{\"a\": \"x\\\"\\u00e8\\n\", \"n\": -1.5e2, \"l\": [{\"b\": true}, null, []], \"o\": {}}");
    assertEquals("x\"è\n", json.text("a"));
    assertEquals(-150, json.number("n"));
    assertEquals(3, json.items("l").size());
    assertEquals("true", json.items("l").getFirst().text("b"));
    assertEquals("", json.text("missing"));
    for (String bad :
        List.of("", "{", "[1,]", "{\"a\" 1}", "nul", "1 2", "\"\\x\"", "[".repeat(99))) {
      assertThrows(IllegalArgumentException.class, () -> Json.parse(bad), bad);
    }
  }

  @Test
  void aDiskIsFoundByItsLabelWhereTheKernelHasMountedIt() throws Exception {
    Path labels = Files.createDirectories(temp.resolve("by-label"));
    Path device = Files.createFile(temp.resolve("sda1"));
    Files.createSymbolicLink(labels.resolve("USB\\x20UFFICIO"), device);
    Path mounts = temp.resolve("mounts");
    Files.writeString(mounts, "tmpfs /run tmpfs rw 0 0\n");
    Disks disks = new Disks(labels, mounts);
    assertTrue(disks.isPlugged("USB UFFICIO"));
    assertEquals(Optional.empty(), disks.folder("USB UFFICIO"));
    Files.writeString(
        mounts, "tmpfs /run tmpfs rw 0 0\n" + device + " /media/USB\\040UFFICIO exfat rw 0 0\n");
    assertEquals(Optional.of(Path.of("/media/USB UFFICIO")), disks.folder("USB UFFICIO"));
    assertEquals(Optional.empty(), disks.folder("OTHER"));
    Path system = Files.createFile(temp.resolve("mmcblk0p2"));
    Files.createSymbolicLink(labels.resolve("rootfs"), system);
    Files.createSymbolicLink(labels.resolve("caff\\xc3\\xa8"), Files.createFile(temp.resolve("b")));
    Files.writeString(mounts, system + " / ext4 rw 0 0\n");
    assertEquals(List.of("USB UFFICIO", "caffè"), disks.all());
    assertEquals(List.of(), new Disks(temp.resolve("none"), mounts).all());
  }

  private static BackupFailed trouble(int exit, String complaint) {
    return Trouble.of(new Restic.Ended(exit, complaint), "the disk");
  }

  @Test
  void whatResticComplainsAboutIsSaidInAPlainSentence() {
    Map<String, String> sentences =
        Map.of(
            "Fatal: wrong password or no key found", "do not open",
            "Save(<data/1>) returned error: write /mnt/x: no space left on device", "is full",
            "open /mnt/x/data: input/output error", "went away",
            "mkdir /mnt/x: read-only file system", "can't be written to",
            "Fatal: unable to open config file: stat /mnt/x: no such file", "holds no backup",
            "dial tcp 192.0.2.1:22: connect: connection refused", "can't be reached",
            "something new", "restic ended with 1: something new");
    sentences.forEach(
        (complaint, part) -> {
          String said = trouble(1, complaint).getMessage();
          assertTrue(said.contains(part), said);
        });
    assertEquals(Kind.LOCKED, trouble(11, "").kind());
    assertEquals(
        Kind.LOCKED,
        trouble(1, "unable to create lock in backend: repository is already locked by PID 7")
            .kind());
    assertEquals(Kind.NOT_THERE, trouble(10, "").kind());
    assertEquals(Kind.DISTURBED, trouble(3, "error: open x: no such file or directory").kind());
  }

  @Test
  void onlyWhatResticReadsForARemoteTargetGetsIntoItsEnvironment() throws Exception {
    assertEquals(
        Map.of("AWS_ACCESS_KEY_ID", "a=b"),
        BackendCredentials.parse("# office\n\nAWS_ACCESS_KEY_ID=a=b\n"));
    for (String bad : List.of("LD_PRELOAD=x", "RESTIC_PASSWORD_COMMAND=rm", "AWS_KEY", "PATH=/")) {
      assertThrows(IOException.class, () -> BackendCredentials.parse(bad), bad);
    }
  }
}
