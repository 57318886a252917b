package portineria.webui;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The audit chain: what was done to the box and with people's mail, and by whom. */
public interface ChainBook {

  /**
   * Entries, the newest first.
   *
   * @param filter a text that an entry has in its act, its names or who it was by; empty for all
   * @param before only entries with smaller numbers
   */
  Page entries(String filter, Optional<Long> before);

  /**
   * Checks all of it.
   *
   * @param head a hash that was written down; empty for none
   */
  Check check(String head) throws Refused;

  /** For how many days names stand beside it. */
  int nameDays();

  /**
   * Some entries.
   *
   * @param older the number before which the next page begins
   */
  record Page(List<Entry> entries, Optional<Long> older) {
    public Page {
      entries = List.copyOf(entries);
    }
  }

  /**
   * One entry.
   *
   * @param act in the chain's own word; empty where the entry can't be read
   * @param by who it was; empty where nobody is named
   * @param about what it names and counts, by the chain's words, in a constant order
   * @param isForgotten whether a name has gone since
   */
  record Entry(
      long number,
      Optional<Instant> when,
      String act,
      String door,
      String by,
      Map<String, String> about,
      boolean isForgotten) {}

  /**
   * What came of a check.
   *
   * @param problems in the box's own words; none where the chain is as it was written
   * @param head the hash of the last entry
   * @param found the number of the entry whose hash had been written down
   */
  record Check(long entries, List<String> problems, String head, Optional<Long> found) {
    public Check {
      problems = List.copyOf(problems);
    }
  }
}
