package portineria.store;

import java.time.Instant;
import java.util.List;

/**
 * Every message that the store keeps, in the order of their coming, whatever became of them in the
 * mailboxes: moved, removed, copied. For those who derive something from all mail. Safe for many
 * threads.
 */
public interface Arrivals {

  /**
   * Which life of the index gave the numbers: what was derived under another one means nothing now.
   */
  long generation();

  /** The highest number given out so far; 0 before the first message. */
  MessageId last();

  /** Those with numbers above {@code after}, ascending, {@code most} of them at the most. */
  List<Arrival> after(MessageId after, int most);

  /**
   * What came in each hour since {@code since} and is still kept, in the order of time; without the
   * hours in which nothing did. It looks at each message: a moment.
   */
  List<Hour> hours(Instant since);

  /**
   * From now on {@code knock} is called after every commit that brought a message not kept before,
   * until the subscription is closed. The rules of {@link Listener} hold for it.
   */
  Subscription subscribe(Runnable knock);

  /**
   * What came within an hour.
   *
   * @param begin a whole hour in UTC
   */
  record Hour(Instant begin, long messages, long octets) {}

  /**
   * A message that came.
   *
   * @param account whose it is
   * @param received when it was taken in, to the second
   */
  record Arrival(MessageId message, String account, Instant received) {}
}
