package portineria.store.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import portineria.store.Act;
import portineria.store.Digest;
import portineria.store.Erasure;
import portineria.store.Flag;
import portineria.store.Incoming;
import portineria.store.Intake;
import portineria.store.Refusal;
import portineria.store.Uid;
import portineria.store.UidSet;

/**
 * A store with messages of which some are erased: small and large ones, copied, moved, removed,
 * fetched, hidden, summed up. So many are doomed that volumes are compacted.
 */
final class Doom {
  static final Act ACT = Act.of(Act.Kind.MAIL_ERASED, OpenBox.ACTOR);

  static final Erasure.Progress UNHEARD = (done, all) -> {};

  /** How many messages there are. */
  static final int MESSAGES = 14;

  private Doom() {}

  static boolean isDoomed(int message) {
    return message % 4 != 2;
  }

  /** A message that has nothing in common with another one. */
  static String text(int message) {
    Random random = new Random(message);
    int lines = message % 5 == 0 ? 250 : 8 + message;
    StringBuilder text = new StringBuilder("Subject: " + Long.toHexString(random.nextLong()));
    text.append("\r\n\r\n");
    for (int i = 0; i < lines; i++) {
      text.append(Long.toHexString(random.nextLong())).append("\r\n");
    }
    return text.toString();
  }

  static byte[] octets(int message) {
    return text(message).getBytes(StandardCharsets.UTF_8);
  }

  static void fill(OpenBox box) throws Refusal, IOException {
    box.store().sources().add(Script.source());
    Intake intake = box.store().sources().intake("provider");
    for (int i = 0; i < MESSAGES; i++) {
      if (i % 3 == 0) {
        try (Incoming incoming = box.anna().incoming(0)) {
          intake.deliver(
              box.inbox(),
              List.of(
                  new Intake.Fetched(
                      "uidl-" + i, OpenBox.delivery(incoming, text(i)), OpenBox.DATE)));
        }
      } else {
        box.add(box.inbox(), text(i), Flag.FLAGGED, new Flag("$Work"));
      }
    }
    List<String> ids = box.anna().uniqueIds(box.inbox().view());
    box.anna().hidden("phone").hide(ids.subList(0, 6));
    for (int i = 0; i < MESSAGES; i++) {
      box.anna()
          .summaries()
          .save(
              box.inbox().view().message(i),
              ByteBuffer.wrap(("summary " + text(i).substring(0, 40)).getBytes()));
    }
    box.inbox().copy(UidSet.range(2, 5), box.mailbox("Archive"));
    box.inbox().move(UidSet.range(8, 9), box.mailbox("Junk"));
    box.inbox().remove(UidSet.of(List.of(new Uid(12), new Uid(13))));
    box.create("Deleted");
    box.inbox().copy(UidSet.range(1, 3), box.mailbox("Deleted"));
    box.anna().delete(box.mailbox("Deleted").name());
  }

  static List<Erasure.Target> targets() {
    List<Erasure.Target> targets = new ArrayList<>();
    for (int i = 0; i < MESSAGES; i++) {
      if (isDoomed(i)) {
        targets.add(new Erasure.Target("anna", digest(i)));
      }
    }
    return targets;
  }

  static Digest digest(int message) {
    return digest(text(message));
  }

  static Digest digest(String text) {
    try {
      byte[] octets = text.getBytes(StandardCharsets.UTF_8);
      return Digest.of(MessageDigest.getInstance("SHA-256").digest(octets));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * All there is to see, but for modseqs: a mailbox loses messages in one step or in two, and they
   * say in how many.
   */
  static List<String> seen(OpenBox box) throws IOException {
    return box.dump().stream()
        .map(line -> line.replaceAll("ModSeq\\[value=\\d+]|modseq \\d+", "modseq"))
        .toList();
  }

  static void erase(OpenBox box) throws Refusal {
    Erasure erasure = new Erasure(targets(), Erasure.Extent.EVERYWHERE, ACT);
    box.store().erase(erasure, UNHEARD);
  }

  /** What must be nowhere after the erasure: octets, digests, digests as text. */
  static Traces traces() {
    Traces traces = new Traces();
    for (int i = 0; i < MESSAGES; i++) {
      if (isDoomed(i)) {
        traces.lookFor(octets(i));
        traces.lookFor(digest(i).octets());
        traces.lookFor(digest(i).hex().getBytes(StandardCharsets.US_ASCII));
      }
    }
    return traces;
  }
}
