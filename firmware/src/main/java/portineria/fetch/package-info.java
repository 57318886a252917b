/**
 * The fetcher: pulls the upstream POP3 mailboxes, remembers what was seen, decides what may be
 * deleted there.
 *
 * <p>Start at {@link portineria.fetch.Fetcher}; one session from login to QUIT is {@code Session},
 * which messages it asks for is {@code Plan}, what becomes of them is {@code Deliverer}. The
 * protocol is next door, in {@code fetch.pop3}; of the store this room knows the interfaces.
 *
 * <p>What must always hold:
 *
 * <ul>
 *   <li>A message's key and its octets are committed together: killed at any point, the fetcher
 *       neither loses a message nor delivers one twice.
 *   <li>DELE is sent only for what is durable here, and counted only after the server's {@code +OK}
 *       to QUIT. Whatever is in doubt is not deleted.
 *   <li>Never two sessions at once with one mailbox.
 *   <li>A source's own thread touches its session and its memory; others knock at {@code
 *       SourceWorker}.
 * </ul>
 *
 * <p>How a message is known. A unique-id that one message of the maildrop carries is its key.
 * Unique-ids are not always there, nor always unique; where they are missing, doubled or mere
 * message numbers, a message is known by its digest and a number among identical copies. That costs
 * a transfer of each such message when the box starts, once a day, and when something before it in
 * the list has changed; in between, what stands where it stood, with the same size, is taken for
 * what it was, but never deleted on that ground.
 *
 * <p>A message with a new key is fetched, and then compared by digest with all that this source
 * ever gave. If an old key of the same octets is not listed any more, the server has renumbered:
 * the old key becomes the new one and nothing is delivered. If it is still listed, they are two
 * messages. So a renumbered maildrop costs a transfer, but not a single double.
 *
 * <p>What a session asks the server to delete is written down before QUIT ({@code QuitDoubt}). If
 * the answer is lost, those messages are fetched again when they are still listed: servers give a
 * unique-id that became free to the next message, which nobody here has seen.
 *
 * <p>A key that was there, is not listed, was not due for deletion by us and was not renumbered has
 * vanished: another program empties that mailbox. A message that was due may have been deleted by a
 * session whose QUIT was answered when the box lost its power; it counts as ours. One that has
 * vanished is said at once, and marked only when it stays away: a server that lists an empty
 * maildrop for a moment must not cost a transfer of everything.
 *
 * <p>Ages are believed only under a clock that a time server has set; times that were written down
 * before that make no message old ({@code ClockDoubt}).
 */
@NullMarked
package portineria.fetch;

import org.jspecify.annotations.NullMarked;
