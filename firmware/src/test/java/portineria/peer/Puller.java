package portineria.peer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program from Debian that pulls a whole mailbox, set up to leave it upstream and to keep what it
 * gets as it is. Each works in a folder of its own.
 *
 * @param name the program
 * @param command what to run
 * @param folder where its configuration and what it fetched lie
 * @param output the Maildir or file with the mail
 */
public record Puller(String name, List<String> command, Path folder, Path output) {
  private static final long LONGEST_MINUTES = 10;

  private static final int GIVEN_UP_MAX = 3;

  /** A login at a server on loopback that speaks clear text. */
  public record Login(int port, String user, String password) {}

  /** fetchmail, into one BSMTP file: nothing is faster with it. */
  public static Puller fetchmail(Login login, Path folder) throws IOException {
    Files.createDirectories(folder);
    Path output = folder.resolve("out.bsmtp");
    Path rc =
        secret(
            folder.resolve("rc"),
            """
            set idfile "%1$s/ids"
            set pidfile "%1$s/pid"
            set invisible
            poll 127.0.0.1 service %2$d protocol pop3 uidl auth password bad-header accept
              user "%3$s" password "%4$s" is "%3$s" here
              sslproto "" keep fetchall no rewrite no mimedecode pass8bits bsmtp "%5$s"
            """
                .formatted(folder, login.port(), login.user(), login.password(), output));
    List<String> command =
        List.of("fetchmail", "-f", rc.toString(), "--nodetach", "--nosyslog", "--silent");
    return new Puller("fetchmail", command, folder, output);
  }

  /**
   * fetchmail, into a Maildir through a delivery agent: so it keeps every octet, CRLF too. What it
   * gives to SMTP and BSMTP has lost its Return-Path, which that receiver is to write again: RFC
   * 5321 §4.4.
   */
  public static Puller fetchmailThroughAgent(Login login, Path folder) throws IOException {
    Path output = maildir(folder);
    Path agent = folder.resolve("agent");
    Files.writeString(
        agent, "#!/bin/sh\nexec cat > \"$(mktemp %s/new/XXXXXXXXXX)\"\n".formatted(output));
    Files.setPosixFilePermissions(agent, PosixFilePermissions.fromString("rwx------"));
    Path rc =
        secret(
            folder.resolve("rc"),
            """
            set idfile "%1$s/ids"
            set pidfile "%1$s/pid"
            set invisible
            poll 127.0.0.1 service %2$d protocol pop3 uidl auth password bad-header accept
              user "%3$s" password "%4$s" is "%5$s" here
              sslproto "" keep no rewrite no mimedecode no stripcr pass8bits mda "%6$s"
            """
                .formatted(
                    folder,
                    login.port(),
                    login.user(),
                    login.password(),
                    System.getProperty("user.name"),
                    agent));
    List<String> command =
        List.of("fetchmail", "-f", rc.toString(), "--nodetach", "--nosyslog", "--silent");
    return new Puller("fetchmail", command, folder, output);
  }

  /**
   * getmail6, into a Maildir. It does not deliver as root. It listens for the end of a child after
   * it has begun it, and where it is too late for that, it gives up a minute later (6.18). On one
   * core it is in time, nearly always.
   */
  public static Puller getmail(Login login, Path folder) throws IOException {
    Path output = maildir(folder);
    Nobody.letPass(folder);
    Nobody.own(folder);
    Nobody.own(output);
    for (String part : List.of("cur", "new", "tmp")) {
      Nobody.own(output.resolve(part));
    }
    Path rc =
        secret(
            folder.resolve("getmailrc"),
            """
        [retriever]
        type = SimplePOP3Retriever
        server = 127.0.0.1
        port = %d
        username = %s
        password = %s
        [destination]
        type = Maildir
        path = %s/
        [options]
        delete = false
        delivered_to = false
        received = false
        verbose = 0
        """
                .formatted(login.port(), login.user(), login.password(), output));
    Nobody.own(rc);
    List<String> command =
        Nobody.running(
            List.of(
                "taskset",
                "-c",
                "0",
                "getmail",
                "--getmaildir",
                folder.toString(),
                "--rcfile",
                "getmailrc"));
    return new Puller("getmail6", command, folder, output);
  }

  /** mpop, into a Maildir; it pipelines. */
  public static Puller mpop(Login login, Path folder) throws IOException {
    Path output = maildir(folder);
    Path rc =
        secret(
            folder.resolve("rc"),
            """
            account default
            host 127.0.0.1
            port %d
            tls off
            auth user
            user %s
            password %s
            keep on
            only_new on
            received_header off
            uidls_file %s/uidls
            delivery maildir %s
            """
                .formatted(login.port(), login.user(), login.password(), folder, output));
    return new Puller("mpop", List.of("mpop", "-C", rc.toString(), "--quiet"), folder, output);
  }

