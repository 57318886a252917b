package portineria.store.sqlite.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import portineria.store.Uid;
import portineria.store.UidSet;
import portineria.store.View;

/**
 * Some messages of one view, as runs of indexes in ascending order: all of 100,000 is one run.
 * Immutable.
 */
public final class Selection {
  /** First, after the last, first, after the last, … */
  private final int[] bounds;

  private Selection(int[] bounds) {
    this.bounds = bounds;
  }

  /** Every message of {@code view}. */
  public static Selection all(View view) {
    return view.count() == 0
        ? new Selection(new int[0])
        : new Selection(new int[] {0, view.count()});
  }

  /** Those that are there of {@code among}. */
  public static Selection of(View view, UidSet among) {
    Builder builder = new Builder();
    for (int range = 0; range < among.rangeCount(); range++) {
      builder.add(atOrAfter(view, among.first(range)), atOrAfter(view, among.last(range) + 1));
    }
    return builder.build();
  }

  private static int atOrAfter(View view, long uid) {
    int at = view.indexOf(uid);
    return at >= 0 ? at : -at - 1;
  }

  /** Those of them that pass. */
  public Selection where(IntPredicate wanted) {
    Builder builder = new Builder();
    for (int run = 0; run < runCount(); run++) {
      for (int index = from(run); index < to(run); index++) {
        if (wanted.test(index)) {
          builder.add(index, index + 1);
        }
      }
    }
    return builder.build();
  }

  public boolean isEmpty() {
    return bounds.length == 0;
  }

  public int runCount() {
    return bounds.length / 2;
  }

  /** The first index of a run. */
  public int from(int run) {
    return bounds[2 * run];
  }

  /**
   * Those between {@code start} and {@code end}, counted from {@code start} on.
   *
   * @param firstRun the first run that may reach beyond {@code start}
   */
  Selection within(int firstRun, int start, int end) {
    Builder builder = new Builder();
    for (int run = firstRun; run < runCount() && from(run) < end; run++) {
      int first = Math.max(from(run), start);
      builder.add(first - start, Math.max(first, Math.min(to(run), end)) - start);
    }
    return builder.build();
  }

  /** The index after the last of a run. */
  public int to(int run) {
    return bounds[2 * run + 1];
  }

  /** How many messages they are. */
  public int count() {
    int count = 0;
    for (int run = 0; run < runCount(); run++) {
      count += to(run) - from(run);
    }
    return count;
  }

  public UidSet uidSet(View view) {
    UidSet.Builder uids = new UidSet.Builder();
    for (int run = 0; run < runCount(); run++) {
      for (int index = from(run); index < to(run); index++) {
        uids.add(view.uid(index));
      }
    }
    return uids.build();
  }

  public List<Uid> uids(View view) {
    List<Uid> uids = new ArrayList<>(count());
    for (int run = 0; run < runCount(); run++) {
      for (int index = from(run); index < to(run); index++) {
        uids.add(new Uid(view.uid(index)));
      }
    }
    return uids;
  }

  /** Joins runs that touch; they come in ascending order. */
  private static final class Builder {
    private int[] bounds = new int[8];
    private int length;

    void add(int from, int to) {
      if (from == to) {
        return;
      }
      if (length > 0 && bounds[length - 1] == from) {
        bounds[length - 1] = to;
        return;
      }
      if (length == bounds.length) {
        bounds = Arrays.copyOf(bounds, 2 * length);
      }
      bounds[length++] = from;
      bounds[length++] = to;
    }

    Selection build() {
      return new Selection(Arrays.copyOf(bounds, length));
    }
  }
}
