/**
 * The store on a disk: the index in SQLite, the messages in volumes, one writer for both. {@code
 * firmware/FORMAT.md} is the law of this room; its invariants are cited in code and tests.
 *
 * <p>Start at {@link portineria.store.sqlite.SqliteStore}, which says what is opened in which
 * order; then {@code Writer}, the group commit, which is what the whole promise hangs on; then
 * {@code Transaction} and the changes that run in it: {@code Deliveries}, {@code Flagging}, {@code
 * Copying}, {@code Removing}, {@code MailboxTree}. What is removed goes through {@code Losses} into
 * the {@code BoxMailboxes}, and comes back through {@code Returning}, where a program copies it, or
 * {@code Comeback}, where a whole mailbox is to be as it was, in steps. {@link
 * portineria.store.sqlite.Rebuild} and {@link portineria.store.sqlite.Verify} are the ways back;
 * {@code Eraser} is the way of no return.
 *
 * <p>How state is kept. All mailboxes of all accounts are in memory as a few figures each ({@code
 * Catalog}); the entries of a mailbox only while somebody looks at it ({@code OpenView}). What is
 * in memory is in {@code Cell}s: the writer changes their drafts while it changes the index, and
 * publishes them after the commit, so that nobody sees what is not on the disk.
 *
 * <p>What must always hold:
 *
 * <ul>
 *   <li>Volume first, then index, then memory, then the listeners, then those who wait.
 *   <li>A change checks everything before it changes anything. What it did all the same is taken
 *       back by a savepoint when it is refused; when the disk fails, the whole group is taken back
 *       and its members are tried singly.
 *   <li>A failed force is never repeated: the program ends.
 *   <li>Nothing that came from outside is read in here. An assertion that fails in the writer ends
 *       the program: a stopped box is better than a corrupt archive.
 *   <li>JDBC runs on the writer's thread and on the readers' alone, never on a session's.
 *   <li>An erasure is in the index before anything is overwritten, and goes on from there after
 *       whatever interrupts it. The ledger is asked wherever a message may come in.
 * </ul>
 *
 * <p>Removed messages are shown by rows of their own and not by a query over those that were
 * removed: so views, IDLE, FETCH and SEARCH need nothing special, and 200,000 of them open as fast
 * as any mailbox. It costs an EXPUNGE 6 µs of processor time for each message, beside the 2 to 3 µs
 * for the mark (measured at 100,000).
 *
 * <p>The audit chain ({@code AuditChain}) is part of the step that it records: an act and its entry
 * are both committed or neither. Nothing of it is kept in memory, so an entry follows what really
 * stands in the index.
 *
 * <p>Modseqs count per account, not per mailbox: one number orders all that happened to an account,
 * which is what "as it was last Tuesday" needs. UIDVALIDITY and object ids come from one stored
 * counter for the whole box, so that no two mailboxes ever share one.
 */
@NullMarked
package portineria.store.sqlite;

import org.jspecify.annotations.NullMarked;
