package portineria.bench;

import java.io.IOException;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import portineria.peer.ImapClient;

/** SORT and THREAD of all messages of a mailbox, when they are asked for first and later. */
final class Ordering implements Trial {
  private static final int MESSAGES = Listing.MESSAGES;
  private static final int ROUNDS = 5;
  private static final String SORT = "SORT (DATE) UTF-8 ALL";
  private static final String SORT_SUBJECT = "SORT (SUBJECT) UTF-8 ALL";
  private static final String THREAD = "THREAD REFERENCES UTF-8 ALL";
  private static final Pattern NUMBER = Pattern.compile("[0-9]+");

  @Override
  public void run(Contestant contestant, Table table) throws Exception {
    contestant.rest().await();
    int[] mailbox = {Listing.MAILBOXES};
    Measured first =
        Measured.median(
            Listing.MAILBOXES,
            () -> {
              try (ImapClient client = contestant.client()) {
                client.expectOk("SELECT " + Listing.mailbox(mailbox[0]--));
                return Measured.milliseconds(client, SORT).run();
              }
            });
    table.add(row("SORT date", ", first"), contestant.name(), first);
    try (ImapClient client = contestant.client()) {
      client.expectOk("SELECT " + Listing.MAILBOX);
      measure(contestant, table, client, "SORT date", SORT);
      measure(contestant, table, client, "SORT subject", SORT_SUBJECT);
      measure(contestant, table, client, "THREAD references", THREAD);
    }
  }

  private static Row row(String what, String when) {
    return Row.cost(what + " of 10,000 messages" + when, "ms");
  }

  private static void measure(
      Contestant contestant, Table table, ImapClient client, String what, String command)
      throws Exception {
    expectAll(client, command); // warms up
    Measured measured = Measured.median(ROUNDS, Measured.milliseconds(client, command));
    table.add(row(what, ", again"), contestant.name(), measured);
  }

  private static void expectAll(ImapClient client, String command) throws IOException {
    String line = String.join("", client.command(command).untagged());
    long told = NUMBER.matcher(line).results().map(MatchResult::group).distinct().count();
    if (told != MESSAGES) {
      throw new IOException(command + " gave " + told + " messages instead of " + MESSAGES);
    }
  }
}
