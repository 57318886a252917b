package portineria.bench;

import java.time.Duration;

/** LOGIN and what belongs to it: connecting, the greeting, and closing. */
final class LoggingIn implements Trial {
  private static final Duration ROUND = Duration.ofSeconds(1);
  private static final int ROUNDS = 3;
  private static final int CONNECTIONS = 8;

  @Override
  public void run(Contestant contestant, Table table) throws Exception {
    try (Clients clients = new Clients(contestant, CONNECTIONS)) {
      Clients.Work plain = (connection, client, turn) -> contestant.client().close();
      Clients.Work tls = (connection, client, turn) -> contestant.tlsClient().close();
      measure(contestant, table, "login", clients, plain);
      measure(contestant, table, "login over TLS", clients, tls);
    }
  }

  private static void measure(
      Contestant contestant, Table table, String what, Clients clients, Clients.Work login)
      throws Exception {
    clients.rate(ROUND, login); // warms up
    Measured measured = Measured.median(ROUNDS, () -> clients.rate(ROUND, login));
    table.add(
        Row.rate(what + ", " + CONNECTIONS + " connections", "logins/s"),
        contestant.name(),
        measured);
  }
}
