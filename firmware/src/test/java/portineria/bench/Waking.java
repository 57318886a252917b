package portineria.bench;

import java.io.IOException;
import portineria.bench.Measured.Watch;
import portineria.peer.ImapClient;

/** IDLE: how soon somebody is told what another one has done. */
final class Waking implements Trial {
  private static final int ROUNDS = 7;

  @Override
  public void run(Contestant contestant, Table table) throws Exception {
    try (ImapClient idle = contestant.client();
        ImapClient other = contestant.client()) {
      other.expectOk("CREATE Idle");
      Letter letter = new Letter(2_000);
      idle.expectOk("SELECT Idle");
      double[] millis = new double[ROUNDS];
      Watch watch = new Watch();
      for (int round = 0; round < ROUNDS; round++) {
        millis[round] = round(idle, other, letter.next(0));
      }
      table.add(
          Row.cost("IDLE: from another's APPEND to the untagged EXISTS", "ms"),
          contestant.name(),
          watch.median(millis));
    }
  }

  private static double round(ImapClient idle, ImapClient other, byte[] letter) throws IOException {
    idle.send("IDLE");
    idle.raw("");
    String line = idle.readWholeLine();
    if (!line.startsWith("+")) {
      throw new IOException("instead of idling: " + line);
    }
    long start = System.nanoTime();
    other.append("Idle", "", letter);
    while (!line.endsWith(" EXISTS")) {
      line = idle.readWholeLine();
    }
    double millis = (System.nanoTime() - start) / 1e6;
    idle.raw("DONE\r\n");
    while (!line.contains(" OK ")) {
      line = idle.readWholeLine();
    }
    return millis;
  }
}
