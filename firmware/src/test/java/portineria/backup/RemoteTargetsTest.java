package portineria.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import portineria.backup.BackupFailed.Kind;
import portineria.backup.RestoreWish.Which;
import portineria.store.sqlite.Landing;
import portineria.store.sqlite.StoreSettings;
import portineria.store.sqlite.Verify;

/**
 * Backups to what is away from the box: over the loopback address to a REST server, rclone's; and
 * to OpenSSH's SFTP server, though not through ssh. For S3 Debian has no server.
 */
@Tag("slow")
@Timeout(180)
class RemoteTargetsTest {
  private static final Map<String, String> REST_LOGIN =
      Map.of("RESTIC_REST_USERNAME", "box", "RESTIC_REST_PASSWORD", "p@ss w0rd/%");

  private final Random random = new Random(41);

  @TempDir Path temp;
  private Path far;

  @BeforeEach
  void folder() throws IOException {
    far = Files.createDirectories(temp.resolve("far"));
  }

  /** A server of its own process, on a port that was free a moment ago. */
  private record Server(Process process, int port) implements AutoCloseable {
    static Server rest(Path temp, Path folder, String... more)
        throws IOException, InterruptedException {
      int port;
      try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        port = free.getLocalPort();
      }
      List<String> command =
          new ArrayList<>(List.of("rclone", "serve", "restic", folder.toString()));
      command.addAll(List.of("--addr", "127.0.0.1:" + port));
      command.addAll(List.of(more));
      Path log = temp.resolve("server.log");
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
      builder.environment().put("HOME", temp.toString());
      Process process = builder.start();
      while (!answers(port)) {
        assertTrue(process.isAlive(), Files.readString(log));
        Thread.onSpinWait();
      }
      return new Server(process, port);
    }

    private static boolean answers(int port) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return socket.isConnected();
      } catch (IOException notYet) {
        return false;
      }
    }

    @Override
    public void close() {
      process.destroyForcibly().onExit().join();
    }
  }

  private Server rest() throws Exception {
    return Server.rest(
        temp,
        far,
        "--user",
        REST_LOGIN.get("RESTIC_REST_USERNAME"),
        "--pass",
        REST_LOGIN.get("RESTIC_REST_PASSWORD"));
  }

  /** Backs up twice, restores, and looks whether all is there. */
  private void flow(String url, Map<String, String> credentials, Restic restic) throws Exception {
    List<String> before;
    RecoveryWords words;
    try (BackedBox box = new BackedBox(temp.resolve("data"), camera -> camera, restic)) {
      words = box.backups.words();
      for (int i = 0; i < 5; i++) {
        box.add("INBOX", BackedBox.text(random, 50_000));
      }
      box.backups.add("far", new Place.Remote(url), credentials, Watch.NOBODY);
      assertTrue(box.backups.run("far", Watch.NOBODY).green());
      box.add("INBOX", BackedBox.text(random, 1_200_000));
      Run second = box.backups.run("far", Watch.NOBODY);
      assertTrue(second.green());
      assertTrue(second.added() < 3_000_000, "only what is new: " + second.added());
      before = box.dump();
    }
    Path home = temp.resolve("home");
    Files.createDirectories(home);
    try (Landing landing = Landing.begin(StoreSettings.of(home))) {
      Restoring.run(
          new BackedBox.Ground(home, landing),
          new RestoreWish(url, words, credentials, new Which.Green()),
          Watch.NOBODY,
          restic);
    }
    assertEquals(List.of(), Verify.run(StoreSettings.of(home), (octets, total) -> {}));
    try (BackedBox box = new BackedBox(home)) {
      assertEquals(before, box.dump());
    }
    assertFalse(Files.exists(home.resolve("restoring")), "its cache is gone, too");
  }

  @Test
  void aRestServerTakesBackupsAndGivesThemBack() throws Exception {
    try (Server server = rest()) {
      flow(
          "rest:http://127.0.0.1:" + server.port() + "/office/",
          REST_LOGIN,
          Restic.ofThisMachine());
    }
    try (Stream<Path> there = Files.list(far.resolve("office"))) {
      assertTrue(there.anyMatch(file -> file.endsWith("snapshots")));
    }
  }

  @Test
  void aWrongPasswordAndAServerThatIsDownAreSaidPlainly() throws Exception {
    String url;
    try (Server server = rest();
        BackedBox box = new BackedBox(temp.resolve("data"))) {
      url = "rest:http://127.0.0.1:" + server.port() + "/office/";
      Map<String, String> wrong =
          Map.of("RESTIC_REST_USERNAME", "box", "RESTIC_REST_PASSWORD", "guess");
      IOException refused =
          assertThrows(
              BackupFailed.class,
              () -> box.backups.add("far", new Place.Remote(url), wrong, Watch.NOBODY));
      assertTrue(refused.getMessage().contains("lets the box not in"), refused::getMessage);
      assertEquals(List.of(), box.backups.targets());
      box.backups.add("far", new Place.Remote(url), REST_LOGIN, Watch.NOBODY);
    }
    try (BackedBox box = new BackedBox(temp.resolve("data"))) {
      BackupFailed down =
          assertThrows(BackupFailed.class, () -> box.backups.run("far", Watch.NOBODY));
      assertEquals(Kind.NOT_THERE, down.kind(), down::getMessage);
      assertTrue(down.getMessage().contains("can't be reached"), down::getMessage);
      assertEquals(
          List.of(Run.End.ABSENT),
          box.backups.targets().getFirst().runs().stream().map(Run::end).toList(),
          "nothing is wrong with it");
    }
  }

  @Test
  void anSftpServerTakesBackupsAndGivesThemBack() throws Exception {
    flow("sftp:box@nas.example:" + far.resolve("office"), Map.of(), withSsh());
  }

  /** In the place of ssh stands what that starts at the other end: OpenSSH's SFTP server. */
  private Restic withSsh() throws IOException {
    Path bin = Files.createDirectories(temp.resolve("bin"));
    Path ssh =
        Files.writeString(
            bin.resolve("ssh"),
            """
            #!/bin/sh
            [ "$*" = "nas.example -l box -s sftp" ] && exec /usr/lib/openssh/sftp-server
            echo "not expected: $*" >&2
            exit 255
            """);
    Files.setPosixFilePermissions(ssh, PosixFilePermissions.fromString("rwx------"));
    Restic usual = Restic.ofThisMachine();
    return new Restic(usual.program(), bin + ":" + usual.path());
  }
}
