package portineria.imap;

import java.util.Optional;
import java.util.function.Predicate;
import portineria.store.Account;
import portineria.store.MessageId;

/**
 * What may know which messages hold a text, so that SEARCH need not read them all. It may name too
 * many, since SEARCH looks into each, but never too few.
 */
@FunctionalInterface
public interface TextIndex {
  /** Knows nothing: every message is read. */
  TextIndex NONE = (account, where, text) -> Optional.empty();

  /**
   * The messages that may hold {@code text}, in any case.
   *
   * @return empty when this can't be said of such a text; otherwise also true for messages that the
   *     index has not seen yet
   */
  Optional<Predicate<MessageId>> candidates(Account account, Where where, String text);

  /** Where the text is looked for. */
  enum Where {
    HEADER,
    BODY,
    ANYWHERE
  }
}
