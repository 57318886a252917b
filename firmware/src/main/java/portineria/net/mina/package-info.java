/**
 * Apache MINA's callbacks turned into blocking connections. Only {@code Main} sees this room, and
 * nothing else imports MINA.
 *
 * <p>Start reading at {@link portineria.net.mina.MinaDoor}, then {@link
 * portineria.net.mina.MinaConnection}. An octet's way in: I/O thread, {@code TlsFilter} when there
 * is TLS, {@code Callbacks}, {@code Inbox}; the session's thread moves all of it into its {@code
 * Intake} and reads there. Out: {@code Outbox}, the filter (on the session's thread, so encryption
 * uses all cores), MINA's queue, I/O thread.
 *
 * <p>What always holds:
 *
 * <ul>
 *   <li>A callback puts octets or sets a flag, then rings; it never waits and never throws.
 *   <li>The session's thread is the only one that waits, at one place: {@code Line.await}. It looks
 *       at the state first and sleeps then, so a ring is never missed.
 *   <li>Nobody calls MINA while holding a lock, but for suspending and resuming under the inbox's
 *       own; these only note a wish for the I/O thread ({@code IoThreads} says why).
 *   <li>Octets are charged with the memory that MINA really holds for them.
 * </ul>
 *
 * <p>Around MINA 2.2.10: its traffic control and the TLS filter have traps; each is described where
 * it is avoided ({@code IoThreads}, {@code TlsFilter}, {@code MinaDoor.READ_OCTETS_MAX}, {@code
 * Farewell}).
 */
@NullMarked
package portineria.net.mina;

import org.jspecify.annotations.NullMarked;
