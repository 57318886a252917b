package portineria.vault.transfer;

import portineria.store.Digest;

/**
 * Counts how often each content has come for each mailbox, at some twenty octets each: millions of
 * messages fit. A digest counts by its first 64 bits.
 */
final class Ordinals {
  private long[] keys = new long[1024];
  private int[] counts = new int[1024];
  private int size;

  /** 1 for the first, 2 for the next one with this content in this mailbox. */
  int next(int mailbox, Digest digest) {
    if (2 * size >= keys.length) {
      grow();
    }
    long key = digest.a() ^ (mailbox + 1L) * 0x9E37_79B9_7F4A_7C15L;
    int at = slot(key);
    if (counts[at] == 0) {
      keys[at] = key;
      size++;
    }
    return ++counts[at];
  }

  private int slot(long key) {
    int at = (int) (key ^ key >>> 32) & keys.length - 1;
    while (counts[at] != 0 && keys[at] != key) {
      at = at + 1 & keys.length - 1;
    }
    return at;
  }

  private void grow() {
    long[] formerKeys = keys;
    int[] formerCounts = counts;
    keys = new long[2 * formerKeys.length];
    counts = new int[keys.length];
    for (int i = 0; i < formerKeys.length; i++) {
      if (formerCounts[i] != 0) {
        int at = slot(formerKeys[i]);
        keys[at] = formerKeys[i];
        counts[at] = formerCounts[i];
      }
    }
  }
}
