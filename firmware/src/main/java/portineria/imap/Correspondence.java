package portineria.imap;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Messages that are to be put into threads, in the order of the mailbox: what each says of itself,
 * with a number for each Message-ID and each base subject. One thread uses it.
 */
final class Correspondence {
  static final int NONE = -1;

  /**
   * Message-IDs that are told from each other; with their numbers they take some 50 MB. Beyond them
   * messages are threaded by their subjects alone.
   */
  private static final int IDS_MAX = 300_000;

  private final int idsMax;
  private final Map<String, Integer> ids = new HashMap<>();
  private final Map<String, Integer> subjects = new HashMap<>();
  private final IntList own = new IntList();

  /** The references of all messages, one after the other. */
  private final IntList references = new IntList();

  /** Where in them those of each message end. */
  private final IntList ends = new IntList();

  private final IntList subject = new IntList();
  private final IntList reply = new IntList();
  private long[] sent = new long[16];

  Correspondence() {
    this(IDS_MAX);
  }

  Correspondence(int idsMax) {
    this.idsMax = idsMax;
  }

  /**
   * Adds the next message.
   *
   * @param messageId empty if it has none
   * @param forebears Message-IDs, the oldest first
   * @param isReply whether its subject says so
   */
  void add(
      String messageId, List<String> forebears, long sentSeconds, String base, boolean isReply) {
    if (count() == sent.length) {
      sent = Arrays.copyOf(sent, 2 * sent.length);
    }
    sent[count()] = sentSeconds;
    own.add(messageId.isEmpty() ? NONE : id(messageId));
    for (String forebear : forebears) {
      int id = id(forebear);
      if (id != NONE) {
        references.add(id);
      }
    }
    ends.add(references.size());
    subject.add(base.isEmpty() ? NONE : subjects.computeIfAbsent(base, any -> subjects.size()));
    reply.add(isReply ? 1 : 0);
  }

  private int id(String text) {
    return ids.size() < idsMax
        ? ids.computeIfAbsent(text, any -> ids.size())
        : ids.getOrDefault(text, NONE);
  }

  int count() {
    return own.size();
  }

  /** How many Message-IDs there are, those of references too. */
  int idCount() {
    return ids.size();
  }

  int subjectCount() {
    return subjects.size();
  }

  /** The number of its Message-ID, or {@link #NONE}. */
  int id(int message) {
    return own.at(message);
  }

  /** Where in the list of all references those of a message begin. */
  int firstReference(int message) {
    return message == 0 ? 0 : ends.at(message - 1);
  }

  int endOfReferences(int message) {
    return ends.at(message);
  }

  /** The number of the Message-ID at that place of the list of all references. */
  int reference(int place) {
    return references.at(place);
  }

  /** The number of its base subject, or {@link #NONE} if that is empty. */
  int subject(int message) {
    return subject.at(message);
  }

  boolean isReply(int message) {
    return reply.at(message) == 1;
  }

  /** The messages by their sent dates, and by their order where these are the same. */
  int[] byDate() {
    return Order.by(Arrays.copyOf(sent, count()), false, Order.natural(count()));
  }
}
