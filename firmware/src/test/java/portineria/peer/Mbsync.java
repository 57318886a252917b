package portineria.peer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** isync's mbsync as somebody's mail program, which keeps a Maildir and a server the same. */
public final class Mbsync {
  private static final int SECONDS_LONGEST = 120;

  private final Path folder;
  private final Path near;
  private final String user;
  private final String password;
  private final String patterns;

  /** One that has synced nothing yet; it keeps everything in {@code folder}. */
  public Mbsync(Path folder, String user, String password) throws IOException {
    this(folder, user, password, "* !Recoverable*");
  }

  /** The same, of those mailboxes alone that {@code patterns} of mbsync's choose. */
  public Mbsync(Path folder, String user, String password, String patterns) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.near = Files.createDirectories(folder.resolve("mail"));
    this.user = user;
    this.password = password;
    this.patterns = patterns;
  }

  /** Makes both sides the same, with the server at {@code port} of this machine. */
  public void sync(int port) throws IOException, InterruptedException {
    Path rc = folder.resolve("rc");
    Files.writeString(rc, configuration(port));
    Files.setPosixFilePermissions(rc, PosixFilePermissions.fromString("rw-------"));
    Path log = folder.resolve("log");
    ProcessBuilder builder =
        new ProcessBuilder("mbsync", "-c", rc.toString(), "all")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("HOME", folder.toString());
    Process process = builder.start();
    boolean ended = process.waitFor(SECONDS_LONGEST, TimeUnit.SECONDS);
    process.destroyForcibly().waitFor();
    if (!ended || process.exitValue() != 0) {
      throw new IOException("mbsync: " + Files.readString(log));
    }
  }

  private String configuration(int port) throws IOException {
    Path state = Files.createDirectories(folder.resolve("state"));
    return """
    IMAPStore far
    Host 127.0.0.1
    Port %d
    User %s
    Pass %s
    SSLType None
    AuthMechs LOGIN

    MaildirStore near
    Path %s/
    Inbox %s/Inbox
    SubFolders Verbatim

    Channel all
    Far :far:
    Near :near:
    Patterns %s
    Create Both
    Remove Both
    Expunge Both
    SyncState %s/
    """
        .formatted(port, user, password, near, near, patterns, state);
  }

  /** The folder that holds its Maildirs. */
  public Path near() {
    return near;
  }

  /** The files of its Maildirs, with what they hold: UIDs and flags are in their names. */
  public Map<String, String> files() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> tree = Files.walk(near)) {
      for (Path file : tree.filter(Files::isRegularFile).toList()) {
        String name = near.relativize(file).toString();
        if (name.contains("/cur/") || name.contains("/new/")) {
          files.put(name, Files.readString(file, StandardCharsets.ISO_8859_1));
        }
      }
    }
    return files;
  }
}
