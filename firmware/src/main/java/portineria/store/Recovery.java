package portineria.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What was removed from an account, and how it comes back. Safe for many threads. */
public interface Recovery {

  /** The acts of removal that ended at {@code since} or later, in the order in which they began. */
  List<Removal> removals(Instant since);

  /**
   * How many messages of a removal are in none of the account's own mailboxes any more. A program
   * that moves by copying and expunging removes nothing in this sense.
   */
  long lost(Removal removal);

  /** A person knows of the removals that ended until then, and wants them so. */
  void accept(Instant until) throws Refusal;

  /**
   * Brings mailboxes back as they were: the messages that they held and lack now, with the flags
   * that these had last (less {@code \Deleted}) and their dates. It is done in steps of some
   * messages, between which others have their turn; done again it finds nothing to do, and after an
   * interruption the rest.
   *
   * @throws Refusal with {@code NONEXISTENT} where there was no such mailbox, and with {@code
   *     CANNOT} where the wish is none that can be met; the message says what to ask for instead
   */
  Restored restore(Restoration wanted) throws Refusal;

  /**
   * What to bring back.
   *
   * <p>In place, what was filed elsewhere since is not brought back as well: a message counts as
   * there when one of the account's own mailboxes has it since that moment, unless that is the
   * Trash or under it. Into another mailbox comes a picture of the moment, the messages included
   * that are still where they were.
   *
   * @param mailbox this one and those that were under it; empty for all
   * @param asOf the moment, in whole seconds: of each message there were as many copies as at the
   *     second's begin or at its end, whichever are more, and one at least if any came and went
   *     within it. Empty for a mailbox that was deleted: just before whoever deleted it began to
   *     remove
   * @param into where it comes; empty for its own place
   */
  record Restoration(
      Optional<MailboxName> mailbox, Optional<Instant> asOf, Optional<MailboxName> into) {}

  /**
   * What was brought back.
   *
   * @param asOf the moment
   * @param mailboxes each that there was then, those above others first
   */
  record Restored(Instant asOf, List<Part> mailboxes) {
    public Restored {
      mailboxes = List.copyOf(mailboxes);
    }

    /** The messages that came back. */
    public long messages() {
      return mailboxes.stream().mapToLong(Part::messages).sum();
    }
  }

  /**
   * One mailbox that was brought back.
   *
   * @param was what it was called then
   * @param is what it is called now
   * @param made whether it was made for this
   * @param messages those that came back
   * @param there those that were there
   * @param elsewhere those that were filed elsewhere since
   */
  record Part(
      MailboxName was, MailboxName is, boolean made, int messages, int there, int elsewhere) {}
}
