package portineria.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import portineria.bench.Figures.Better;
import portineria.peer.ImapClient;

/** APPEND of small messages, each acknowledged before the next: the rate of durable deliveries. */
final class AppendRate {
  private static final long ROUND_NANOS = 2_000_000_000L;
  private static final int ROUNDS = 3;
  private static final int WARM_UP = 300;

  private AppendRate() {}

  static void measure(Contestant contestant, Figures figures) throws Exception {
    for (int connections : new int[] {1, 8}) {
      double[] rates = new double[ROUNDS];
      rate(contestant, connections, WARM_UP);
      for (int round = 0; round < ROUNDS; round++) {
        rates[round] = rate(contestant, connections, Integer.MAX_VALUE);
      }
      figures.add(
          "APPEND of 2 kB, " + connections + " connection" + (connections > 1 ? "s" : ""),
          "messages/s",
          Better.MORE,
          contestant.name(),
          Figures.median(rates));
    }
  }

  private static double rate(Contestant contestant, int connections, int most) throws Exception {
    AtomicInteger done = new AtomicInteger();
    long start = System.nanoTime();
    try (ExecutorService clients = Executors.newFixedThreadPool(connections)) {
      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        int number = i;
        Callable<Integer> client = () -> append(contestant, number, start, done, most);
        answers.add(clients.submit(client));
      }
      for (Future<Integer> answer : answers) {
        answer.get();
      }
    }
    return done.get() * 1e9 / (System.nanoTime() - start);
  }

  private static int append(
      Contestant contestant, int number, long start, AtomicInteger done, int most)
      throws IOException {
    try (ImapClient client = new ImapClient(contestant.imapPort())) {
      client.login(contestant.user(), contestant.password());
      int sent = 0;
      while (System.nanoTime() - start < ROUND_NANOS && done.get() < most) {
        client.append("INBOX", "", Messages.small(start + number * 1_000_003L + sent));
        sent++;
        done.incrementAndGet();
      }
      return sent;
    }
  }
}
