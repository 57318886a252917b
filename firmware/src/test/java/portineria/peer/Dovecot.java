package portineria.peer;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Debian's Dovecot as a private server on loopback, IMAP and POP3, with all its files in one folder
 * and users that all have the password {@link #PASSWORD}. It ends only the process that it started.
 */
public final class Dovecot implements Closeable {
  public static final String PASSWORD = "secret";

  private static final String PROGRAM = "/usr/sbin/dovecot";
  private static final String USER = System.getProperty("user.name");
  private static final boolean ROOT = USER.equals("root");

  /** Dovecot serves no mail as root. */
  private static final String MAIL_USER = ROOT ? "mail" : USER;

  private static final long START_NANOS = 20_000_000_000L;
  private static final long POLL_NANOS = 10_000_000;
  private static final long END_SECONDS = 20;

  private final Settings settings;
  private final int imapPort;
  private final int pop3Port;
  private final Process process;
  private final AtomicLong delivered = new AtomicLong();

  /**
   * What kind of server.
   *
   * @param folder where all its files are
   * @param format "maildir" or "sdbox"
   * @param fsync Dovecot's mail_fsync: "always", "optimized" or "never"
   * @param tls implicit TLS on the POP3 door, with a certificate of a CA of its own
   */
  public record Settings(Path folder, String format, String fsync, boolean tls) {
    /** A Maildir server in clear text. */
    public static Settings plain(Path folder) {
      return new Settings(folder, "maildir", "optimized", false);
    }

    /** A Maildir server whose POP3 door speaks TLS. */
    public static Settings secure(Path folder) {
      return new Settings(folder, "maildir", "optimized", true);
    }
  }

  private Dovecot(Settings settings, int imapPort, int pop3Port, Process process) {
    this.settings = settings;
    this.imapPort = imapPort;
    this.pop3Port = pop3Port;
    this.process = process;
  }

  /** Starts one and waits until its doors are open. */
  public static Dovecot start(Settings settings) throws IOException {
    if (!Files.isExecutable(Path.of(PROGRAM))) {
      throw new IOException("Dovecot is missing: install dovecot-imapd and dovecot-pop3d");
    }
    Path folder = Files.createDirectories(settings.folder());
    letOthersThrough(folder);
    Path mail = Files.createDirectories(folder.resolve("mail"));
    own(mail);
    if (settings.tls()) {
      TestAuthority.make(folder);
    }
    int imapPort = Appliance.freePort();
    int pop3Port = Appliance.freePort();
    Path conf = folder.resolve("dovecot.conf");
    Files.writeString(conf, configuration(settings, imapPort, pop3Port));
    Process process =
        new ProcessBuilder(PROGRAM, "-F", "-c", conf.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("stdout.log").toFile())
            .start();
    Dovecot server = new Dovecot(settings, imapPort, pop3Port, process);
    server.awaitDoor(imapPort);
    server.awaitDoor(pop3Port);
    return server;
  }

  /**
   * Its processes run as several users; a temporary folder of a test is closed to them at first.
   */
  private static void letOthersThrough(Path folder) throws IOException {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    for (Path up = folder; up != null && !up.equals(temporary); up = up.getParent()) {
      if (!up.startsWith(temporary)) {
        return;
      }
      Files.setPosixFilePermissions(up, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  private static void own(Path file) throws IOException {
    if (ROOT) {
      UserPrincipal owner =
          file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(MAIL_USER);
      Files.setOwner(file, owner);
    }
  }

  private static String configuration(Settings settings, int imapPort, int pop3Port) {
    Path folder = settings.folder();
    String location =
        settings.format().equals("maildir")
            ? "maildir:" + folder + "/mail/%u"
            : settings.format() + ":" + folder + "/mail/%u";
    return """
        protocols = imap pop3
        listen = 127.0.0.1
        base_dir = %1$s/run
        state_dir = %1$s/state
        log_path = %1$s/dovecot.log
        auth_mechanisms = plain login
        disable_plaintext_auth = no
        auth_failure_delay = 0
        mail_location = %2$s
        mail_fsync = %3$s
        mail_uid = %4$s
        mail_gid = %4$s
        first_valid_uid = 1
        default_internal_user = %5$s
        default_internal_group = %5$s
        default_login_user = %6$s
        mail_max_userip_connections = 1000
        default_process_limit = 1000
        default_client_limit = 4000
        ssl = %7$s
        %8$s
        passdb {
          driver = static
          args = password=%9$s
        }
        userdb {
          driver = static
          args = uid=%4$s gid=%4$s home=%1$s/mail/%%u
        }
        service imap-login {
          %10$s
          inet_listener imap {
            port = %11$d
          }
          inet_listener imaps {
            port = 0
          }
        }
        service pop3-login {
          %10$s
          inet_listener pop3 {
            port = %12$d
          }
          inet_listener pop3s {
            port = %13$d
            ssl = yes
          }
        }
        service anvil {
          %10$s
        }
        """
        .formatted(
            folder,
            location,
            settings.fsync(),
            MAIL_USER,
            ROOT ? "dovecot" : USER,
            ROOT ? "dovenull" : USER,
            settings.tls() ? "yes" : "no",
            settings.tls()
                ? "ssl_cert = <%1$s/server.pem\nssl_key = <%1$s/server.key".formatted(folder)
                : "",
            PASSWORD,
            ROOT ? "" : "chroot =",
            imapPort,
            settings.tls() ? 0 : pop3Port,
            settings.tls() ? pop3Port : 0);
  }

  private void awaitDoor(int port) throws IOException {
    long deadline = System.nanoTime() + START_NANOS;
    while (System.nanoTime() < deadline && process.isAlive()) {
      try {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
        return;
      } catch (IOException e) {
        LockSupport.parkNanos(POLL_NANOS); // it does not say when it is ready
      }
    }
    process.destroyForcibly();
    throw new IOException(
        "Dovecot did not start: " + Files.readString(settings.folder().resolve("stdout.log")));
  }

  public int imapPort() {
    return imapPort;
  }

  /** The POP3 door: implicit TLS where the settings say so, else clear text. */
  public int pop3Port() {
    return pop3Port;
  }

  /** The certificate of the CA that signed the server's. */
  public Path caFile() {
    return settings.folder().resolve("ca.pem");
  }

  /** A message for {@code user}, as another mail server would bring it: only for Maildir. */
  public void deliver(String user, byte[] message) throws IOException {
    Path home = settings.folder().resolve("mail").resolve(user);
    if (!Files.exists(home.resolve("tmp"))) {
      Files.createDirectories(home);
      own(home);
      for (String part : List.of("cur", "new", "tmp")) {
        own(Files.createDirectories(home.resolve(part)));
      }
    }
    long number = delivered.incrementAndGet();
    String name = "%010d.M%dP1.test".formatted(1_700_000_000 + number, number);
    Path written = Files.write(home.resolve("tmp").resolve(name), message);
    own(written);
    Files.move(written, home.resolve("new").resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  /** How many messages {@code user} has in INBOX: only for Maildir. */
  public int messages(String user) throws IOException {
    Path home = settings.folder().resolve("mail").resolve(user);
    int count = 0;
    for (String part : List.of("cur", "new")) {
      try (Stream<Path> files = Files.list(home.resolve(part))) {
        count += (int) files.count();
      }
    }
    return count;
  }

  /** A logged-in POP3 client. */
  public RawPop3 pop3(String user) throws IOException {
    Socket socket =
        settings.tls()
            ? TestAuthority.connect(caFile(), pop3Port)
            : new Socket(InetAddress.getLoopbackAddress(), pop3Port);
    return new RawPop3(socket).login(user, PASSWORD);
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
