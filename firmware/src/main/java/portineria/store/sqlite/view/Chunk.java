package portineria.store.sqlite.view;

import java.util.function.LongUnaryOperator;

/** Some entries in a row: what is fixed, and what of them may change. */
final class Chunk {
  /** Entries of a full chunk: a flag change copies 16 octets of each. */
  static final int CAPACITY = 1024;

  final Fixed fixed;
  final long[] flags;
  final long[] modSeqs;

  /** The highest of them. */
  final long lastModSeq;

  Chunk(Fixed fixed, long[] flags, long[] modSeqs) {
    assert fixed.count() == flags.length && flags.length == modSeqs.length;
    this.fixed = fixed;
    this.flags = flags;
    this.modSeqs = modSeqs;
    long last = 0;
    for (long modSeq : modSeqs) {
      last = Math.max(last, modSeq);
    }
    this.lastModSeq = last;
  }

  int count() {
    return flags.length;
  }

  long firstUid() {
    return fixed.uid(0);
  }

  /** With the flags of {@code within} changed, all at {@code modSeq}. */
  Chunk flagged(Selection within, LongUnaryOperator change, long modSeq) {
    long[] newFlags = flags.clone();
    long[] newModSeqs = modSeqs.clone();
    for (int run = 0; run < within.runCount(); run++) {
      for (int at = within.from(run); at < within.to(run); at++) {
        newFlags[at] = change.applyAsLong(flags[at]);
        newModSeqs[at] = modSeq;
      }
    }
    return new Chunk(fixed, newFlags, newModSeqs);
  }

  Chunk without(Selection within) {
    int[] kept = new int[count()];
    int keptCount = 0;
    int at = 0;
    for (int run = 0; run < within.runCount(); run++) {
      while (at < within.from(run)) {
        kept[keptCount++] = at++;
      }
      at = within.to(run);
    }
    while (at < count()) {
      kept[keptCount++] = at++;
    }
    return only(kept, keptCount);
  }

  private Chunk only(int[] kept, int count) {
    return new Chunk(
        fixed.only(kept, count), Fixed.pick(flags, kept, count), Fixed.pick(modSeqs, kept, count));
  }

  Chunk and(Chunk other) {
    return new Chunk(
        fixed.and(other.fixed), Fixed.join(flags, other.flags), Fixed.join(modSeqs, other.modSeqs));
  }
}
