package portineria.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import portineria.bench.Measured.Watch;
import portineria.peer.Appliance;
import portineria.peer.ImapClient;

/**
 * What it costs that nothing is lost, and that some must go: a box with 100,000 realistic messages
 * and 200,000 short ones that are removed. Ours alone, because the peers do nothing of the kind.
 */
final class Keeping {
  private static final int KEPT = 100_000;
  private static final int REMOVED = 200_000;
  private static final int ERASED = 100;
  private static final int ROUNDS = 3;
  private static final int AT_ONCE = 100;

  /** Whose messages are erased, and to nobody else's harm. */
  private static final String PERSON = "zoe.zanzottera%d@persona.example";

  private final Path data;
  private final Table table;

  Keeping(Path scratch, Table table) {
    this.data = scratch.resolve("kept");
    this.table = table;
  }

  void run() throws Exception {
    Contestants.addUser(data);
    long octets = 0;
    try (Contestant box = Contestants.portineria(data);
        ImapClient client = box.client()) {
      octets += Mail.fill(client, "Kept", 0, KEPT);
      for (int person = 0; person < ROUNDS; person++) {
        octets += letters(client, "Kept", ERASED, PERSON.formatted(person));
      }
      client.expectOk("CREATE Gone");
      octets += letters(client, "Gone", REMOVED, "nobody@persona.example");
    }
    opening("Gone", "an ordinary mailbox of 200,000 messages");
    try (Contestant box = Contestants.portineria(data);
        ImapClient client = box.client()) {
      client.expectOk("SELECT Gone").expectOk("STORE 1:* +FLAGS.SILENT (\\Deleted)");
      Measured expunge = Measured.median(1, () -> millis(() -> client.expectOk("EXPUNGE")));
      add(Row.cost("EXPUNGE of 200,000 messages, once", "ms"), expunge);
    }
    opening("Recoverable/Gone", "200,000 removed messages");
    person();
    verify(octets);
  }

  private void opening(String mailbox, String what) throws Exception {
    Watch watch = new Watch();
    double[] first = new double[ROUNDS];
    double[] again = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      try (Contestant box = Contestants.portineria(data);
          ImapClient client = box.client()) {
        Contestant.expectMessages(client, "INBOX", 0);
        first[round] = millis(() -> client.expectOk("SELECT " + mailbox));
        client.expectOk("UNSELECT");
        again[round] = millis(() -> client.expectOk("SELECT " + mailbox));
        Contestant.expectMessages(client, mailbox, REMOVED);
      }
    }
    add(Row.cost("SELECT of " + what + ", first after start", "ms"), watch.median(first));
    add(Row.cost("SELECT of " + what + ", again", "ms"), watch.median(again));
  }

  /** Finds somebody's messages among all, and erases them. */
  private void person() throws Exception {
    try (Contestant box = Contestants.portineria(data);
        ImapClient client = box.client()) {
      box.rest().await();
      Path list = data.resolveSibling("list.csv");
      Measured find =
          Measured.median(
              ROUNDS,
              () -> {
                Files.deleteIfExists(list);
                return command("find", "--address", PERSON.formatted(0), "--list", list.toString());
              });
      add(Row.cost("gdpr find of a person with 100 messages among 300,000", "s"), find);
      int[] person = {0};
      Measured erase =
          Measured.median(
              ROUNDS,
              () ->
                  command(
                      "erase",
                      "--address",
                      PERSON.formatted(person[0]++),
                      "--yes",
                      "--reason",
                      "asked for it",
                      "--report",
                      data.resolveSibling("report" + person[0] + ".txt").toString()));
      Contestant.expectMessages(client, "Kept", KEPT);
      add(Row.cost("gdpr erase of 100 messages out of 300,000", "s"), erase);
    }
  }

  /** Gives the seconds that a command of the rights desk takes. */
  private double command(String... words) throws Exception {
    List<String> line = new ArrayList<>(List.of("gdpr"));
    line.addAll(List.of(words));
    line.addAll(List.of("--data", data.toString()));
    return millis(() -> Appliance.say(line.toArray(String[]::new)).expectDone()) / 1e3;
  }

  private void verify(long octets) throws Exception {
    Measured measured =
        Measured.median(
            ROUNDS,
            () -> {
              double seconds =
                  millis(() -> Appliance.say("verify", "--data", data.toString()).expectDone())
                      / 1e3;
              return octets / seconds / 1e6;
            });
    add(Row.rate("verify of 300,000 messages", "MB/s"), measured);
    try (Stream<Path> files = Files.walk(data)) {
      double size = files.filter(Files::isRegularFile).mapToLong(Keeping::size).sum();
      Progress.say("%,d octets of mail lie in %,.0f octets", octets, size);
    }
  }

  private static long size(Path file) {
    return file.toFile().length();
  }

  private void add(Row row, Measured measured) {
    table.add(row, Table.OURS, measured);
  }

  private interface Act {
    void run() throws Exception;
  }

  private static double millis(Act act) throws Exception {
    long start = System.nanoTime();
    act.run();
    return (System.nanoTime() - start) / 1e6;
  }

  /** Appends short messages from {@code sender}; gives the sum of their sizes. */
  private static long letters(ImapClient client, String mailbox, int count, String sender)
      throws IOException {
    long octets = 0;
    List<byte[]> several = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String text =
          """
          From: %1$s\r
          To: info@studio-bianchi.example\r
          Subject: Richiesta %2$d\r
          Date: Thu, 12 Mar 2026 09:12:44 +0100\r
          Message-ID: <%2$d.%1$s>\r
          Content-Type: text/plain\r
          \r
          Buongiorno, mando la richiesta numero %2$d.\r
          """
              .formatted(sender, i);
      several.add(text.getBytes(StandardCharsets.US_ASCII));
      octets += text.length();
      if (several.size() == AT_ONCE || i == count - 1) {
        client.append(mailbox, "", several);
        several.clear();
      }
    }
    return octets;
  }
}
