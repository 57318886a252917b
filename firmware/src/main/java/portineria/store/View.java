package portineria.store;

/**
 * One mailbox as of one moment: immutable, and shared by all sessions. Messages stand in the order
 * of their UIDs; an index starts at 0 (a sequence number is the index plus one).
 *
 * <p>Primitives instead of value types, because a command may walk over 100,000 messages.
 */
public interface View {
  UidValidity uidValidity();

  /** How many messages there are. */
  int count();

  /** The UID that the next message gets at the least. */
  Uid uidNext();

  /** The modseq of the last change of any kind, removals included: RFC 7162 §3.1.2.1. */
  ModSeq highestModSeq();

  long uid(int index);

  long modSeq(int index);

  /**
   * The indexes of the messages that were changed after {@code since}, ascending: RFC 7162
   * §3.1.4.1. What has not changed for long costs nothing.
   */
  int[] changedSince(ModSeq since);

  /** The flags as bits, to be read with {@link #flagTable}. Equal bits are equal flags. */
  long flagBits(int index);

  MessageId message(int index);

  /** Octets of the message. */
  long size(int index);

  /** Seconds since 1970. */
  long internalDate(int index);

  /** Seconds since 1970 when the message came into this mailbox: RFC 8514. */
  long saveDate(int index);

  /**
   * What the bits of {@link #flagBits} mean; bits keep their meaning as long as the mailbox lives.
   */
  FlagTable flagTable();

  /** The index of {@code uid}, or {@code -(where it would stand) - 1}. */
  int indexOf(long uid);

  /** How many carry this flag's bit (0 where the flag is unknown here). */
  int countWith(Flag flag);

  /** The sum of all sizes. */
  long octets();

  /**
   * What is different from an {@code older} view of the same mailbox, in one walk; parts that both
   * share cost nothing.
   */
  void compare(View older, Differences into);

  /** Hears of differences. Removals come first, by ascending index. */
  interface Differences {
    /**
     * A message is gone.
     *
     * @param olderIndex where the message stood in the older view
     */
    void removed(int olderIndex);

    /**
     * Flags have changed.
     *
     * @param index where the message stands in the newer view
     */
    void flagged(int index);

    /**
     * A message is new.
     *
     * @param index where the message stands in the newer view
     */
    void arrived(int index);
  }
}
