/**
 * The box's own certificates and what TLS it speaks.
 *
 * <p>Start reading at {@link portineria.net.tls.ServerTls}. At first start {@code LocalAuthority}
 * makes a certificate authority in {@code DATA/keys}, which an office installs on its computers
 * once; it signs the certificate that the doors and the web pages show. Knows Bouncy Castle for
 * X.509; nothing here knows sockets.
 *
 * <p>An office may give the box a certificate of its own choice ({@code GivenCertificate}). It does
 * not replace the box's, it comes before it: a program that asks for a name that only the box's own
 * holds for, or knows nothing but an address, goes on as it was set up. So giving one can't lock
 * anybody out, and neither can taking it back.
 *
 * <p>What always holds:
 *
 * <ul>
 *   <li>The authority can vouch for private addresses and local names only, by critical name
 *       constraints: stealing its key does not allow to pose as a bank.
 *   <li>A key file that cannot be read stops the start with a sentence; it is never overwritten,
 *       because computers trust the authority in it.
 *   <li>No certificate depends on the box's clock having been right at first start (a Raspberry Pi
 *       has none): the authority's dates are fixed, the server's begin a month early, and a
 *       certificate that is not valid now is replaced at the next look.
 * </ul>
 */
@NullMarked
package portineria.net.tls;

import org.jspecify.annotations.NullMarked;
