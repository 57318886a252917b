package portineria.store.sqlite.view;

import java.util.List;
import portineria.store.Digest;

/**
 * The POP3 unique-ids of a chunk's entries, packed: 36 octets each instead of a string's 120.
 * Filled once, then only read.
 */
public final class UniqueIds {
  private static final int WORDS = 4;

  private final long[] digests;
  private final int[] ordinals;

  public UniqueIds(int count) {
    digests = new long[WORDS * count];
    ordinals = new int[count];
  }

  /**
   * Says whose unique-id stands at {@code at}.
   *
   * @param ordinal 1 for the first copy of a message that the mailbox ever held, 2 for the next
   */
  public void set(int at, Digest digest, int ordinal) {
    digests[WORDS * at] = digest.a();
    digests[WORDS * at + 1] = digest.b();
    digests[WORDS * at + 2] = digest.c();
    digests[WORDS * at + 3] = digest.d();
    ordinals[at] = ordinal;
  }

  void addTo(List<String> all) {
    for (int at = 0; at < ordinals.length; at++) {
      int first = WORDS * at;
      String hex =
          new Digest(digests[first], digests[first + 1], digests[first + 2], digests[first + 3])
              .hex();
      all.add(ordinals[at] == 1 ? hex : hex + "." + ordinals[at]);
    }
  }
}
