package portineria.message;

import java.io.IOException;

/**
 * A message, outermost or forwarded in a part: who wrote to whom, and where its parts are.
 *
 * <p>All strings of a structure are octets as the header has them, one char per octet (ISO-8859-1),
 * unfolded: they never hold CR, LF or NUL. {@link EncodedWords#decode} makes them readable.
 *
 * @param part the message itself; its header begins where the message begins
 */
public record MessageStructure(Envelope envelope, Part part) {

  /** Reads it in one pass, within the standard limits. Any octets have a structure. */
  public static MessageStructure read(Octets message) throws IOException {
    return read(message, MessageLimits.STANDARD);
  }

  public static MessageStructure read(Octets message, MessageLimits limits) throws IOException {
    return new StructureReader(message, limits).read();
  }
}
