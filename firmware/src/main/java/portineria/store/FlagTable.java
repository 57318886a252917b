package portineria.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;

/**
 * Which bit is which flag in one mailbox: the five system flags first, then its keywords in the
 * order in which they were first used. Keywords are compared without regard to case and keep the
 * spelling of their first use.
 */
public record FlagTable(List<Flag> keywords) {

  /** Keywords that one mailbox can hold: what is left of 64 bits, less the sign. */
  public static final int KEYWORDS_MAX = 58;

  private static final int FIRST_KEYWORD = Flag.SYSTEM.size();

  public static final FlagTable EMPTY = new FlagTable(List.of());

  public FlagTable {
    keywords = List.copyOf(keywords);
    if (keywords.size() > KEYWORDS_MAX) {
      throw new IllegalArgumentException("too many keywords: " + keywords.size());
    }
  }

  /** The bit's number of {@code flag}, where it is known here. */
  public OptionalInt bit(Flag flag) {
    int system = Flag.SYSTEM.indexOf(flag);
    if (system >= 0) {
      return OptionalInt.of(system);
    }
    int keyword = keywords.indexOf(flag);
    return keyword < 0 ? OptionalInt.empty() : OptionalInt.of(FIRST_KEYWORD + keyword);
  }

  /** The mask of {@code flag}: 0 where it is unknown. */
  public long mask(Flag flag) {
    OptionalInt bit = bit(flag);
    return bit.isPresent() ? 1L << bit.getAsInt() : 0;
  }

  /** The masks of those of {@code flags} that are known here. */
  public long mask(Collection<Flag> flags) {
    long mask = 0;
    for (Flag flag : flags) {
      mask |= mask(flag);
    }
    return mask;
  }

  /** The masks of all that are known here and are such. */
  public long mask(Predicate<Flag> such) {
    long mask = 0;
    for (int bit = 0; bit < FIRST_KEYWORD + keywords.size(); bit++) {
      mask |= such.test(flag(bit)) ? 1L << bit : 0;
    }
    return mask;
  }

  /** The flags of {@code bits}, in the order of the table. */
  public List<Flag> flags(long bits) {
    List<Flag> flags = new ArrayList<>(Long.bitCount(bits));
    for (long rest = bits; rest != 0; rest &= rest - 1) {
      flags.add(flag(Long.numberOfTrailingZeros(rest)));
    }
    return flags;
  }

  private Flag flag(int bit) {
    return bit < FIRST_KEYWORD ? Flag.SYSTEM.get(bit) : keywords.get(bit - FIRST_KEYWORD);
  }
}
