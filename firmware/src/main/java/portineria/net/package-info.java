/**
 * What a session needs from a socket: a {@link portineria.net.Connection} that blocks, a {@link
 * portineria.net.Door} that hands one to each session, and the limits of both.
 *
 * <p>Start reading at {@link portineria.net.Connection}. This room knows nothing of mail and
 * nothing of how sockets are served; {@code net.mina} does that and is seen by {@code Main} alone.
 *
 * <p>What always holds:
 *
 * <ul>
 *   <li>A session is one virtual thread of blocking code. Only {@link
 *       portineria.net.Connection#wake()} and {@link portineria.net.Connection#close()} may come
 *       from other threads.
 *   <li>What one client can make the box hold in memory is bounded in both directions: a client
 *       that sends too fast is not read, a client that does not read stops its own session.
 *   <li>What comes compressed is inflated as far as it is read, a buffer at a time; {@link
 *       portineria.net.DeflatedConnection} lies on top of any other.
 *   <li>Octets that came before a TLS handshake are never read after it.
 *   <li>Trouble of the line is an {@link java.io.IOException}; it ends that session, quietly.
 * </ul>
 */
@NullMarked
package portineria.net;

import org.jspecify.annotations.NullMarked;
