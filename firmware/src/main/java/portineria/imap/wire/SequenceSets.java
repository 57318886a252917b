package portineria.imap.wire;

import java.util.Arrays;
import portineria.imap.wire.MessageSet.Ranges;

/** Reads {@code 1:5,7,*:9} and {@code $}: RFC 9051 §9, sequence-set. */
final class SequenceSets {
  private SequenceSets() {}

  static MessageSet parse(Arguments in) throws Bad {
    if (in.skip('$')) {
      return new MessageSet.Saved();
    }
    long[] bounds = new long[8];
    int length = 0;
    do {
      if (length == bounds.length) {
        bounds = Arrays.copyOf(bounds, 2 * length);
      }
      long from = number(in);
      bounds[length++] = from;
      bounds[length++] = in.skip(':') ? number(in) : from;
    } while (in.skip(','));
    return new Ranges(Arrays.copyOf(bounds, length));
  }

  private static long number(Arguments in) throws Bad {
    return in.skip('*') ? Ranges.LARGEST : in.nzNumber();
  }
}
