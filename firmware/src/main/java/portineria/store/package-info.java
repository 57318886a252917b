/**
 * What a store is: accounts, mailboxes, messages, what was seen upstream. No SQL and no files here;
 * {@code store.volume} and {@code store.sqlite} hold those.
 *
 * <p>Start at {@link portineria.store.Store}, then {@link portineria.store.Mailbox} and {@link
 * portineria.store.View}.
 *
 * <p>What must always hold:
 *
 * <ul>
 *   <li>When a changing method returns, the change is on the disk: the bytes in a volume, the entry
 *       in the index, both synced. Only then are listeners told, in the order of the commits.
 *   <li>A message is immutable and known within its account by its {@link portineria.store.Digest}.
 *       COPY and MOVE never copy bytes.
 *   <li>An entry is never deleted, only marked removed: when, by whom, with a modseq.
 *   <li>What is removed, and not moved, is shown from the same moment on in a mailbox of {@link
 *       portineria.store.MailboxKind#RECOVERABLE}, which is a mailbox like any other to whoever
 *       reads: it has its UIDs, its view, its listeners. It is shown even where the account has the
 *       same message elsewhere. Otherwise who empties a whole account would find each message once,
 *       and not wherever it was.
 *   <li>What is erased is gone in every form, for good; nothing takes it in again. Only {@link
 *       portineria.store.Store#erase} destroys anything.
 *   <li>A UID is never used for two messages, under one UIDVALIDITY, ever: RFC 9051 §2.3.1.1.
 *   <li>A message belongs to one account. Who may use another's mailboxes ({@link
 *       portineria.store.Sharing}) is asked by the doors; the store does what an {@link
 *       portineria.store.Account} asks for, and writes down which {@link portineria.store.Actor} it
 *       was.
 *   <li>What an administrator changes is in the audit chain, committed with the change: {@link
 *       portineria.store.Store#recording}.
 *   <li>Nothing that came from outside is interpreted in here. Who delivers has parsed before; a
 *       message is a row of octets.
 * </ul>
 *
 * <p>Changes are asked for by UID, never by sequence number: those belong to a session. A session
 * compares the {@link portineria.store.View} it told its client of with the present one; so there
 * are no queues of changes to bound, and a {@link portineria.store.Listener} is a mere knock.
 */
@NullMarked
package portineria.store;

import org.jspecify.annotations.NullMarked;
