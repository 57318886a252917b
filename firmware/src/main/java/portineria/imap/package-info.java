/**
 * The IMAP server: sessions, the selected mailbox, FETCH, SEARCH, SORT and THREAD at work.
 *
 * <p>Start at {@link portineria.imap.ImapServer}, then {@code CommandLoop}, which reads commands
 * and meets all their trouble, and {@link portineria.imap.ImapSession}, which is what a command
 * sees. The commands themselves are in {@code imap.command}, one to a file; the grammar is in
 * {@code imap.wire}. This room knows {@code store}, {@code message}, {@code search}, {@code
 * account} and {@code net}, and no command: {@code Main} gives it the {@link
 * portineria.imap.CommandTable}. Beside the sessions {@link portineria.imap.SummaryWarmer} reads
 * what arrives ahead of them.
 *
 * <p>What always holds:
 *
 * <ul>
 *   <li>A session is one virtual thread, one command at a time, in order. A change in a mailbox
 *       reaches it as a mere wake-up; what has changed it finds by comparing views.
 *   <li>What a client was told is in one place, {@link portineria.imap.Numbering}: a number never
 *       changes its meaning but by an EXPUNGE that was written (RFC 9051 §7.5.1).
 *   <li>Until the client was told of it, a removed message is still served to it, from the view
 *       that it knows: entries and octets outlive removal.
 *   <li>A mailbox that the box keeps, to show what was removed or all mail, is read-only however it
 *       is selected, and else like any other.
 *   <li>What a name means, and what may be done there, is asked of {@link portineria.imap.Reach}: a
 *       session has its own account, and of others what they share with it, as long as they do. A
 *       command asks for the rights it needs (RFC 4314 §4) where it opens the mailbox.
 *   <li>No message is ever held whole: octets pass through one buffer, in both directions.
 *   <li>A message that can't be understood costs its own answer, never the session.
 * </ul>
 */
@NullMarked
package portineria.imap;

import org.jspecify.annotations.NullMarked;
