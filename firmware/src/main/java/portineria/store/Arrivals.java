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

  /** How many came since {@code since} and are still kept. It looks at each message: a moment. */
  long count(Instant since);

  /**
   * From now on {@code knock} is called after every commit that brought a message not kept before,
   * until the subscription is closed. The rules of {@link Listener} hold for it.
   */
  Subscription subscribe(Runnable knock);

  /**
   * A message that came.
   *
   * @param account whose it is
   * @param received when it was taken in, to the second
   */
  record Arrival(MessageId message, String account, Instant received) {}
}
