package portineria.store;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What there was, by a copy of the index that comes out of a backup: the accounts of then, their
 * mailboxes, and where the messages lay. It is read alone, and has nothing to do with what is now.
 * Safe for many threads.
 *
 * @see Still
 */
public interface Bygone extends AutoCloseable {

  /** The accounts that there were, by name. */
  List<String> accounts();

  /**
   * The mailboxes with messages that an account had, by name: its own, and those that showed what
   * had been removed from them by then.
   */
  List<Shelf> mailboxes(String account);

  /**
   * The newest messages that a mailbox held, the newest first, each content once.
   *
   * @param most how many at the most
   */
  List<Kept> messages(String account, MailboxName mailbox, int most);

  @Override
  void close();

  /**
   * A mailbox of then.
   *
   * @param messages how many it held
   */
  record Shelf(MailboxName name, MailboxKind kind, int messages) {}

  /**
   * A message in a mailbox of then.
   *
   * @param flags those that it had there, less {@code \Deleted}
   * @param place where it lay, in the volumes of then
   */
  record Kept(Digest digest, Instant internalDate, Set<Flag> flags, Still.Place place) {
    public Kept {
      flags = Set.copyOf(flags);
    }
  }
}
