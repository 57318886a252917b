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
 * <p>Servers give a unique-id that became free to the next message, and begin to count anew when
 * they move. So a known unique-id is in doubt ({@code Doubts}) when its message has another size
 * now ({@code ListedSizes}), and when a session asked to delete it and its QUIT was not answered
 * ({@code QuitDoubt}: what is asked for is written down before). What is in doubt is fetched again
 * before it is believed. If it is another message, the one that had the key is known by its digest
 * until it turns up; and nothing that looks like a message in doubt is delivered before that one
 * was read.
 *
 * <p>What can't be known: a message that took over the unique-id and has the very size of the one
 * that another program deleted (give or take the CRLF at its end; any size, where LIST is wrong for
 * most) is taken for that one. Of two messages with the same octets, of which one left upstream
 * before the other could be read, one is delivered. Nothing else is ever lost, and nothing is
 * delivered twice.
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
