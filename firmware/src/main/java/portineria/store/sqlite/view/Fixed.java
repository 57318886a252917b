package portineria.store.sqlite.view;

import java.lang.ref.SoftReference;
import java.util.Arrays;
import java.util.Optional;

/**
 * What never changes of a chunk's entries; shared by all versions of the chunk. UIDs and sizes are
 * unsigned.
 */
final class Fixed {
  final int[] uids;
  final long[] messages;
  final int[] sizes;
  final long[] internalDates;
  final long[] saveDates;

  /** Filled when somebody asks, given back when memory is short; any thread may set it. */
  private volatile SoftReference<UniqueIds> uniqueIds = new SoftReference<>(null);

  Fixed(int[] uids, long[] messages, int[] sizes, long[] internalDates, long[] saveDates) {
    this.uids = uids;
    this.messages = messages;
    this.sizes = sizes;
    this.internalDates = internalDates;
    this.saveDates = saveDates;
  }

  int count() {
    return uids.length;
  }

  long uid(int at) {
    return Integer.toUnsignedLong(uids[at]);
  }

  long size(int at) {
    return Integer.toUnsignedLong(sizes[at]);
  }

  Optional<UniqueIds> uniqueIds() {
    return Optional.ofNullable(uniqueIds.get());
  }

  void remember(UniqueIds ids) {
    uniqueIds = new SoftReference<>(ids);
  }

  /** Where {@code uid} is, or {@code -(where it would stand) - 1}. */
  int indexOf(long uid) {
    int low = 0;
    int high = uids.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = Long.compare(uid(middle), uid);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -low - 1;
  }

  /** Those at the places of {@code kept}, {@code count} of them. */
  Fixed only(int[] kept, int count) {
    int[] keptUids = new int[count];
    int[] keptSizes = new int[count];
    for (int i = 0; i < count; i++) {
      keptUids[i] = uids[kept[i]];
      keptSizes[i] = sizes[kept[i]];
    }
    return new Fixed(
        keptUids,
        pick(messages, kept, count),
        keptSizes,
        pick(internalDates, kept, count),
        pick(saveDates, kept, count));
  }

  /** These, and then all of {@code other}. */
  Fixed and(Fixed other) {
    return new Fixed(
        join(uids, other.uids),
        join(messages, other.messages),
        join(sizes, other.sizes),
        join(internalDates, other.internalDates),
        join(saveDates, other.saveDates));
  }

  static long[] pick(long[] values, int[] kept, int count) {
    long[] picked = new long[count];
    for (int i = 0; i < count; i++) {
      picked[i] = values[kept[i]];
    }
    return picked;
  }

  static long[] join(long[] one, long[] other) {
    long[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }

  private static int[] join(int[] one, int[] other) {
    int[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }
}
