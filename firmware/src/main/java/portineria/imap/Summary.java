package portineria.imap;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import portineria.imap.wire.EnvelopeText;
import portineria.imap.wire.ImapWriter;
import portineria.imap.wire.StructureText;
import portineria.message.MessageStructure;

/**
 * What FETCH sends of a message without looking into it: ENVELOPE, BODY and BODYSTRUCTURE as
 * ready-to-send octets. This is what the cache keeps:
 *
 * <pre>
 *   1 octet   the version, {@value #VERSION}
 *   3 × 4     lengths of the three texts, big-endian
 *   …         the three texts
 * </pre>
 *
 * <p>Anything else is as good as nothing, and is made anew.
 */
final class Summary {
  /** To be raised with every change of what is written, in {@code message} too. */
  private static final byte VERSION = 1;

  private static final int HEAD = 1 + 3 * Integer.BYTES;

  private final ByteBuffer octets;
  private final int base;
  private final int envelope;
  private final int body;
  private final int structure;

  private Summary(ByteBuffer octets) {
    this.octets = octets;
    this.base = octets.position() + HEAD;
    this.envelope = octets.getInt(octets.position() + 1);
    this.body = octets.getInt(octets.position() + 1 + Integer.BYTES);
    this.structure = octets.getInt(octets.position() + 1 + 2 * Integer.BYTES);
  }

  /** A summary that was kept; empty if it is of another version or broken. */
  static Optional<Summary> decode(ByteBuffer octets) {
    int length = octets.remaining();
    if (length < HEAD || octets.get(octets.position()) != VERSION) {
      return Optional.empty();
    }
    Summary summary = new Summary(octets);
    long total = (long) HEAD + summary.envelope + summary.body + summary.structure;
    boolean whole =
        summary.envelope > 0 && summary.body > 0 && summary.structure > 0 && total == length;
    return whole ? Optional.of(summary) : Optional.empty();
  }

  static Summary of(MessageStructure message) throws IOException {
    ByteArrayOutputStream texts = new ByteArrayOutputStream();
    ImapWriter out = new ImapWriter(texts::write);
    EnvelopeText.write(message.envelope(), out);
    out.spill();
    int envelope = texts.size();
    StructureText.write(message.part(), false, out);
    out.spill();
    int body = texts.size() - envelope;
    StructureText.write(message.part(), true, out);
    out.spill();
    int structure = texts.size() - envelope - body;
    ByteBuffer octets = ByteBuffer.allocate(HEAD + texts.size());
    octets.put(VERSION).putInt(envelope).putInt(body).putInt(structure).put(texts.toByteArray());
    return new Summary(octets.flip());
  }

  /** As the cache keeps it. */
  ByteBuffer encoded() {
    return octets.duplicate();
  }

  void writeEnvelope(ImapWriter out) throws IOException {
    out.octets(octets, base, envelope);
  }

  void writeBody(ImapWriter out) throws IOException {
    out.octets(octets, base + envelope, body);
  }

  void writeBodyStructure(ImapWriter out) throws IOException {
    out.octets(octets, base + envelope + body, structure);
  }
}
