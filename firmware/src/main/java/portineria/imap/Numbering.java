package portineria.imap;

import java.io.IOException;
import portineria.imap.wire.Bad;
import portineria.imap.wire.MessageSet;
import portineria.store.FlagTable;
import portineria.store.ModSeq;
import portineria.store.UidSet;
import portineria.store.View;

/**
 * What one client knows of its mailbox: which number is which message, and each message's flags
 * (RFC 9051 §2.3.1.2). The session's thread uses it.
 *
 * <p>It is two views. {@code told} gives the numbers their meaning; it stands still while expunges
 * must be held back, and arrivals with them, because a new message must not get the number of one
 * that is still counted. {@code flags} is younger or the same: flags may be told at any time.
 */
public final class Numbering {
  private View told;
  private View flags;

  Numbering(View first) {
    this.told = first;
    this.flags = first;
  }

  /** Hears what a client has to be told, in this order: removals, arrivals, flags. */
  interface Telling {
    /**
     * The messages at {@code indexes} of {@code before} are gone, and those after them have moved
     * up.
     */
    void expunged(View before, IntList indexes) throws IOException;

    /** There are new messages; {@code count} in all. */
    void arrived(int count) throws IOException;

    /** The mailbox knows other flags than before. */
    void knows(FlagTable table) throws IOException;

    /**
     * A message has other flags.
     *
     * @param before those that the client knows, as far as the message was there
     */
    void flagged(int number, long uid, long before, long bits, long modSeq) throws IOException;
  }

  /** The messages behind the numbers; a number is an index of it, plus one. */
  public View view() {
    return told;
  }

  /** The flags that the client knows of the message at {@code index}. */
  public long flagBits(int index) {
    if (same(flags, told)) {
      return told.flagBits(index);
    }
    int at = indexOf(flags, told.uid(index), index);
    return at < 0 ? told.flagBits(index) : flags.flagBits(at);
  }

  /** The modseq of the flags that the client knows of the message at {@code index}. */
  public long modSeq(int index) {
    if (same(flags, told)) {
      return told.modSeq(index);
    }
    int at = indexOf(flags, told.uid(index), index);
    return at < 0 ? told.modSeq(index) : flags.modSeq(at);
  }

  /** Whether the client was told of flags that are younger than a removal that it does not know. */
  boolean isBehind() {
    return !same(flags, told);
  }

  /** Those of {@code among} that were changed after {@code since}: RFC 7162 §3.1.4.1. */
  public UidSet changedSince(ModSeq since, UidSet among) {
    UidSet.Builder changed = new UidSet.Builder();
    if (same(flags, told)) {
      for (int index : told.changedSince(since)) {
        if (among.contains(told.uid(index))) {
          changed.add(told.uid(index));
        }
      }
    } else {
      IntList indexes = indexes(among);
      for (int i = 0; i < indexes.size(); i++) {
        if (modSeq(indexes.at(i)) > since.value()) {
          changed.add(told.uid(indexes.at(i)));
        }
      }
    }
    return changed.build();
  }

  public FlagTable flagTable() {
    return flags.flagTable();
  }

  /**
   * Tells all that is different in {@code now}.
   *
   * @param mayExpunge whether removals may be told: RFC 9051 §7.5.1
   */
  void catchUp(View now, boolean mayExpunge, Telling telling) throws IOException {
    if (!same(now, told)) {
      Changes changes = new Changes();
      now.compare(told, changes);
      if (mayExpunge || changes.removed.isEmpty()) {
        View before = told;
        told = now;
        if (!changes.removed.isEmpty()) {
          telling.expunged(before, changes.removed);
        }
        if (changes.arrived > 0) {
          telling.arrived(now.count());
        }
      }
    }
    if (!same(now, flags)) {
      tellFlags(now, telling);
    }
  }

