package portineria.store;

import java.util.List;
import java.util.OptionalLong;

/**
 * The audit chain: what was done with people's mail and to the box, each entry bound to the one
 * before by its hash. Names stand beside it and can go; what was done can't. FORMAT.md, "The audit
 * chain".
 *
 * <p>What changes something is recorded together with the change, see {@link Store#recording}.
 */
public interface Audit {

  /** Records what changes nothing by itself, such as an export: when this returns, it may begin. */
  void record(Act act) throws Refusal;

  /** At most {@code count} entries, those behind the number {@code after} first, as they are. */
  List<Entry> entries(long after, int count);

  /** How many were ever written, as counted apart from the chain. */
  long written();

  /** The first entry beside which a name stands. */
  OptionalLong firstNamed();

  /**
   * Takes away the names that stand beside the entries up to the number {@code upTo}, for good, and
   * records that.
   */
  void forgetNames(long upTo, Actor by) throws Refusal;

  /**
   * One entry, which may have been tampered with: nothing is checked here.
   *
   * @param text what it says, one character for each octet; see {@link AuditText}
   * @param hash in hexadecimal, of any length
   */
  record Entry(long number, String text, String hash, List<Name> names) {
    public Entry {
      names = List.copyOf(names);
    }
  }

  /**
   * A name beside an entry.
   *
   * @param commitment what its salt and its text really hash to
   */
  record Name(String part, Digest commitment, String text) {}
}
