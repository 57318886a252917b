package portineria.bench;

import java.io.IOException;
import portineria.bench.Figures.Better;
import portineria.mail.MailGenerator;
import portineria.peer.ImapClient;

/** FETCH of what a mail program wants of every message when it opens a mailbox. */
final class ListingRate {
  private static final int MESSAGES = 10_000;
  private static final int ROUNDS = 5;
  private static final String ALL =
      "FETCH 1:* (FLAGS INTERNALDATE RFC822.SIZE ENVELOPE BODYSTRUCTURE)";

  private ListingRate() {}

  static void measure(Contestant contestant, Figures figures) throws IOException {
    fill(contestant);
    try (ImapClient client = new ImapClient(contestant.imapPort())) {
      client.login(contestant.user(), contestant.password()).expectOk("SELECT Big");
      add(figures, contestant, "flags only", listing(client, "FETCH 1:* (FLAGS)"));
      add(figures, contestant, "first", listing(client, ALL));
      double[] warm = new double[ROUNDS];
      for (int round = 0; round < ROUNDS; round++) {
        warm[round] = listing(client, ALL);
      }
      add(figures, contestant, "again (median of " + ROUNDS + ")", Figures.median(warm));
    }
  }

  private static void add(Figures figures, Contestant contestant, String which, double rate) {
    String what =
        which.equals("flags only")
            ? "FETCH of flags of 10,000"
            : "FETCH of flags, size, date, envelope, body structure of 10,000, " + which;
    figures.add(what, "messages/s", Better.MORE, contestant.name(), rate);
  }

  private static double listing(ImapClient client, String command) throws IOException {
    long start = System.nanoTime();
    int lines = client.count(command);
    long nanos = System.nanoTime() - start;
    if (lines != MESSAGES) {
      throw new IOException(command + " gave " + lines + " lines instead of " + MESSAGES);
    }
    return MESSAGES * 1e9 / nanos;
  }

  private static void fill(Contestant contestant) throws IOException {
    MailGenerator mail = Mail.generator();
    try (ImapClient client = new ImapClient(contestant.imapPort())) {
      client.login(contestant.user(), contestant.password()).expectOk("CREATE Big");
      for (int i = 0; i < MESSAGES; i++) {
        client.append("Big", "", Mail.message(mail, i));
      }
    }
  }
}
