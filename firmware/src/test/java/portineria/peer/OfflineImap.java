package portineria.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;

/** OfflineIMAP as somebody's mail program, which keeps Maildirs and a server the same over TLS. */
public final class OfflineImap {
  private static final int SECONDS_LONGEST = 120;

  private final Path folder;
  private final Path near;
  private final Path rc;

  /**
   * One that has synced nothing yet; it keeps everything in {@code folder}.
   *
   * @param port where {@code localhost} speaks implicit TLS
   * @param ca the authority that it trusts
   */
  public OfflineImap(Path folder, String user, String password, int port, Path ca)
      throws IOException {
    this.folder = Files.createDirectories(folder);
    this.near = folder.resolve("mail");
    this.rc =
        Files.writeString(
            folder.resolve("rc"),
            """
            [general]
            accounts = box
            metadata = %1$s/state
            ui = basic
            [Account box]
            localrepository = near
            remoterepository = far
            [Repository near]
            type = Maildir
            localfolders = %2$s
            sep = /
            [Repository far]
            type = IMAP
            remotehost = localhost
            remoteport = %3$d
            remoteuser = %4$s
            remotepass = %5$s
            ssl = yes
            sslcacertfile = %6$s
            folderfilter = lambda name: not name.startswith('Recoverable')
            """
                .formatted(folder, near, port, user, password, ca));
    Files.setPosixFilePermissions(rc, PosixFilePermissions.fromString("rw-------"));
  }

  /** Makes both sides the same: what it said. */
  public String sync() throws IOException, InterruptedException {
    Path log = folder.resolve("log");
    ProcessBuilder builder =
        new ProcessBuilder("offlineimap", "-o", "-c", rc.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("HOME", folder.toString());
    Process process = builder.start();
    boolean ended = process.waitFor(SECONDS_LONGEST, TimeUnit.SECONDS);
    process.destroyForcibly().waitFor();
    String said = Files.readString(log);
    if (!ended || process.exitValue() != 0) {
      throw new IOException("offlineimap: " + said);
    }
    return said;
  }

  /** The folder that holds its Maildirs. */
  public Path near() {
    return near;
  }
}
