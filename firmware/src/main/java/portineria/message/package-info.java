/**
 * RFC 5322 and MIME as pure functions of bytes.
 *
 * <p>Nothing here knows a store, a socket or IMAP syntax, and nothing here holds a whole message:
 * bytes come from {@link portineria.message.Octets} and go through a small window. Any bytes give a
 * result; the only exception is the {@link java.io.IOException} of the octets themselves.
 */
@NullMarked
package portineria.message;

import org.jspecify.annotations.NullMarked;
