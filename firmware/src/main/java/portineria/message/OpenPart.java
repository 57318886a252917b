package portineria.message;

import java.util.ArrayList;
import java.util.List;

/**
 * A part whose end has not been met yet. Owned by one {@link StructureReader}; first its header is
 * open, then its body.
 */
final class OpenPart {
  /** What the header made of the part. */
  enum Kind {
    LEAF,
    MULTIPART,
    MESSAGE
  }

  /** Separates nothing: of what is no multipart, or of one whose closing delimiter was met. */
  private static final byte[] NO_BOUNDARY = {};

  private final boolean startsMessage;
  private final boolean inDigest;
  private final long headerStart;
  private final List<MessageStructure> children = new ArrayList<>();
  private boolean inHeader = true;
  private long bodyStart;
  private long linesBefore;
  private Kind kind = Kind.LEAF;
  private MediaType type = MediaType.DEFAULT;
  private ContentFields fields = ContentFields.NONE;
  private Envelope envelope = Envelope.NONE;
  private byte[] boundary = NO_BOUNDARY;

  private OpenPart(boolean startsMessage, boolean inDigest, long headerStart) {
    this.startsMessage = startsMessage;
    this.inDigest = inDigest;
    this.headerStart = headerStart;
  }

  /** A message that begins there. */
  static OpenPart message(long start) {
    return new OpenPart(true, false, start);
  }

  /** The next part of this multipart. */
  OpenPart next(long start) {
    return new OpenPart(false, type.is("multipart", "digest"), start);
  }

  boolean startsMessage() {
    return startsMessage;
  }

  boolean inDigest() {
    return inDigest;
  }

  boolean inHeader() {
    return inHeader;
  }

  Kind kind() {
    return kind;
  }

  byte[] boundary() {
    return boundary;
  }

  boolean separates() {
    return boundary.length > 0;
  }

  long bodyStart() {
    return bodyStart;
  }

  void becomes(Kind newKind, MediaType newType, byte[] newBoundary) {
    kind = newKind;
    type = newType;
    boundary = newBoundary;
  }

  void becomes(Kind newKind, MediaType newType) {
    becomes(newKind, newType, NO_BOUNDARY);
  }

  void says(ContentFields newFields, Envelope newEnvelope) {
    fields = newFields;
    envelope = newEnvelope;
  }

  void beginBody(long position, long lines) {
    inHeader = false;
    bodyStart = position;
    linesBefore = lines;
  }

  /** The closing delimiter was met: what follows is epilogue. */
  void beginEpilogue() {
    boundary = NO_BOUNDARY;
  }

  void add(MessageStructure child) {
    children.add(child);
  }

  /** The finished part; its envelope is that of a message only if it starts one. */
  MessageStructure close(long end, long lines) {
    boolean hollow = kind == Kind.MULTIPART && children.isEmpty();
    Part part =
        new Part(
            Extent.between(headerStart, bodyStart),
            Extent.between(bodyStart, end),
            lines - linesBefore,
            hollow ? MediaType.DEFAULT : type,
            fields,
            hollow ? new Part.Leaf() : content());
    return new MessageStructure(envelope, part);
  }

  private Part.Content content() {
    return switch (kind) {
      case LEAF -> new Part.Leaf();
      case MULTIPART -> new Part.Multipart(children.stream().map(MessageStructure::part).toList());
      case MESSAGE -> new Part.Nested(children.getFirst());
    };
  }
}
