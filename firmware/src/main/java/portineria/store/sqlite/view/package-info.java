/**
 * A mailbox's entries in memory: immutable, shared by all who look at the mailbox, copied on write
 * in chunks. No SQL, no threads, no disk.
 *
 * <p>Start at {@link portineria.store.sqlite.view.ChunkedView}. What must always hold:
 *
 * <ul>
 *   <li>Nothing in here ever changes once it is reachable: a change makes a new view out of the
 *       chunks of the old one. So a session may look at its view for hours, and no lock is needed.
 *   <li>One flag change at 100,000 messages copies the flags of one chunk and the table of chunks,
 *       and nothing else. What is the same object in two views is skipped when they are compared.
 *   <li>Messages stand in the order of their UIDs; a chunk is never empty.
 * </ul>
 *
 * <p>Columns instead of objects: 48 octets a message, against some 150 for a record each. A mailbox
 * of 100,000 is 5 MB, and the box has a heap of 192.
 */
@NullMarked
package portineria.store.sqlite.view;

import org.jspecify.annotations.NullMarked;
