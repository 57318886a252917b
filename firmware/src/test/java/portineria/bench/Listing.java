package portineria.bench;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import portineria.peer.ImapClient;

/** FETCH of what a mail program wants of every message, when it opens a mailbox and later. */
final class Listing implements Trial {
  static final int MESSAGES = 10_000;

  /** The mailbox that later trials find, with {@link #MESSAGES} messages in it. */
  static final String MAILBOX = "Big1";

  /** How many of them there are, all of the same size. */
  static final int MAILBOXES = 3;

  private static final int ROUNDS = MAILBOXES;
  private static final String FLAGS = "FETCH 1:* (FLAGS)";
  private static final String ALL =
      "FETCH 1:* (FLAGS INTERNALDATE RFC822.SIZE ENVELOPE BODYSTRUCTURE)";
  private static final String THUNDERBIRD =
      "FETCH 1:* (UID RFC822.SIZE FLAGS BODY.PEEK[HEADER.FIELDS (From To Cc Bcc Subject Date"
          + " Message-ID Priority X-Priority References Newsgroups In-Reply-To Content-Type"
          + " Reply-To)])";
  private static final String WHOLE = "FETCH 1:* (BODY.PEEK[])";

  private static final Pattern SIZE = Pattern.compile("RFC822\\.SIZE (\\d+)");
  private static final Pattern MESSAGE_ID = Pattern.compile("\"<[^<>\" ]+@[^<>\" ]+>\"\\)");

  /** The name of one of the {@link #MAILBOXES}, which are counted from 1. */
  static String mailbox(int number) {
    return "Big" + number;
  }

  @Override
  public void run(Contestant contestant, Table table) throws Exception {
    long octets = 0;
    try (ImapClient client = contestant.client()) {
      for (int i = ROUNDS; i > 0; i--) {
        octets = Mail.fill(client, mailbox(i), (i - 1) * MESSAGES, i * MESSAGES);
      }
      contestant.rest().await();
      int[] mailbox = {ROUNDS};
      Measured first =
          Measured.median(
              ROUNDS,
              () -> {
                client.expectOk("SELECT " + mailbox(mailbox[0]--));
                return rate(client, ALL);
              });
      add(table, contestant, "FETCH of flags, size, date, envelope, body structure, first", first);
      expectRight(client, octets);
      again(contestant, table, client, "FETCH of the same, again", ALL);
      again(contestant, table, client, "FETCH of flags", FLAGS);
      again(contestant, table, client, "FETCH of the header fields for Thunderbird", THUNDERBIRD);
      bodies(contestant, table, client, octets, "FETCH of whole messages");
    }
    try (ImapClient client = contestant.tlsClient()) {
      client.expectOk("SELECT " + MAILBOX);
      bodies(contestant, table, client, octets, "FETCH of whole messages, over TLS");
    }
  }

  private static void again(
      Contestant contestant, Table table, ImapClient client, String what, String command)
      throws Exception {
    rate(client, command); // warms up
    add(table, contestant, what, Measured.median(ROUNDS, () -> rate(client, command)));
  }

  private static void add(Table table, Contestant contestant, String what, Measured measured) {
    table.add(Row.rate(what, "messages/s"), contestant.name(), measured);
  }

  private static double rate(ImapClient client, String command) throws IOException {
    long start = System.nanoTime();
    int lines = client.count(command);
    long nanos = System.nanoTime() - start;
    if (lines != MESSAGES) {
      throw new IOException(command + " gave " + lines + " lines instead of " + MESSAGES);
    }
    return Measured.rate(MESSAGES, nanos);
  }

  /** Looks at what the lines say: all sizes, and an envelope for each message. */
  private static void expectRight(ImapClient client, long octets) throws IOException {
    List<String> lines = client.command(ALL).untagged();
    long sum = 0;
    Set<String> ids = new HashSet<>();
    for (String line : lines) {
      Matcher size = SIZE.matcher(line);
      Matcher id = MESSAGE_ID.matcher(line);
      if (!size.find() || !id.find() || !line.contains("BODYSTRUCTURE (")) {
        throw new IOException("a message is not whole: " + line);
      }
      sum += Long.parseLong(size.group(1));
      ids.add(id.group());
    }
    if (sum != octets || ids.size() < MESSAGES) {
      throw new IOException(
          sum + " octets in " + ids.size() + " messages instead of " + octets + " in " + MESSAGES);
    }
  }

  private static void bodies(
      Contestant contestant, Table table, ImapClient client, long octets, String what)
      throws Exception {
    Measured.Round round =
        () -> {
          long before = client.octetsRead();
          long start = System.nanoTime();
          rate(client, WHOLE);
          long nanos = System.nanoTime() - start;
          if (client.octetsRead() - before < octets) {
            throw new IOException("fewer octets than " + octets);
          }
          return Measured.rate(octets, nanos) / 1e6;
        };
    round.run(); // warms up
    table.add(Row.rate(what, "MB/s"), contestant.name(), Measured.median(ROUNDS, round));
  }
}
