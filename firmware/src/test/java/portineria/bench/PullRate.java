package portineria.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import portineria.bench.Figures.Better;
import portineria.peer.Appliance;
import portineria.peer.Puller;

/**
 * Pulls all messages of an upstream POP3 mailbox that is 20 ms away, by the programs that offices
 * use for that, each as a process from its start to its end, each into what it makes durable.
 */
final class PullRate {
  private PullRate() {}

  /**
   * Lets all of them pull.
   *
   * @param far the proxy that stands before the upstream mailbox
   */
  static void measure(Puller.Login far, int messages, Path scratch, Figures figures)
      throws Exception {
    List<Puller> pullers = new ArrayList<>();
    pullers.add(portineria(far, scratch.resolve("portineria")));
    pullers.add(Puller.fetchmail(far, scratch.resolve("fetchmail")));
    pullers.add(Puller.getmail(far, scratch.resolve("getmail")));
    pullers.add(Puller.mpop(far, scratch.resolve("mpop")));
    for (Puller puller : pullers) {
      double seconds = puller.run();
      if (!puller.name().equals(Figures.OURS)) {
        expectAll(puller, messages);
      }
      figures.add(
          "fetch of " + messages + " messages, 20 ms each way",
          "s",
          Better.LESS,
          puller.name(),
          seconds);
    }
  }

  private static Puller portineria(Puller.Login far, Path folder) throws Exception {
    Path data = Files.createDirectories(folder).resolve("data");
    String password = Files.writeString(folder.resolve("password"), far.password()).toString();
    Appliance.say("user", "add", "bench", "--password-file", password, "--data", data.toString())
        .expectDone();
    Appliance.say(
            "source",
            "add",
            "far",
            "--account",
            "bench",
            "--host",
            "127.0.0.1",
            "--port",
            Integer.toString(far.port()),
            "--tls",
            "none",
            "--user",
            far.user(),
            "--password-file",
            password,
            "--data",
            data.toString())
        .expectDone();
    return new Puller(
        Figures.OURS,
        Appliance.command(List.of("-Xmx192m"), "fetch", "--data", data.toString()),
        folder,
        data);
  }

  private static void expectAll(Puller puller, int messages) throws IOException {
    int got = puller.messages().size();
    if (got != messages) {
      throw new IOException(puller.name() + " got " + got + " of " + messages + " messages");
    }
  }
}
