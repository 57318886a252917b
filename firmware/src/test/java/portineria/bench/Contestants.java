package portineria.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import portineria.peer.Appliance;
import portineria.peer.Dovecot;

/** Starts those who take part. */
final class Contestants {
  static final String USER = "bench";
  private static final String PASSWORD = "secret";

  private Contestants() {}

  /** The options of the JVM as on the box; the launcher hands them over, one a line. */
  static List<String> boxFlags() {
    return System.getProperty("portineria.flags").lines().toList();
  }

  static Contestant portineria(Path data) throws Exception {
    Appliance box = Appliance.run(boxFlags(), data);
    return new Contestant(Table.OURS, box.port("imap"), USER, PASSWORD, box);
  }

  static Contestant dovecot(Path folder, Dovecot.Format format, Dovecot.Sync sync)
      throws Exception {
    Dovecot server = new Dovecot.Setup(folder, format, sync, false).start();
    String name = ("Dovecot " + format + ", " + sync).toLowerCase(Locale.ROOT);
    return new Contestant(name, server.imapPort(), "user", Dovecot.PASSWORD, server);
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
