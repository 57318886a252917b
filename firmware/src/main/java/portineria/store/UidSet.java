package portineria.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * A set of UIDs as sorted ranges that do not touch: a mailbox of 100,000 is one range. Immutable. A
 * {@code *} has been replaced by a number before it gets here.
 */
public final class UidSet {
  public static final UidSet EMPTY = new UidSet(new long[0]);

  /** Every UID there can be. */
  public static final UidSet ALL = range(1, Uid.MAX);

  /** first, last, first, last, … */
  private final long[] bounds;

  private UidSet(long[] bounds) {
    this.bounds = bounds;
  }

  /** From {@code first} to {@code last}, both included, in either order. */
  public static UidSet range(long first, long last) {
    return new Builder().add(first, last).build();
  }

  public static UidSet of(List<Uid> uids) {
    Builder builder = new Builder();
    uids.forEach(uid -> builder.add(uid.value()));
    return builder.build();
  }

  /** All that a message of {@code view} has or could have had. */
  public static UidSet upTo(View view) {
    long next = view.uidNext().value();
    return next == 1 ? EMPTY : range(1, next - 1);
  }

  /** Those that are in both. */
  public UidSet and(UidSet other) {
    Builder builder = new Builder();
    int mine = 0;
    int its = 0;
    while (mine < rangeCount() && its < other.rangeCount()) {
      long first = Math.max(first(mine), other.first(its));
      long last = Math.min(last(mine), other.last(its));
      if (first <= last) {
        builder.add(first, last);
      }
      if (last(mine) < other.last(its)) {
        mine++;
      } else {
        its++;
      }
    }
    return builder.build();
  }

  /** Those that no message of {@code view} has. */
  public UidSet without(View view) {
    Builder builder = new Builder();
    for (int range = 0; range < rangeCount(); range++) {
      long next = first(range);
      int at = view.indexOf(next);
      for (int index = at < 0 ? -at - 1 : at;
          index < view.count() && view.uid(index) <= last(range);
          index++) {
        if (view.uid(index) > next) {
          builder.add(next, view.uid(index) - 1);
        }
        next = view.uid(index) + 1;
      }
      if (next <= last(range)) {
        builder.add(next, last(range));
      }
    }
    return builder.build();
  }

  public boolean isEmpty() {
    return bounds.length == 0;
  }

  public boolean contains(long uid) {
    int at = Arrays.binarySearch(bounds, uid);
    return at >= 0 || (-at - 1) % 2 == 1;
  }

  /** How many UIDs are in it. */
  public long count() {
    long count = 0;
    for (int i = 0; i < bounds.length; i += 2) {
      count += bounds[i + 1] - bounds[i] + 1;
    }
    return count;
  }

  public int rangeCount() {
    return bounds.length / 2;
  }

  public long first(int range) {
    return bounds[2 * range];
  }

  public long last(int range) {
    return bounds[2 * range + 1];
  }

  /** Each UID in ascending order. Not for sets that a client made up: those may hold 2^32. */
  public void forEach(LongConsumer action) {
    for (int i = 0; i < rangeCount(); i++) {
      for (long uid = first(i); uid <= last(i); uid++) {
        action.accept(uid);
      }
    }
  }

  /** As a sequence-set of RFC 9051 §9: {@code 1:5,7}; empty for the empty set. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < rangeCount(); i++) {
      text.append(i == 0 ? "" : ",").append(first(i));
      if (last(i) > first(i)) {
        text.append(':').append(last(i));
      }
    }
    return text.toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof UidSet set && Arrays.equals(set.bounds, bounds);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bounds);
  }

  /** Collects UIDs in any order; cheapest in ascending order. Not safe for threads. */
  public static final class Builder {
    private final List<long[]> ranges = new ArrayList<>();

    public Builder add(long uid) {
      return add(uid, uid);
    }

    public Builder add(long from, long to) {
      long first = Math.min(from, to);
      long last = Math.max(from, to);
      if (first < 1 || last > Uid.MAX) {
        throw new IllegalArgumentException("not UIDs: " + from + ":" + to);
      }
      if (!ranges.isEmpty()) {
        long[] previous = ranges.getLast();
        if (first >= previous[0] && first <= previous[1] + 1) {
          previous[1] = Math.max(previous[1], last);
          return this;
        }
      }
      ranges.add(new long[] {first, last});
      return this;
    }

    public UidSet build() {
      ranges.sort((one, other) -> Long.compare(one[0], other[0]));
      List<long[]> joined = new ArrayList<>();
      for (long[] range : ranges) {
        if (!joined.isEmpty() && range[0] <= joined.getLast()[1] + 1) {
          long[] previous = joined.getLast();
          previous[1] = Math.max(previous[1], range[1]);
        } else {
          joined.add(range.clone());
        }
      }
      long[] bounds = new long[2 * joined.size()];
      for (int i = 0; i < joined.size(); i++) {
        bounds[2 * i] = joined.get(i)[0];
        bounds[2 * i + 1] = joined.get(i)[1];
      }
      return new UidSet(bounds);
    }
  }
}
