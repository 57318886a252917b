package portineria.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import portineria.bench.Measured.Watch;
import portineria.peer.ImapClient;

/** Programs that have a mailbox open and wait: what each adds to the server's memory. */
final class Idling implements Trial {
  private static final int SESSIONS = 500;

  /** One figure of so many sessions is as good as a median. */
  @Override
  public void run(Contestant contestant, Table table) throws Exception {
    measure(contestant, table, "an idle session of " + SESSIONS, contestant::client);
    measure(contestant, table, "an idle session of " + SESSIONS + ", TLS", contestant::tlsClient);
  }

  @FunctionalInterface
  private interface Connecting {
    ImapClient connect() throws IOException;
  }

  private static void measure(
      Contestant contestant, Table table, String what, Connecting connecting) throws Exception {
    contestant.rest().await();
    Watch watch = new Watch();
    double before = Memory.kibibytesOfAll(contestant.pid());
    List<ImapClient> clients = new ArrayList<>();
    try {
      for (int i = 0; i < SESSIONS; i++) {
        clients.add(connecting.connect().expectOk("SELECT " + Listing.MAILBOX));
        idle(clients.getLast());
      }
      contestant.rest().await();
      double added = (Memory.kibibytesOfAll(contestant.pid()) - before) / SESSIONS;
      table.add(Row.cost(what + ": it adds, once", "KiB"), contestant.name(), watch.median(added));
    } finally {
      for (ImapClient client : clients) {
        client.close();
      }
    }
  }

  private static void idle(ImapClient client) throws IOException {
    client.send("IDLE");
    client.raw("");
    String line = client.readWholeLine();
    if (!line.startsWith("+")) {
      throw new IOException("instead of idling: " + line);
    }
  }
}
