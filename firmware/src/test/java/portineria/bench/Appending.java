package portineria.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import portineria.peer.ImapClient;

/** APPEND, each acknowledged before the next: the rate of durable deliveries. */
final class Appending implements Trial {
  private static final Duration ROUND = Duration.ofSeconds(1);
  private static final int ROUNDS = 3;

  @Override
  public void run(Contestant contestant, Table table) throws Exception {
    rate(contestant, table, "APPEND of 2 kB, 1 connection", new Load("Appended-1", 1, 2_000));
    rate(contestant, table, "APPEND of 2 kB, 8 connections", new Load("Appended-2", 8, 2_000));
    rate(
        contestant,
        table,
        "APPEND of 1 MB with an attachment, 8 connections",
        new Load("Appended-3", 8, 1_000_000));
  }

  private record Load(String mailbox, int connections, int octets) {}

  private static void rate(Contestant contestant, Table table, String what, Load load)
      throws Exception {
    List<Letter> letters = new ArrayList<>();
    for (int i = 0; i < load.connections(); i++) {
      letters.add(new Letter(load.octets()));
    }
    try (ImapClient client = contestant.client();
        Clients clients = new Clients(contestant, load.connections())) {
      client.expectOk("CREATE " + load.mailbox());
      Clients.Work append =
          (connection, number, turn) ->
              connection.append(load.mailbox(), "", letters.get(number).next(number));
      clients.rate(ROUND, append); // warms up
      Measured measured = Measured.median(ROUNDS, () -> clients.rate(ROUND, append));
      Contestant.expectMessages(client, load.mailbox(), clients.done());
      table.add(Row.rate(what, "messages/s"), contestant.name(), measured);
    }
  }
}
