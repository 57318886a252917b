package portineria.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An act of removal: what one actor removed from one mailbox in one way, without a long pause.
 *
 * @param mailbox what it was called then
 * @param use what it is for
 * @param withMailbox whether the mailbox itself was deleted
 * @param shown where the messages can be had back
 * @param accepted whether a person knows of it and wants it so
 */
public record Removal(
    MailboxName mailbox,
    Optional<SpecialUse> use,
    Actor actor,
    boolean withMailbox,
    Instant begun,
    Instant ended,
    Shown shown,
    boolean accepted) {

  /** What comes so long after the last removal is another matter. */
  public static final Duration PAUSE = Duration.ofMinutes(10);

  /** So many removed by one actor are more than a person clears away in passing. */
  public static final int MANY = 100;

  /**
   * The entries that show what was removed.
   *
   * @param mailbox a recoverable one
   * @param uids of all that were removed
   * @param left how many of them are still there; the others were had back
   */
  public record Shown(MailboxName mailbox, UidSet uids, int left) {}

  /** How many messages were removed. */
  public long messages() {
    return shown.uids.count();
  }
}
