package portineria.bench;

import java.util.Locale;
import portineria.bench.Measured.Watch;
import portineria.peer.ImapClient;

/**
 * COPY and MOVE of a whole mailbox: how long they take, and how long somebody else, with another
 * mailbox, waits for a flag meanwhile.
 *
 * @param mailbox has so many {@code messages}
 */
record Copying(String mailbox, int messages) implements Trial {
  private static final int ROUNDS = 3;

  @Override
  public void run(Contestant contestant, Table table) throws Exception {
    try (ImapClient client = contestant.client();
        ImapClient other = contestant.client()) {
      other.expectOk("CREATE " + mailbox + "-other");
      other.append(mailbox + "-other", "", Mail.message(0));
      other.expectOk("SELECT " + mailbox + "-other");
      rounds(contestant, table, client, other, "COPY");
      rounds(contestant, table, client, other, "MOVE");
    }
  }

  /** What was copied in a round is moved in a round of MOVE. */
  private void rounds(
      Contestant contestant, Table table, ImapClient client, ImapClient other, String command)
      throws Exception {
    Watch watch = new Watch();
    double[] millis = new double[ROUNDS];
    double[] waits = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      String copy = mailbox + "-copy" + round;
      String target = command.equals("COPY") ? copy : mailbox + "-moved" + round;
      client.expectOk("SELECT " + (command.equals("COPY") ? mailbox : copy));
      client.expectOk("CREATE " + target);
      try (Waiting waiting = new Waiting(other)) {
        long start = System.nanoTime();
        client.expectOk(command + " 1:* " + target);
        millis[round] = (System.nanoTime() - start) / 1e6;
        waits[round] = waiting.longestMillis();
      }
      Contestant.expectMessages(client, target, messages);
    }
    String what = String.format(Locale.ROOT, "%s of %,d messages", command, messages);
    table.add(Row.cost(what, "ms"), contestant.name(), watch.median(millis));
    table.add(
        Row.cost(what + ": the longest wait of somebody else's STORE", "ms"),
        contestant.name(),
        watch.median(waits));
  }
}