  private void tellFlags(View now, Telling telling) throws IOException {
    View older = flags;
    flags = now;
    if (!now.flagTable().equals(older.flagTable())) {
      telling.knows(now.flagTable());
    }
    Changes changes = new Changes();
    now.compare(older, changes);
    for (int i = 0; i < changes.flagged.size(); i++) {
      int index = changes.flagged.at(i);
      long uid = now.uid(index);
      int number = same(told, now) ? index : indexOf(told, uid, index);
      if (number >= 0) {
        int at = indexOf(older, uid, index);
        long before = at < 0 ? 0 : older.flagBits(at);
        telling.flagged(number + 1, uid, before, now.flagBits(index), now.modSeq(index));
      }
    }
  }

  /** Where {@code uid} stands, most likely at {@code guess}. */
  private static int indexOf(View view, long uid, int guess) {
    return guess < view.count() && view.uid(guess) == uid ? guess : view.indexOf(uid);
  }

  /** Whether there is nothing to compare; two views of one moment are one object. */
  @SuppressWarnings("ReferenceEquality")
  private static boolean same(View one, View other) {
    return one == other;
  }

  /** Collects, so that nothing is written to a socket while the store walks. */
  private static final class Changes implements View.Differences {
    private final IntList removed = new IntList();
    private final IntList flagged = new IntList();
    private int arrived;

    @Override
    public void removed(int olderIndex) {
      removed.add(olderIndex);
    }

    @Override
    public void flagged(int index) {
      flagged.add(index);
    }

    @Override
    public void arrived(int index) {
      arrived++;
    }
  }

  /**
   * The UIDs that a client means by numbers. A range covers the UIDs between its ends, of which
   * only those exist that are between them.
   *
   * @throws Bad if there is no such number; {@code *} in an empty mailbox is nothing
   */
  UidSet ofNumbers(MessageSet.Ranges numbers) throws Bad {
    UidSet.Builder uids = new UidSet.Builder();
    int count = told.count();
    for (int i = 0; i < numbers.count(); i++) {
      long from = bounded(numbers.from(i), count);
      long to = bounded(numbers.to(i), count);
      if (count > 0) {
        if (Math.max(from, to) > count) {
          throw new Bad("There is no message " + Math.max(from, to));
        }
        uids.add(told.uid((int) from - 1), told.uid((int) to - 1));
      } else if (numbers.from(i) != numbers.to(i) ? Math.max(from, to) > 1 : from > 0) {
        throw new Bad("The mailbox is empty");
      }
    }
    return uids.build();
  }

  /** The UIDs that a client means; those that do not exist are no error: RFC 9051 §6.4.9. */
  UidSet ofUids(MessageSet.Ranges set) {
    int count = told.count();
    return ofUids(set, count == 0 ? 0 : told.uid(count - 1));
  }

  /** The same, of messages that were removed, too: RFC 7162 §3.2.6. */
  UidSet ofFormerUids(MessageSet.Ranges set) {
    return ofUids(set, told.uidNext().value() - 1);
  }

  private static UidSet ofUids(MessageSet.Ranges set, long largest) {
    UidSet.Builder uids = new UidSet.Builder();
    for (int i = 0; i < set.count(); i++) {
      long from = bounded(set.from(i), largest);
      long to = bounded(set.to(i), largest);
      if (Math.min(from, to) > 0) {
        uids.add(from, to);
      }
    }
    return uids.build();
  }

  private static long bounded(long bound, long largest) {
    return bound == MessageSet.Ranges.LARGEST ? largest : bound;
  }

  /** The numbers of those of {@code uids} that are in the view. */
  public UidSet numbers(UidSet uids) {
    IntList indexes = indexes(uids);
    UidSet.Builder numbers = new UidSet.Builder();
    for (int i = 0; i < indexes.size(); i++) {
      numbers.add(indexes.at(i) + 1L);
    }
    return numbers.build();
  }

  /** The indexes of those of {@code uids} that are in the view. */
  IntList indexes(UidSet uids) {
    IntList indexes = new IntList();
    int count = told.count();
    for (int range = 0; range < uids.rangeCount(); range++) {
      int at = told.indexOf(uids.first(range));
      int index = at < 0 ? -at - 1 : at;
      while (index < count && told.uid(index) <= uids.last(range)) {
        indexes.add(index++);
      }
    }
    return indexes;
  }
}
