package portineria.bench;

import portineria.peer.ImapClient;

/** SELECT of a large mailbox, which is made of copies and is left for {@link Copying}. */
final class Selecting implements Trial {
  static final int MESSAGES = 100_000;
  static final String MAILBOX = "Large";

  private static final int ROUNDS = 3;

  @Override
  public void run(Contestant contestant, Table table) throws Exception {
    try (ImapClient client = contestant.client()) {
      client.expectOk("SELECT " + Listing.MAILBOX).expectOk("CREATE " + MAILBOX);
      for (int copied = 0; copied < MESSAGES; copied += Listing.MESSAGES) {
        client.expectOk("COPY 1:* " + MAILBOX);
      }
      Contestant.expectMessages(client, MAILBOX, MESSAGES);
      Measured select =
          Measured.median(
              ROUNDS,
              () -> {
                long start = System.nanoTime();
                client.expectOk("SELECT " + MAILBOX);
                return (System.nanoTime() - start) / 1e6;
              });
      table.add(Row.cost("SELECT of 100,000 messages", "ms"), contestant.name(), select);
    }
  }
}
