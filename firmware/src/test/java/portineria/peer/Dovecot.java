package portineria.peer;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A private Dovecot with IMAP and POP3 on loopback, all its files in one folder. Every user name
 * exists, with the password {@link #PASSWORD}. Closing ends the process that was started here, and
 * no other.
 */
public final class Dovecot implements Closeable {
  public static final String PASSWORD = "secret";

  private static final Path PROGRAM = Path.of("/usr/sbin/dovecot");
  private static final int STARTS_MAX = 5;
  private static final int LOG_LINES_MAX = 40;

  private final Setup setup;
  private final int imapPort;
  private final int imapsPort;
  private final int pop3Port;
  private final Process process;
  private final ArrayDeque<String> log = new ArrayDeque<>();
  private final CompletableFuture<Boolean> started = new CompletableFuture<>();
  private int delivered;

  /** How mail lies on the disk. */
  public enum Format {
    MAILDIR,
    SDBOX
  }

  /** What {@code mail_fsync} says: Dovecot's default is to sync when it must. */
  public enum Sync {
    OPTIMIZED,
    ALWAYS
  }

  /** Implicit TLS, for {@code localhost} and {@code 127.0.0.1}. */
  public enum Tls {
    NONE,
    /** On both ports. */
    ALWAYS,
    /** On a port more for IMAP. */
    BESIDE
  }

  /**
   * What kind of Dovecot is wanted.
   *
   * @param folder where everything lies; a former one's mail is found there again
   * @param loginProcesses 0 for one process for each login, as Debian has it; else they are so many
   *     and serve one login after the other, which Dovecot calls its high-performance mode
   */
  public record Setup(Path folder, Format format, Sync sync, Tls tls, int loginProcesses) {
    public Setup(Path folder, Format format, Sync sync, Tls tls) {
      this(folder, format, sync, tls, 0);
    }

    public Dovecot start() throws IOException {
      return Dovecot.start(this);
    }
  }

  /** Maildir, without TLS. */
  public static Dovecot start(Path folder) throws IOException {
    return new Setup(folder, Format.MAILDIR, Sync.OPTIMIZED, Tls.NONE).start();
  }

  /** Maildir, with implicit TLS by an authority whose certificate is {@link #caFile}. */
  public static Dovecot startWithTls(Path folder) throws IOException {
    return new Setup(folder, Format.MAILDIR, Sync.OPTIMIZED, Tls.ALWAYS).start();
  }

  /** A port that was free may be taken by somebody else in between: then others are tried. */
  private static Dovecot start(Setup setup) throws IOException {
    if (!Files.isExecutable(PROGRAM)) {
      throw new IOException(PROGRAM + " is missing: apt-get install dovecot-imapd dovecot-pop3d");
    }
    Files.createDirectories(setup.folder().resolve("home"));
    // Dovecot gives no mail to root.
    Nobody.letPass(setup.folder());
    Nobody.own(setup.folder().resolve("home"));
    if (setup.tls() != Tls.NONE) {
      writeCertificates(setup.folder());
    }
    IOException failure = new IOException("not tried");
    for (int i = 0; i < STARTS_MAX; i++) {
      Dovecot dovecot = new Dovecot(setup, freePort(), freePort(), freePort());
      try {
        dovecot.awaitStart();
        return dovecot;
      } catch (IOException e) {
        dovecot.close();
        failure = e;
      }
    }
    throw failure;
  }

  private Dovecot(Setup setup, int imapPort, int imapsPort, int pop3Port) throws IOException {
    this.setup = setup;
    this.imapPort = imapPort;
    this.imapsPort = imapsPort;
    this.pop3Port = pop3Port;
    Path file = Files.writeString(setup.folder().resolve("dovecot.conf"), configuration());
    this.process =
        new ProcessBuilder(PROGRAM.toString(), "-F", "-c", file.toString())
            .redirectErrorStream(true)
            .start();
    Thread.ofVirtual().name("dovecot log").start(this::readLog);
  }

  /** Of the process that has started all the others. */
  public long pid() {
    return process.pid();
  }

  public int imapPort() {
    return imapPort;
  }

  /** Where {@link Tls#BESIDE} is asked for. */
  public int imapsPort() {
    return imapsPort;
  }

  public int pop3Port() {
    return pop3Port;
  }

  /** The certificate to trust, as PEM. */
  public Path caFile() {
    return setup.folder().resolve("ca.pem");
  }

  /** Puts a message into a user's INBOX, in the order of the calls. Only with maildir. */
  public synchronized void deliver(String user, byte[] message) throws IOException {
    if (setup.format() != Format.MAILDIR) {
      throw new IllegalStateException("only a maildir can be written from outside");
    }
    Path mail = mail(user);
    if (!Files.exists(mail.resolve("cur"))) {
      makeMaildir(mail);
    }
    String name = String.format("%010d.M%06dP1.test", 1_000_000_000 + delivered, delivered);
    delivered++;
    Path fresh = Files.write(mail.resolve("tmp").resolve(name), message);
    Nobody.own(fresh);
    Files.move(fresh, mail.resolve("new").resolve(name));
  }

  /** Gives a user the Maildir at {@code source}: a copy of it. */
  public void adopt(String user, Path source) throws IOException {
    Path mail = mail(user);
    Files.createDirectories(mail.getParent());
    Nobody.own(mail.getParent());
    try (Stream<Path> walk = Files.walk(source)) {
      for (Path from : (Iterable<Path>) walk::iterator) {
        Path to = mail.resolve(source.relativize(from).toString());
        Nobody.own(Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES));
      }
    }
  }

  private static void makeMaildir(Path mail) throws IOException {
    Files.createDirectories(mail);
    Nobody.own(mail.getParent());
    Nobody.own(mail);
    for (String part : List.of("tmp", "new", "cur")) {
      Nobody.own(Files.createDirectory(mail.resolve(part)));
    }
  }

  /** How many messages a user's INBOX holds. Only with maildir. */
  public int messages(String user) throws IOException {
    int count = 0;
    for (String part : List.of("new", "cur")) {
      Path folder = mail(user).resolve(part);
      if (Files.isDirectory(folder)) {
        try (Stream<Path> files = Files.list(folder)) {
          count += (int) files.count();
        }
      }
    }
    return count;
  }

  /** Where a user's mail lies: with maildir, a Maildir. */
  public Path mail(String user) {
    return setup.folder().resolve("home").resolve(user).resolve("mail");
  }

  /** Its last words. */
  public String log() {
    synchronized (log) {
      return String.join("\n", log);
    }
  }

  @Override
  public void close() {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      for (ProcessHandle child : children) {
        child.onExit().get(20, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      children.forEach(ProcessHandle::destroyForcibly);
    }
  }

  private void readLog() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        synchronized (log) {
          log.add(line);
          if (log.size() > LOG_LINES_MAX) {
            log.remove();
          }
        }
        if (line.contains("starting up for")) {
          started.complete(true);
        }
      }
    } catch (IOException e) {
      started.completeExceptionally(e);
    }
    started.complete(false);
  }

  private void awaitStart() throws IOException {
    try {
      if (!started.get(30, TimeUnit.SECONDS)) {
        throw new IOException("Dovecot did not start:\n" + log());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("Dovecot did not start:\n" + log(), e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void writeCertificates(Path folder) throws IOException {
    TestAuthority authority = new TestAuthority("Test authority of Dovecot");
    TestAuthority.Issued issued = authority.issue("localhost", "127.0.0.1");
    Files.writeString(folder.resolve("ca.pem"), authority.pem());
    Files.writeString(folder.resolve("server.pem"), issued.certificatePem());
    Files.writeString(folder.resolve("server.key"), issued.keyPem());
  }

  private String configuration() throws IOException {
    Path folder = setup.folder().toAbsolutePath();
    Path home = folder.resolve("home");
    int uid = (int) Files.getAttribute(home, "unix:uid");
    int gid = (int) Files.getAttribute(home, "unix:gid");
    return """
    base_dir = %1$s/run
    state_dir = %1$s/state
    log_path = /dev/stderr
    protocols = imap pop3
    listen = 127.0.0.1
    auth_mechanisms = plain login
    disable_plaintext_auth = no
    first_valid_uid = 1
    mail_max_userip_connections = 1000
    mail_location = %2$s:~/mail
    mail_fsync = %3$s
    passdb {
      driver = static
      args = password=%4$s
    }
    userdb {
      driver = static
      args = uid=%5$d gid=%6$d home=%1$s/home/%%u
    }
    %7$s
    %8$s
    service imap-login {
      %12$s
      inet_listener imap {
        port = %9$d
        ssl = %11$s
      }
      inet_listener imaps {
        port = %13$d
        ssl = yes
      }
    }
    service pop3-login {
      %12$s
      inet_listener pop3 {
        port = %10$d
        ssl = %11$s
      }
      inet_listener pop3s {
        port = 0
      }
    }
    """
        .formatted(
            folder,
            setup.format().name().toLowerCase(Locale.ROOT),
            setup.sync().name().toLowerCase(Locale.ROOT),
            PASSWORD,
            uid,
            gid,
            tls(folder),
            Nobody.isNeeded() ? "" : unprivileged(home),
            imapPort,
            pop3Port,
            setup.tls() == Tls.ALWAYS ? "yes" : "no",
            setup.loginProcesses() == 0
                ? "process_min_avail = 1"
                : "service_count = 0\n  client_limit = 1000\n  process_min_avail = "
                    + setup.loginProcesses(),
            setup.tls() == Tls.BESIDE ? imapsPort : 0);
  }

  private String tls(Path folder) {
    return setup.tls() == Tls.NONE
        ? "ssl = no\n"
        : "ssl = %2$s\nssl_cert = <%1$s/server.pem\nssl_key = <%1$s/server.key\n"
            .formatted(folder, setup.tls() == Tls.ALWAYS ? "required" : "yes");
  }

  /** Who is not root can't change users and folders. */
  private static String unprivileged(Path home) throws IOException {
    return """
    default_internal_user = %1$s
    default_internal_group = %2$s
    default_login_user = %1$s
    service anvil {
      chroot =
    }
    service imap-login {
      chroot =
    }
    service pop3-login {
      chroot =
    }
    """
        .formatted(System.getProperty("user.name"), Files.getAttribute(home, "posix:group"));
  }
}
