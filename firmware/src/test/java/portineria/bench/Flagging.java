package portineria.bench;

import java.io.IOException;
import java.time.Duration;
import portineria.peer.ImapClient;

/** STORE of single messages, and of a whole mailbox. */
final class Flagging implements Trial {
  private static final Duration ROUND = Duration.ofSeconds(1);
  private static final int ROUNDS = 3;

  @Override
  public void run(Contestant contestant, Table table) throws Exception {
    try (Clients clients = new Clients(contestant, 1);
        ImapClient client = contestant.client()) {
      client.expectOk("SELECT " + Listing.MAILBOX);
      Clients.Work single =
          (connection, number, turn) -> {
            char sign = turn / Listing.MESSAGES % 2 == 0 ? '+' : '-';
            client.expectOk(
                "STORE " + (1 + turn % Listing.MESSAGES) + " " + sign + "FLAGS (\\Flagged)");
          };
      clients.rate(ROUND, single); // warms up
      table.add(
          Row.rate("STORE of a flag, one message after the other", "changes/s"),
          contestant.name(),
          Measured.median(ROUNDS, () -> clients.rate(ROUND, single)));
      table.add(
          Row.cost("STORE of a flag on 10,000 messages", "ms"),
          contestant.name(),
          Measured.median(2 * ROUNDS, () -> all(client)));
    }
  }

  private static double all(ImapClient client) throws IOException {
    int before = answered(client);
    char sign = before == 0 ? '+' : '-';
    long start = System.nanoTime();
    client.expectOk("STORE 1:* " + sign + "FLAGS.SILENT (\\Answered)");
    long nanos = System.nanoTime() - start;
    if (answered(client) != Listing.MESSAGES - before) {
      throw new IOException("not all were changed");
    }
    return nanos / 1e6;
  }

  private static int answered(ImapClient client) throws IOException {
    String answer =
        client.command("SEARCH RETURN (COUNT) ANSWERED").untagged().stream()
            .filter(line -> line.startsWith("* ESEARCH"))
            .findFirst()
            .orElseThrow();
    return Integer.parseInt(answer.substring(answer.lastIndexOf(' ') + 1));
  }
}
