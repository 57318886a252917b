package portineria.bench;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import portineria.peer.ImapClient;

/** Some connections that work side by side, each at one thing after the other. */
final class Clients implements Closeable {
  private final List<ImapClient> clients = new ArrayList<>();
  private final ExecutorService threads;
  private final int[] turns;

  Clients(Contestant contestant, int count) throws IOException {
    threads = Executors.newFixedThreadPool(count);
    turns = new int[count];
    for (int i = 0; i < count; i++) {
      clients.add(contestant.client());
    }
  }

  /** What a connection does. */
  @FunctionalInterface
  interface Work {
    /**
     * Does it once.
     *
     * @param client which of the connections, from 0
     * @param turn how often that one did something before
     */
    void once(ImapClient connection, int client, int turn) throws IOException;
  }

  /** How often per second they do it, all together; the time is a little longer than asked for. */
  double rate(Duration longest, Work work) throws Exception {
    long start = System.nanoTime();
    List<Callable<Integer>> tasks = new ArrayList<>();
    for (int i = 0; i < clients.size(); i++) {
      int client = i;
      tasks.add(() -> repeat(start + longest.toNanos(), client, work));
    }
    int times = 0;
    for (Future<Integer> task : threads.invokeAll(tasks)) {
      times += task.get();
    }
    return Measured.rate(times, System.nanoTime() - start);
  }

  private int repeat(long end, int client, Work work) throws IOException {
    int before = turns[client];
    while (System.nanoTime() < end) {
      work.once(clients.get(client), client, turns[client]);
      turns[client]++;
    }
    return turns[client] - before;
  }

  /** How often they did something since they were opened. */
  long done() {
    return Arrays.stream(turns).sum();
  }

  @Override
  public void close() throws IOException {
    threads.close();
    for (ImapClient client : clients) {
      client.close();
    }
  }
}
