package portineria.bench;

import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import portineria.peer.ImapClient;

/**
 * SELECT of a large mailbox, which is made of copies and is left for {@link Copying}; and by who
 * has it already and wants to know what has changed since: RFC 7162 §3.2.5.
 */
final class Selecting implements Trial {
  static final int MESSAGES = 100_000;
  static final String MAILBOX = "Large";

  private static final int ROUNDS = 3;

  /** Half of them of flags, half of them removals. */
  private static final int CHANGES = 100;

  @Override
  public void run(Contestant contestant, Table table) throws Exception {
    try (ImapClient client = contestant.client()) {
      client.expectOk("SELECT " + Listing.MAILBOX).expectOk("CREATE " + MAILBOX);
      for (int copied = 0; copied < MESSAGES; copied += Listing.MESSAGES) {
        client.expectOk("COPY 1:* " + MAILBOX);
      }
      Contestant.expectMessages(client, MAILBOX, MESSAGES);
      Measured select = Measured.median(ROUNDS, Measured.milliseconds(client, "SELECT " + MAILBOX));
      table.add(Row.cost("SELECT of 100,000 messages", "ms"), contestant.name(), select);
      resync(contestant, table, client);
    }
  }

  private static void resync(Contestant contestant, Table table, ImapClient client)
      throws Exception {
    client.expectOk("ENABLE QRESYNC");
    List<String> selected = client.command("SELECT " + MAILBOX).untagged();
    String since =
        "%s %s".formatted(code(selected, "UIDVALIDITY"), code(selected, "HIGHESTMODSEQ"));
    for (int i = 1; i <= CHANGES / 2; i++) {
      client.expectOk("STORE " + MESSAGES / CHANGES * 2 * i + " +FLAGS.SILENT (\\Answered)");
    }
    client.expectOk("COPY 1:" + CHANGES / 2 + " " + MAILBOX).expectOk("NOOP");
    String copies = (MESSAGES + 1) + ":" + (MESSAGES + CHANGES / 2);
    client.expectOk("STORE " + copies + " +FLAGS.SILENT (\\Deleted)").expectOk("EXPUNGE");
    Contestant.expectMessages(client, MAILBOX, MESSAGES);
    String select = "SELECT " + MAILBOX + " (QRESYNC (" + since + "))";
    Measured measured = Measured.median(ROUNDS, () -> milliseconds(client, select));
    table.add(
        Row.cost("SELECT of 100,000 messages by QRESYNC, of which 100 have changed", "ms"),
        contestant.name(),
        measured);
  }

  private static double milliseconds(ImapClient client, String select) throws IOException {
    client.expectOk("UNSELECT");
    long start = System.nanoTime();
    List<String> told = client.command(select).untagged();
    double millis = (System.nanoTime() - start) / 1e6;
    long flags = told.stream().filter(line -> line.contains(" FETCH (")).count();
    boolean vanished = told.stream().anyMatch(line -> line.startsWith("* VANISHED (EARLIER) "));
    if (flags != CHANGES / 2 || !vanished) {
      throw new IOException(flags + " changes of flags, removals told: " + vanished);
    }
    return millis;
  }

  /** The number behind a response code of SELECT. */
  private static String code(List<String> selected, String name) throws IOException {
    Pattern code = Pattern.compile("\\[" + name + " ([0-9]+)]");
    for (String line : selected) {
      Matcher matcher = code.matcher(line);
      if (matcher.find()) {
        return matcher.group(1);
      }
    }
    throw new IOException("no " + name + " in " + selected);
  }
}
