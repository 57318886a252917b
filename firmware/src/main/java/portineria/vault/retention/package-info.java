/**
 * How long mail is kept: what may go, and what must not.
 *
 * <p>Start at {@link portineria.vault.retention.Rules}, the decision, a pure function of what is
 * known of a message, what an administrator has decided, and the clock; {@link
 * portineria.vault.retention.Sweeper} acts on it.
 *
 * <p>What must always hold:
 *
 * <ul>
 *   <li>What a mailbox lists is never swept. Retention ends nothing that somebody still has.
 *   <li>What a hold covers does not go, not by the sweeper, not with a leaver, not on request. What
 *       can't be read, so that nobody can tell whether a hold covers it, is covered.
 *   <li>Nothing goes before its time, and none has come while the clock is not set.
 *   <li>An account about which nobody has decided keeps everything: there is no silent default for
 *       a person's mail. Drafts and junk go by a rule of their own.
 * </ul>
 *
 * <p>When the time begins. A message is kept for its account's retention from the day on which the
 * box got it, not from the date in its header, which its sender chose; and at least for {@link
 * portineria.vault.retention.Rules#REGRET} after it was removed from the last mailbox, because the
 * oldest mail can be deleted by mistake, too.
 *
 * <p>What is junk. Spam comes into INBOX and is moved; so a message that was moved away within two
 * weeks is judged by where it went. One that had been somewhere for longer counts for that place as
 * well, and the longest time wins: nobody gets rid of ten years of mail by moving it to Junk. The
 * same holds where a program copies and deletes instead of moving.
 *
 * <p>What was swept is gone like what was erased: its tag is in the ledger, and nothing takes it in
 * again. A provider that renumbers its mailbox, a source that is added once more, an older backup
 * would otherwise bring back years of mail that people had thrown away, into INBOX and unread; and
 * whoever was told that mail is kept for a year may rely on it. The price: somebody who uploads the
 * very same message after its time is refused. Extent {@link
 * portineria.store.Erasure.Extent#MESSAGES} is enough: an erasure's last traces need not go the
 * same night.
 */
@NullMarked
package portineria.vault.retention;

import org.jspecify.annotations.NullMarked;
