package portineria.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import portineria.bench.Measured.Watch;
import portineria.peer.ImapClient;
import portineria.peer.SlowReaders;

/**
 * An office at full tilt: fifty programs that never rest, of which each has one of the large
 * mailboxes open. Of a hundred things that they do,
 *
 * <pre>
 *   40  fetch a message
 *   25  list the page of fifty messages that somebody scrolls to
 *   15  change a flag
 *   10  ask whether there is anything new (NOOP)
 *    5  file a message of 2 kB
 *    5  ask how a mailbox stands (STATUS)
 * </pre>
 */
final class Office implements Trial {
  private static final int CLIENTS = 50;
  private static final int ROUNDS = 3;
  private static final Duration ROUND = Duration.ofSeconds(5);
  private static final int PAGE = 50;
  private static final double SLOWEST = 0.99;

  @Override
  public void run(Contestant contestant, Table table) throws Exception {
    contestant.rest().await();
    List<Desk> desks = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      desks.add(new Desk(i));
    }
    try (Clients clients = new Clients(contestant, CLIENTS)) {
      String what = CLIENTS + " clients of an office";
      measure(contestant, table, what, clients, desks);
      try (SlowReaders slow =
          new SlowReaders(
              CLIENTS,
              contestant.doors().imap(),
              contestant.user(),
              contestant.password(),
              Listing.MAILBOX)) {
        String beside = ", beside " + CLIENTS + " that fetch all and read 10 kB/s";
        measure(contestant, table, what + beside, clients, desks);
        if (slow.octets() == 0) {
          throw new IOException("the slow readers got nothing");
        }
      }
    }
  }

  private static void measure(
      Contestant contestant, Table table, String what, Clients clients, List<Desk> desks)
      throws Exception {
    Clients.Work work = (connection, client, turn) -> desks.get(client).once(connection, turn);
    clients.rate(ROUND, work); // warms up
    desks.forEach(Desk::forget);
    Watch watch = new Watch();
    double[] rates = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      rates[round] = clients.rate(ROUND, work);
    }
    long[] nanos = desks.stream().flatMapToLong(Desk::nanos).sorted().toArray();
    table.add(Row.rate(what, "operations/s"), contestant.name(), watch.median(rates));
    table.add(
        Row.cost(what + ": 99 of 100 operations take at the most", "ms"),
        contestant.name(),
        watch.median(nanos[(int) (nanos.length * SLOWEST)] / 1e6));
  }

  /** One of the programs; its own thread's. */
  private static final class Desk {
    private static final int NANOS = 1024;

    private final int number;
    private final SplittableRandom random;
    private final Letter letter = new Letter(2_000);
    private long[] nanos = new long[NANOS];
    private int count;

    Desk(int number) {
      this.number = number;
      this.random = new SplittableRandom(number);
    }

    void forget() {
      count = 0;
    }

    LongStream nanos() {
      return Arrays.stream(nanos, 0, count);
    }

    void once(ImapClient connection, int turn) throws IOException {
      if (turn == 0) {
        connection.expectOk("SELECT " + Listing.mailbox(1 + number % Listing.MAILBOXES));
      }
      long start = System.nanoTime();
      operate(connection, random.nextInt(100));
      if (count == nanos.length) {
        nanos = Arrays.copyOf(nanos, 2 * count);
      }
      nanos[count++] = System.nanoTime() - start;
    }

    private void operate(ImapClient connection, int dice) throws IOException {
      int message = 1 + random.nextInt(Listing.MESSAGES - PAGE);
      if (dice < 40) {
        connection.count("FETCH " + message + " (UID BODY.PEEK[])");
      } else if (dice < 65) {
        connection.count(
            "FETCH " + message + ":" + (message + PAGE - 1) + " (UID FLAGS ENVELOPE RFC822.SIZE)");
      } else if (dice < 80) {
        String sign = random.nextBoolean() ? "+" : "-";
        connection.count("STORE " + message + " " + sign + "FLAGS.SILENT (\\Flagged)");
      } else if (dice < 90) {
        connection.count("NOOP");
      } else if (dice < 95) {
        connection.append("INBOX", "", letter.next(number));
      } else {
        connection.count("STATUS " + Listing.MAILBOX + " (MESSAGES UNSEEN UIDNEXT)");
      }
    }
  }
}
