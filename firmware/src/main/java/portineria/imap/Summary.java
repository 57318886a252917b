package portineria.imap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import portineria.imap.wire.EnvelopeText;
import portineria.imap.wire.ImapWriter;
import portineria.imap.wire.StructureText;
import portineria.message.FieldNames;
import portineria.message.Gist;
import portineria.message.Header;
import portineria.message.KeptFields;
import portineria.message.MessageStructure;
import portineria.message.Octets;
import portineria.message.Preview;

/**
 * What FETCH sends of a message without looking into it: ENVELOPE, BODY, BODYSTRUCTURE and PREVIEW
 * as ready-to-send octets, the fields that programs ask for when they list a mailbox, and what SORT
 * and THREAD go by. This is what the cache keeps:
 *
 * <pre>
 *   1 octet   the version, {@value #VERSION}
 *   6 × 4     lengths of the six, big-endian
 *   …         the six
 * </pre>
 *
 * <p>The fourth, these fields ({@link KeptFields}), and the sixth, the {@link Gist}, are empty
 * where they are longer than is good for a cache.
 *
 * <p>Anything else is as good as nothing, and is made anew.
 */
final class Summary {
  /** To be raised with every change of what is written, in {@code message} too. */
  private static final byte VERSION = 4;

  /**
   * The fields that these ask for: Thunderbird 140, Apple Mail (macOS 15), K-9 Mail 8, mutt 2,
   * Roundcube 1.6, mbsync 1.4.
   */
  static final FieldNames LISTED =
      FieldNames.of(
          List.of(
              "BCC",
              "CC",
              "CONTENT-DESCRIPTION",
              "CONTENT-TRANSFER-ENCODING",
              "CONTENT-TYPE",
              "DATE",
              "DISPOSITION-NOTIFICATION-TO",
              "FROM",
              "IMPORTANCE",
              "IN-REPLY-TO",
              "LINES",
              "LIST-ID",
              "LIST-POST",
              "LIST-SUBSCRIBE",
              "LIST-UNSUBSCRIBE",
              "MAIL-FOLLOWUP-TO",
              "MAIL-REPLY-TO",
              "MESSAGE-ID",
              "MIME-VERSION",
              "NEWSGROUPS",
              "PRIORITY",
              "REFERENCES",
              "REPLY-TO",
              "SENDER",
              "SUBJECT",
              "TO",
              "X-DRAFT-INFO",
              "X-K9MAIL-IDENTITY",
              "X-LABEL",
              "X-ORIGINAL-TO",
              "X-PRIORITY",
              "X-TUID",
              "X-UNIFORM-TYPE-IDENTIFIER",
              "X-UNIVERSALLY-UNIQUE-IDENTIFIER"));

  /** Some mail has kilobytes of references. */
  private static final int LISTED_OCTETS_MAX = 4096;

  private static final int GIST_OCTETS_MAX = 4096;

  private static final int HEAD = 1 + 6 * Integer.BYTES;

  private final ByteBuffer octets;
  private final int base;
  private final int envelope;
  private final int body;
  private final int structure;
  private final int listed;
  private final int preview;
  private final int gist;

  private Summary(ByteBuffer octets) {
    this.octets = octets;
    this.base = octets.position() + HEAD;
    this.envelope = octets.getInt(octets.position() + 1);
    this.body = octets.getInt(octets.position() + 1 + Integer.BYTES);
    this.structure = octets.getInt(octets.position() + 1 + 2 * Integer.BYTES);
    this.listed = octets.getInt(octets.position() + 1 + 3 * Integer.BYTES);
    this.preview = octets.getInt(octets.position() + 1 + 4 * Integer.BYTES);
    this.gist = octets.getInt(octets.position() + 1 + 5 * Integer.BYTES);
  }

  /** A summary that was kept; empty if it is of another version or broken. */
  static Optional<Summary> decode(ByteBuffer octets) {
    int length = octets.remaining();
    if (length < HEAD || octets.get(octets.position()) != VERSION) {
      return Optional.empty();
    }
    Summary summary = new Summary(octets);
    long total =
        (long) HEAD
            + summary.envelope
            + summary.body
            + summary.structure
            + summary.listed
            + summary.preview
            + summary.gist;
    boolean whole =
        summary.envelope > 0
            && summary.body > 0
            && summary.structure > 0
            && summary.listed >= 0
            && summary.preview > 0
            && summary.gist >= 0;
    return whole && total == length ? Optional.of(summary) : Optional.empty();
  }

  static Summary of(MessageStructure message, Octets whole) throws IOException {
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
    Header header = Header.read(whole);
    byte[] fields = KeptFields.of(header, LISTED, LISTED_OCTETS_MAX);
    int listed = fields.length;
    texts.writeBytes(fields);
    String begin = Preview.of(whole, message.part());
    out.string(new String(begin.getBytes(UTF_8), ISO_8859_1)); // RFC 8970 §3.2
    out.spill();
    int preview = texts.size() - envelope - body - structure - listed;
    byte[] gist = Gist.of(header).encoded();
    int kept = gist.length <= GIST_OCTETS_MAX ? gist.length : 0;
    texts.write(gist, 0, kept);
    ByteBuffer octets = ByteBuffer.allocate(HEAD + texts.size());
    octets.put(VERSION).putInt(envelope).putInt(body).putInt(structure).putInt(listed);
    octets.putInt(preview).putInt(kept);
    octets.put(texts.toByteArray());
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

  void writePreview(ImapWriter out) throws IOException {
    out.octets(octets, base + envelope + body + structure + listed, preview);
  }

  /**
   * A header of some of the fields {@link #LISTED}, if they are kept.
   *
   * @param choice which of them, as {@link KeptFields#choice} says it
   */
  Optional<Octets> listed(long choice) {
    return listed == 0
        ? Optional.empty()
        : Optional.of(KeptFields.select(octets, base + envelope + body + structure, choice));
  }

  /** What it is put in order by, if that is kept. */
  Optional<Gist> gist() {
    return gist == 0
        ? Optional.empty()
        : Optional.of(
            Gist.decode(octets.slice(base + envelope + body + structure + listed + preview, gist)));
  }
}
