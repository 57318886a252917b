/**
 * RFC 5322 and MIME as pure functions of bytes.
 *
 * <p>Start with {@link portineria.message.MessageStructure#read}: one pass over a message gives its
 * envelope and the tree of its parts with their places ({@link portineria.message.Extent}). All
 * that IMAP sends of a message is then a slice of its {@link portineria.message.Octets}. {@link
 * portineria.message.Header} finds fields by name, {@link portineria.message.SearchedText} is what
 * a search looks through, {@link portineria.message.Gist} is what messages are put in order by,
 * {@link portineria.message.MessageDates} tells when a message came.
 *
 * <p>Nothing here knows a store, a socket or IMAP syntax.
 *
 * <p>What always holds:
 *
 * <ul>
 *   <li>Any octets give a result. The only exception is the {@link java.io.IOException} of the
 *       octets themselves; what cannot be understood is a leaf, served as plain bytes.
 *   <li>Nothing holds a whole message, and no message costs more than a small multiple of its
 *       length: {@link portineria.message.MessageLimits} bounds what is kept and compared.
 *   <li>Strings of headers are octets, one char each (ISO-8859-1), unfolded, without CR, LF and
 *       NUL; encoded words stay encoded. Only what says "decoded" or "text" is text.
 *   <li>Line ends are LF or CRLF, also mixed; a lone CR is content. Sizes are of octets as they lie
 *       in the store, and lines are LFs, as Dovecot counts.
 * </ul>
 *
 * <p>Why not Apache James mime4j: it has no places of parts, decodes what ENVELOPE wants raw, ends
 * base64 at the first padding and may then read nothing (which breaks Java's readers), reads a plus
 * sign in a file name as a blank, and holds any run of blanks. It is the other opinion in the
 * tests.
 */
@NullMarked
package portineria.message;

import org.jspecify.annotations.NullMarked;
