/**
 * The grammar of IMAP4rev1 and IMAP4rev2 as pure functions of octets: what a client may write, and
 * how answers are written.
 *
 * <p>Start at {@link portineria.imap.wire.Arguments} for what comes in and at {@link
 * portineria.imap.wire.ImapWriter} for what goes out. This room knows no session, no socket and no
 * mailbox's content; it knows the value types of {@code store} and {@code message}, because those
 * are what the grammar's words stand for.
 *
 * <p>What always holds:
 *
 * <ul>
 *   <li>Any octets give a value, {@link portineria.imap.wire.Bad}, {@link portineria.imap.wire.No},
 *       or the wish for more octets; never anything else. The work is bounded by {@link
 *       portineria.imap.wire.ImapLimits}.
 *   <li>Reading pulls: a literal is asked for when the grammar meets it, so that a command that is
 *       wrong before its literal is refused before the client sends it (RFC 9051 §4.3), and so that
 *       the literals of APPEND can pass by without ever being held.
 *   <li>What is written is either whole or not begun: a response line is put together from values
 *       that exist already.
 * </ul>
 */
@NullMarked
package portineria.imap.wire;

import org.jspecify.annotations.NullMarked;
