package portineria.peer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** neomutt at a terminal of its own, over TLS, with the keys that somebody presses there. */
public final class Neomutt {
  private static final int SECONDS_LONGEST = 120;

  private final Path folder;
  private final Path rc;

  /**
   * One that keeps what it must in {@code folder}.
   *
   * @param port where {@code localhost} speaks implicit TLS
   * @param ca the authority that it trusts
   */
  public Neomutt(Path folder, String user, String password, int port, Path ca) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.rc =
        Files.writeString(
            folder.resolve("rc"),
            """
            set imap_user=%s imap_pass=%s ssl_ca_certificates_file=%s
            set folder=imaps://localhost:%d spoolfile=+INBOX record="" imap_condstore=yes imap_qresync=yes
            set confirmappend=no confirmcreate=no copy=no move=no mail_check=0 wait_key=no
            set quit=yes delete=yes resolve=no mark_old=no sort=mailbox-order header_cache=%s/headers
            """
                .formatted(user, password, ca, port, folder));
    Files.setPosixFilePermissions(rc, PosixFilePermissions.fromString("rw-------"));
  }

  /**
   * Opens INBOX, presses those keys, in the words of its {@code push}, and ends: the lines that it
   * wrote down of what it and the server said.
   */
  public List<String> press(String keys) throws IOException, InterruptedException {
    Path log = folder.resolve("log");
    Path session =
        Files.writeString(
            folder.resolve("session.sh"),
            "exec neomutt -n -d 2 -l '%s' -F '%s' -e \"push '%s<quit>'\"\n"
                .formatted(log, rc, keys));
    Path screen = folder.resolve("screen");
    ProcessBuilder builder =
        new ProcessBuilder("script", "-qec", "sh " + session, "/dev/null")
            .redirectErrorStream(true)
            .redirectOutput(screen.toFile());
    builder.environment().put("HOME", folder.toString());
    builder.environment().put("TERM", "xterm");
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().put("LINES", "30");
    builder.environment().put("COLUMNS", "100");
    Process process = builder.start();
    process.getOutputStream().close();
    boolean ended = process.waitFor(SECONDS_LONGEST, TimeUnit.SECONDS);
    process.destroyForcibly().waitFor();
    if (!ended || process.exitValue() != 0) {
      throw new IOException("neomutt: " + Files.readString(screen, StandardCharsets.ISO_8859_1));
    }
    // It numbers its logs, the newest by 0.
    return Files.readAllLines(log.resolveSibling("log0"), StandardCharsets.ISO_8859_1);
  }
}
