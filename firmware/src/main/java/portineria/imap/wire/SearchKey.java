package portineria.imap.wire;

import java.time.LocalDate;
import java.util.List;
import portineria.store.Flag;

/** What SEARCH looks for: RFC 9051 §6.4.4, RFC 3501 §6.4.4. */
public sealed interface SearchKey {

  /** Every message. */
  record All() implements SearchKey {}

  /** Messages that carry the flag. */
  record Flagged(Flag flag) implements SearchKey {}

  /** Messages that this session heard of first: RFC 3501 §2.3.2. */
  record Recent() implements SearchKey {}

  /** Messages by their numbers, or those that an earlier search has saved. */
  record Numbers(MessageSet set) implements SearchKey {}

  /** Messages by their UIDs, or those that an earlier search has saved. */
  record Uids(MessageSet set) implements SearchKey {}

  /** INTERNALDATE, the time of day left aside. */
  record Internal(When when, LocalDate day) implements SearchKey {}

  /** When it came into the mailbox, the time of day left aside: RFC 8514 §4.3. */
  record Saved(When when, LocalDate day) implements SearchKey {}

  /** INTERNALDATE within the last seconds: RFC 5032 §3. */
  record Younger(long seconds) implements SearchKey {}

  /** Has this id, as FETCH EMAILID tells it: RFC 8474 §6. */
  record EmailId(String id) implements SearchKey {}

  /** The Date field, time and zone left aside. */
  record Sent(When when, LocalDate day) implements SearchKey {}

  /** More octets than that. */
  record Larger(long octets) implements SearchKey {}

  /** Fewer octets than that. */
  record Smaller(long octets) implements SearchKey {}

  /** A field of that name holds the text; any such field does if the text is empty. */
  record HeaderField(String field, String text) implements SearchKey {}

  /** The text of the body holds it. */
  record Body(String text) implements SearchKey {}

  /** Header or body hold it. */
  record Text(String text) implements SearchKey {}

  /** Changed at that modseq or later: RFC 7162 §3.1.5. */
  record Modified(long from) implements SearchKey {}

  /** The others. */
  record Not(SearchKey key) implements SearchKey {}

  /** Either is enough. */
  record Or(SearchKey one, SearchKey other) implements SearchKey {}

  /** All of them at once. */
  record And(List<SearchKey> keys) implements SearchKey {
    public And {
      keys = List.copyOf(keys);
    }
  }

  /** Whether modseqs are asked for anywhere. */
  default boolean namesModSeqs() {
    return switch (this) {
      case Modified any -> true;
      case Not(SearchKey key) -> key.namesModSeqs();
      case Or(SearchKey one, SearchKey other) -> one.namesModSeqs() || other.namesModSeqs();
      case And(List<SearchKey> keys) -> keys.stream().anyMatch(SearchKey::namesModSeqs);
      default -> false;
    };
  }

  /** How a day is compared. */
  enum When {
    BEFORE,
    ON,
    SINCE
  }
}
