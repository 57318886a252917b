package portineria.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import portineria.peer.ImapClient;

/** SEARCH for texts that one message holds, and for such as most hold. */
final class Searching implements Trial {
  private static final int MESSAGES = 10_000;
  private static final String MAILBOX = "Searched";
  private static final int ROUNDS = 5;

  /** What no other message holds. */
  private static final String NEEDLE_TEXT =
      """
      From: Nobody <nobody@studio-bianchi.example>
      Subject: Zabaione
      Date: Thu, 12 Mar 2026 09:12:44 +0100
      Content-Type: text/plain

      Tiramisu
      """;

  static final byte[] NEEDLE =
      NEEDLE_TEXT.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);

  static final List<String> RARE = List.of("SUBJECT zabaione", "BODY tiramisu", "TEXT tiramisu");

  private static final List<String> COMMON =
      List.of("FROM example", "BODY fattura", "TEXT received", "BODY zq");

  @Override
  public void run(Contestant contestant, Table table) throws Exception {
    try (ImapClient client = contestant.client()) {
      Mail.fill(client, MAILBOX, 0, MESSAGES);
      client.append(MAILBOX, "", NEEDLE);
      client.expectOk("SELECT " + MAILBOX);
      contestant.rest().await();
      for (String key : RARE) {
        if (measure(contestant, table, client, key) != 1) {
          throw new IOException(key + " should find one message");
        }
      }
      for (String key : COMMON) {
        Progress.say("%s: %d hits", key, measure(contestant, table, client, key));
      }
    }
  }

  /** How many were found. */
  private static int measure(Contestant contestant, Table table, ImapClient client, String key)
      throws Exception {
    int hits = hits(client, key); // warms up
    Measured measured = Measured.median(ROUNDS, Measured.milliseconds(client, "SEARCH " + key));
    table.add(Row.cost("SEARCH " + key + " in 10,000 messages", "ms"), contestant.name(), measured);
    return hits;
  }

  static int hits(ImapClient client, String key) throws IOException {
    String line = client.command("SEARCH " + key).untagged().getFirst();
    return line.split(" ").length - 2; // * SEARCH
  }
}
