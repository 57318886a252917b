/**
 * A POP3 client: RFC 1939 with CAPA (RFC 2449), STLS (RFC 2595), SASL PLAIN (RFC 5034), response
 * codes (RFC 3206) and pipelining.
 *
 * <p>Start at {@link portineria.fetch.pop3.Pop3Client}; {@link portineria.fetch.pop3.Retrieval} is
 * where the octets come from. Nothing here knows what becomes of a message.
 *
 * <p>What must always hold:
 *
 * <ul>
 *   <li>One client is used by one thread; only {@link portineria.fetch.pop3.Pop3Client#close} may
 *       come from another, and ends whatever is under way.
 *   <li>Whatever goes wrong is an {@link portineria.fetch.pop3.UpstreamTrouble}: its kind says what
 *       the box should do, its sentence what the person should do.
 *   <li>A message's octets are what came over the wire, less the dots that RFC 1939 §3 adds.
 *   <li>Octets that came before a TLS handshake are never read as if they came after it.
 * </ul>
 *
 * <p>The JDK's sockets, not MINA's: a fetcher is a virtual thread of blocking code that asks and
 * reads. A name is looked up on a platform thread, because the lookup is native code that would
 * hold up a carrier of virtual threads for as long as the name server is silent.
 *
 * <p>Where a line ends is a question of safety, see {@link portineria.fetch.pop3.Unstuffer}: a
 * message whose writer could make the client see the end of the message too early could pass off
 * the rest of it as the server's answers.
 */
@NullMarked
package portineria.fetch.pop3;

import org.jspecify.annotations.NullMarked;
