package portineria.webui;

import java.util.List;
import java.util.Optional;

/** Whose mailboxes others use too. */
public interface ShareBook {

  /** With whom mailboxes of an account are shared, what holds for all of them first. */
  List<Share> of(String account);

  /** What others share with an account. */
  List<Share> with(String account);

  /** The accounts that log in, but for this one. */
  List<String> others(String account);

  /**
   * Lets a colleague use mailboxes, in the place of what was said of the same before.
   *
   * @param mailbox with those under it; empty for all, those that will be made included
   */
  void give(String account, Optional<String> mailbox, String colleague, Level level) throws Refused;

  /**
   * Ends it: for all mailboxes, or for one. Where that one was kept back, it is like the others
   * from then on.
   */
  void take(String account, Optional<String> mailbox, String colleague) throws Refused;

  /** What somebody may do, in plain words. */
  enum Level {
    READ,
    WRITE,
    FULL,
    /** Rights that were chosen one by one, by a program or a command. */
    OTHER,
    /** The mailbox is kept from them. */
    NONE
  }

  /**
   * One line.
   *
   * @param account whose mailboxes
   * @param seenAs what the colleague's mail program calls the first of them
   */
  record Share(
      String account, Optional<String> mailbox, String colleague, Level level, String seenAs) {}
}
