package portineria.search;

import java.util.Arrays;
import java.util.BitSet;
import portineria.store.MessageId;

/** What is known of some messages. Immutable once it was given out. */
public final class Verdicts {
  /** Ascending, each once. */
  private final long[] messages;

  private final BitSet holding = new BitSet();
  private final BitSet unread = new BitSet();

  private Verdicts(long[] messages) {
    this.messages = messages;
  }

  /** Nothing is known yet of these messages, whose numbers may be in any order. */
  public static Verdicts unread(long[] numbers) {
    Verdicts verdicts = new Verdicts(Arrays.stream(numbers).sorted().distinct().toArray());
    verdicts.unread.set(0, verdicts.messages.length);
    return verdicts;
  }

  /** The verdict on one of them. */
  public Verdict of(MessageId message) {
    int at = Arrays.binarySearch(messages, message.value());
    if (at < 0) {
      throw new IllegalArgumentException("nobody asked about message " + message.value());
    }
    if (holding.get(at)) {
      return Verdict.HOLDS;
    }
    return unread.get(at) ? Verdict.UNREAD : Verdict.LACKS;
  }

  int count() {
    return messages.length;
  }

  long message(int at) {
    return messages[at];
  }

  boolean holds(int at) {
    return holding.get(at);
  }

  void setHolds(int at) {
    holding.set(at);
  }

  void setUnread(int at, boolean isUnread) {
    unread.set(at, isUnread);
  }
}