  /** mbsync, INBOX by IMAP into a Maildir. */
  public static Puller mbsync(Login login, Path folder) throws IOException {
    Path output = maildir(folder);
    Path rc =
        secret(
            folder.resolve("rc"),
            """
            FSync yes
            SyncState *

            IMAPStore far
            Host 127.0.0.1
            Port %d
            User %s
            Pass %s
            SSLType None
            AuthMechs LOGIN
            PipelineDepth 50

            MaildirStore near
            Inbox %s

            Channel inbox
            Far :far:
            Near :near:
            Sync Pull
            """
                .formatted(login.port(), login.user(), login.password(), output));
    return new Puller("mbsync", List.of("mbsync", "-c", rc.toString(), "inbox"), folder, output);
  }

  /** Runs it to its end, once more where getmail6 gave up, and gives the seconds that took. */
  public double run() throws IOException, InterruptedException {
    for (int left = GIVEN_UP_MAX; left > 0; left--) {
      try {
        return runOnce();
      } catch (IOException failed) {
        if (!failed.getMessage().contains("waiting child pid")) {
          throw failed;
        }
        for (Path file : fileNames()) {
          Files.delete(file);
        }
      }
    }
    return runOnce();
  }

  private double runOnce() throws IOException, InterruptedException {
    Path log = folder.resolve("log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("HOME", folder.toString());
    long start = System.nanoTime();
    Process process = start(builder);
    if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IOException(name + " took more than ten minutes");
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    if (process.exitValue() != 0 && !hadNothingToFetch(process.exitValue())) {
      throw new IOException(command + " failed:\n" + Files.readString(log));
    }
    return seconds;
  }

  /** fetchmail alone tells an empty mailbox, or one without news, from success. */
  private boolean hadNothingToFetch(int exit) {
    return name.equals("fetchmail") && exit == 1;
  }

  private Process start(ProcessBuilder builder) throws IOException {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new IOException(name + " is missing: install Debian's package of that name", e);
    }
  }

  /** All that it fetched, with each line's end as LF: that is how most of them write files. */
  public List<byte[]> messages() throws IOException {
    return Files.isDirectory(output)
        ? files().stream().map(Puller::withLf).toList()
        : bsmtpMessages();
  }

  /** The files of its Maildir as they are. */
  public List<byte[]> files() throws IOException {
    List<byte[]> messages = new ArrayList<>();
    for (Path file : fileNames()) {
      messages.add(Files.readAllBytes(file));
    }
    return messages;
  }

  private List<Path> fileNames() throws IOException {
    List<Path> names = new ArrayList<>();
    for (String part : List.of("new", "cur")) {
      try (Stream<Path> files = Files.list(output.resolve(part))) {
        names.addAll(files.toList());
      }
    }
    return names;
  }

  private List<byte[]> bsmtpMessages() throws IOException {
    List<byte[]> messages = new ArrayList<>();
    byte[] all = withLf(Files.readAllBytes(output));
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    boolean inData = false;
    int start = 0;
    for (int i = 0; i < all.length; i++) {
      if (all[i] != '\n') {
        continue;
      }
      String line = new String(all, start, i - start, StandardCharsets.ISO_8859_1);
      if (!inData) {
        inData = line.equals("DATA");
      } else if (line.equals(".")) {
        messages.add(message.toByteArray());
        message.reset();
        inData = false;
      } else {
        int dot = line.startsWith(".") ? 1 : 0;
        message.write(all, start + dot, i + 1 - start - dot);
      }
      start = i + 1;
    }
    return messages;
  }

  /** The octets with each CRLF turned to LF. */
  public static byte[] withLf(byte[] octets) {
    byte[] out = new byte[octets.length];
    int length = 0;
    for (int i = 0; i < octets.length; i++) {
      if (octets[i] != '\r' || i + 1 == octets.length || octets[i + 1] != '\n') {
        out[length++] = octets[i];
      }
    }
    return Arrays.copyOf(out, length);
  }

  private static Path maildir(Path folder) throws IOException {
    for (String part : List.of("cur", "new", "tmp")) {
      Files.createDirectories(folder.resolve("Maildir").resolve(part));
    }
    return folder.resolve("Maildir");
  }

  private static Path secret(Path file, String text) throws IOException {
    Files.writeString(file, text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }
}
