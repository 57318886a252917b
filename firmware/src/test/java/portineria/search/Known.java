package portineria.search;

import java.util.function.LongPredicate;

/** An index that knows all there is to know. */
public final class Known {
  private Known() {}

  public static Verdicts of(long[] messages, LongPredicate holds) {
    Verdicts verdicts = Verdicts.unread(messages);
    for (int at = 0; at < verdicts.count(); at++) {
      verdicts.setUnread(at, false);
      if (holds.test(verdicts.message(at))) {
        verdicts.setHolds(at);
      }
    }
    return verdicts;
  }
}
