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
  private Contestants() {}

  /** The flags of the JVM as on the box; the launcher hands them over. */
  static List<String> boxFlags() {
    return List.of(System.getProperty("portineria.flags", "-Xmx192m").split(" +"));
  }

  static Contestant portineria(Path scratch) throws Exception {
    Appliance box = Appliance.run(boxFlags(), usedData(scratch));
    return new Contestant(Figures.OURS, box.port("imap"), "bench", "secret", box);
  }

  static Contestant dovecot(Path scratch, Dovecot.Format format, Dovecot.Sync sync)
      throws Exception {
    String name = ("Dovecot " + format + " " + sync).toLowerCase(Locale.ROOT);
    Path folder = scratch.resolve(name.replace(' ', '-'));
    Dovecot server = new Dovecot.Setup(folder, format, sync, false).start();
    return new Contestant(name, server.imapPort(), "user", "secret", server);
  }

  /** A data folder with the account {@code bench}. */
  static Path usedData(Path scratch) throws IOException, InterruptedException {
    Path data = scratch.resolve("data");
    if (!Files.exists(data)) {
      Path password = Files.writeString(scratch.resolve("password"), "secret\n");
      Appliance.say(
              "user",
              "add",
              "bench",
              "--password-file",
              password.toString(),
              "--data",
              data.toString())
          .expectDone();
    }
    return data;
  }
}
