package portineria.bench;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import portineria.peer.ImapClient;

/**
 * How the cost of what programs do all day grows with the mailbox. All messages differ: of copies a
 * server could keep less than of so many messages.
 */
final class Growing implements Trial {
  private static final List<Integer> SIZES = List.of(1_000, 10_000, 100_000);
  private static final int ROUNDS = 5;
  private static final int CHANGES = 20;
  private static final String LISTING =
      "FETCH 1:* (FLAGS INTERNALDATE RFC822.SIZE ENVELOPE BODYSTRUCTURE)";

  @Override
  public void run(Contestant contestant, Table table) throws Exception {
    try (ImapClient client = contestant.client()) {
      for (int size : SIZES) {
        Mail.fill(client, mailbox(size), 0, size - 1);
        client.append(mailbox(size), "", Searching.NEEDLE);
      }
      contestant.rest().await();
      for (int size : SIZES) {
        client.expectOk("SELECT " + mailbox(size));
        cost(contestant, table, client, "SELECT", "SELECT " + mailbox(size), size);
        listing(contestant, table, client, size);
        flags(contestant, table, client, size);
        for (String key : Searching.RARE) {
          if (Searching.hits(client, key) != 1) {
            throw new IOException(key + " should find one message");
          }
          cost(contestant, table, client, "SEARCH " + key, size);
        }
        cost(contestant, table, client, "SORT (DATE) UTF-8 ALL", size);
        cost(contestant, table, client, "THREAD REFERENCES UTF-8 ALL", size);
        appends(contestant, table, client, size);
      }
    }
  }

  private static String mailbox(int size) {
    return "Grown" + size;
  }

  private static String among(String what, int size) {
    return String.format(Locale.ROOT, "%s, %,d messages", what, size);
  }

  private static void cost(
      Contestant contestant, Table table, ImapClient client, String command, int size)
      throws Exception {
    cost(contestant, table, client, command, command, size);
  }

  private static void cost(
      Contestant contestant, Table table, ImapClient client, String what, String command, int size)
      throws Exception {
    client.expectOk(command); // warms up
    Measured measured = Measured.median(ROUNDS, Measured.milliseconds(client, command));
    table.add(Row.cost(among(what, size), "ms"), contestant.name(), measured);
  }

  private static void listing(Contestant contestant, Table table, ImapClient client, int size)
      throws Exception {
    client.count(LISTING); // warms up
    Measured measured =
        Measured.median(
            ROUNDS,
            () -> {
              long start = System.nanoTime();
              int lines = client.count(LISTING);
              long nanos = System.nanoTime() - start;
              if (lines != size) {
                throw new IOException(lines + " answers for " + size + " messages");
              }
              return Measured.rate(size, nanos);
            });
    table.add(
        Row.rate(among("FETCH of what a list shows", size), "messages/s"),
        contestant.name(),
        measured);
  }

  private static void flags(Contestant contestant, Table table, ImapClient client, int size)
      throws Exception {
    Measured measured =
        Measured.median(
            ROUNDS,
            () -> {
              long start = System.nanoTime();
              for (int i = 1; i <= CHANGES; i++) {
                String sign = i % 2 == 0 ? "-" : "+";
                client.expectOk("STORE " + size / i + " " + sign + "FLAGS.SILENT (\\Flagged)");
              }
              return (System.nanoTime() - start) / 1e6 / CHANGES;
            });
    table.add(Row.cost(among("STORE of one flag", size), "ms"), contestant.name(), measured);
  }

  private static void appends(Contestant contestant, Table table, ImapClient client, int size)
      throws Exception {
    byte[] message = Mail.message(size);
    Measured measured =
        Measured.median(
            ROUNDS,
            () -> {
              long start = System.nanoTime();
              for (int i = 0; i < CHANGES; i++) {
                client.append(mailbox(size), "", message);
              }
              return (System.nanoTime() - start) / 1e6 / CHANGES;
            });
    table.add(Row.cost(among("APPEND of one message", size), "ms"), contestant.name(), measured);
  }
}
