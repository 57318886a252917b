package portineria.store.sqlite.view;

import java.util.Arrays;
import portineria.store.MessageId;

/**
 * Entries on their way into a view, column by column, in ascending order of their UIDs. One thread
 * fills it.
 */
public final class Columns {
  private static final int FIRST_CAPACITY = 8;

  private long[] uids;
  private long[] messages;
  private long[] flags;
  private long[] modSeqs;
  private long[] sizes;
  private long[] internalDates;
  private long[] saveDates;
  private int count;

  public Columns() {
    this(FIRST_CAPACITY);
  }

  /** With room for {@code expected} entries; it grows as needed. */
  public Columns(int expected) {
    int capacity = Math.max(FIRST_CAPACITY, expected);
    uids = new long[capacity];
    messages = new long[capacity];
    flags = new long[capacity];
    modSeqs = new long[capacity];
    sizes = new long[capacity];
    internalDates = new long[capacity];
    saveDates = new long[capacity];
  }

  /** Adds one; its UID is higher than all before. Sizes up to 2^32 - 1. */
  public Columns add(
      long uid,
      long message,
      long flagBits,
      long modSeq,
      long size,
      long internalDate,
      long saveDate) {
    assert count == 0 || uids[count - 1] < uid : "UIDs must ascend: " + uid;
    if (count == uids.length) {
      grow();
    }
    uids[count] = uid;
    messages[count] = message;
    flags[count] = flagBits;
    modSeqs[count] = modSeq;
    sizes[count] = size;
    internalDates[count] = internalDate;
    saveDates[count] = saveDate;
    count++;
    return this;
  }

  private void grow() {
    int capacity = 2 * count;
    uids = Arrays.copyOf(uids, capacity);
    messages = Arrays.copyOf(messages, capacity);
    flags = Arrays.copyOf(flags, capacity);
    modSeqs = Arrays.copyOf(modSeqs, capacity);
    sizes = Arrays.copyOf(sizes, capacity);
    internalDates = Arrays.copyOf(internalDates, capacity);
    saveDates = Arrays.copyOf(saveDates, capacity);
  }

  public int count() {
    return count;
  }

  public long uid(int index) {
    return uids[index];
  }

  public MessageId message(int index) {
    return new MessageId(messages[index]);
  }

  public long flagBits(int index) {
    return flags[index];
  }

  public long modSeq(int index) {
    return modSeqs[index];
  }

  public long size(int index) {
    return sizes[index];
  }

  public long internalDate(int index) {
    return internalDates[index];
  }

  public long saveDate(int index) {
    return saveDates[index];
  }

  /** How many carry one of the bits of {@code mask}. */
  public int countWith(long mask) {
    int with = 0;
    for (int i = 0; i < count; i++) {
      with += (flags[i] & mask) != 0 ? 1 : 0;
    }
    return with;
  }

  /** The sum of all sizes. */
  public long octets() {
    long sum = 0;
    for (int i = 0; i < count; i++) {
      sum += sizes[i];
    }
    return sum;
  }

  /** Those from {@code from} on, {@code to} excluded, as a chunk. */
  Chunk chunk(int from, int to) {
    Fixed fixed =
        new Fixed(
            narrow(uids, from, to),
            Arrays.copyOfRange(messages, from, to),
            narrow(sizes, from, to),
            Arrays.copyOfRange(internalDates, from, to),
            Arrays.copyOfRange(saveDates, from, to));
    return new Chunk(
        fixed, Arrays.copyOfRange(flags, from, to), Arrays.copyOfRange(modSeqs, from, to));
  }

  private static int[] narrow(long[] values, int from, int to) {
    int[] narrow = new int[to - from];
    for (int i = from; i < to; i++) {
      assert values[i] >= 0 && values[i] <= 0xFFFF_FFFFL : "more than 32 bits: " + values[i];
      narrow[i - from] = (int) values[i];
    }
    return narrow;
  }
}
