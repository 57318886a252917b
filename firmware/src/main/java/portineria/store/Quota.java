package portineria.store;

import java.util.OptionalLong;

/**
 * How much an account may hold, and how much it does: RFC 9208.
 *
 * <p>What counts is what stands in the mailboxes that the account can change, each entry for
 * itself, as the sizes that programs show add up: so deleting and expunging make room at once. What
 * was removed and can be had back does not count, nor does the view of all mail: nobody could make
 * room there. So a limit bounds what people hold, not what the vault keeps of it; nothing ever goes
 * because of one.
 *
 * @param octets the sum of the sizes of what counts
 * @param messages how many entries count
 */
public record Quota(Limits limits, long octets, long messages) {

  /** From here on a full account is told of. */
  private static final double NEARLY = 0.9;

  /** Nothing yet, and as much as the disk holds. */
  public static final Quota NONE = new Quota(Limits.NONE, 0, 0);

  /**
   * What an account may hold at the most. An account that holds more, because the limit came later
   * or because something was had back, keeps it all and takes in nothing.
   */
  public record Limits(OptionalLong octets, OptionalLong messages) {
    public static final Limits NONE = new Limits(OptionalLong.empty(), OptionalLong.empty());

    public Limits {
      if (octets.orElse(1) < 1 || messages.orElse(1) < 1) {
        throw new IllegalArgumentException("a limit is at least 1");
      }
    }

    /** Whether there is any. */
    public boolean isSome() {
      return octets.isPresent() || messages.isPresent();
    }
  }

  /** Whether so much more may come in; nothing more always may. */
  public boolean hasRoomFor(long moreMessages, long moreOctets) {
    return moreMessages == 0
        || (messages + moreMessages <= limits.messages.orElse(Long.MAX_VALUE)
            && octets + moreOctets <= limits.octets.orElse(Long.MAX_VALUE));
  }

  /** The same, when so much has come in. */
  public Quota plus(long moreMessages, long moreOctets) {
    return new Quota(limits, octets + moreOctets, messages + moreMessages);
  }

  /** How much of what it may hold it does, of the scarcer of the two; 0 without a limit. */
  public double share() {
    return Math.max(share(octets, limits.octets), share(messages, limits.messages));
  }

  private static double share(long used, OptionalLong limit) {
    return limit.isPresent() ? (double) used / limit.getAsLong() : 0;
  }

  /** Whether it is time to tell whoever can make room. */
  public boolean isNearlyFull() {
    return share() >= NEARLY;
  }
}
