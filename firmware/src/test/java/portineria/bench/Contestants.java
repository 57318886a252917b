package portineria.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import portineria.peer.Appliance;
import portineria.peer.Dovecot;
import portineria.peer.ImapClient;

/** Starts those who take part. */
final class Contestants {
  static final String USER = "bench";
  private static final String PASSWORD = "secret";

  private static final Duration REST_LOOK = Duration.ofSeconds(1);

  /** Busy for less than one part in so many is at rest. */
  private static final int REST_SHARE = 20;

  /** Work in the background pauses: it is done when so many looks in a row saw none. */
  private static final int REST_LOOKS = 5;

  private static final int REST_LOOKS_MAX = 3600;

  /** One for each core. */
  private static final int LOGIN_PROCESSES = Runtime.getRuntime().availableProcessors();

  private Contestants() {}

  /** The options of the JVM as on the box; the launcher hands them over, one a line. */
  static List<String> boxFlags() {
    return System.getProperty("portineria.flags").lines().toList();
  }

  static Contestant portineria(Path data) throws Exception {
    Appliance box = Appliance.run(boxFlags(), data);
    return new Contestant(
        Table.OURS,
        new Contestant.Doors(box.port("imap"), box.port("imaps"), box.port("pop3")),
        USER,
        PASSWORD,
        box,
        box.pid(),
        () -> awaitRest(box.pid()));
  }

  /** A connection to our box, logged in. */
  static ImapClient client(int port) throws IOException {
    return new ImapClient(port).login(USER, PASSWORD);
  }

  static Contestant dovecot(Path folder, Dovecot.Format format, Dovecot.Sync sync)
      throws Exception {
    Dovecot server =
        new Dovecot.Setup(folder, format, sync, Dovecot.Tls.BESIDE, LOGIN_PROCESSES).start();
    String name = ("Dovecot " + format + ", " + sync).toLowerCase(Locale.ROOT);
    return new Contestant(
        name,
        new Contestant.Doors(server.imapPort(), server.imapsPort(), server.pop3Port()),
        "user",
        Dovecot.PASSWORD,
        server,
        server.pid(),
        () -> {});
  }

  /** Our search index is made in the background; other servers' work ends with their answer. */
  private static void awaitRest(long pid) throws IOException, InterruptedException {
    ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
    int atRest = 0;
    for (int i = 0; i < REST_LOOKS_MAX; i++) {
      Duration before = process.info().totalCpuDuration().orElseThrow();
      Thread.sleep(REST_LOOK);
      Duration busy = process.info().totalCpuDuration().orElseThrow().minus(before);
      atRest = busy.compareTo(REST_LOOK.dividedBy(REST_SHARE)) < 0 ? atRest + 1 : 0;
      if (atRest == REST_LOOKS) {
        return;
      }
    }
    throw new IOException("the box does not come to rest");
  }

  /** Makes a data folder with the account {@link #USER}. */
  static void addUser(Path data) throws IOException, InterruptedException {
    Path password =
        Files.writeString(data.resolveSibling(data.getFileName() + ".password"), PASSWORD);
    Appliance.say(
            "user", "add", USER, "--password-file", password.toString(), "--data", data.toString())
        .expectDone();
  }
}
