package portineria.message;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import portineria.message.OpenPart.Kind;

/**
 * Finds the parts of a message in one pass over its lines.
 *
 * <p>The open parts form a stack, the message at the bottom. A line is a delimiter (RFC 2046
 * §5.1.1) if it begins with two hyphens and the boundary of any open multipart; the longest such
 * boundary wins, or else the innermost. It closes all parts above that multipart. So the cost of a
 * line is at most its length and one comparison per open part, whatever the message does.
 */
final class StructureReader {
  /** A delimiter line begins with two hyphens, and may end with two and a line end. */
  private static final int DELIMITER_OCTETS = 6;

  private final MessageLimits limits;
  private final Window window;
  private final HeaderOctets headerOctets;
  private final Kept kept;
  private final List<OpenPart> open = new ArrayList<>();
  private int parts;
  private int separating;
  private long comparisons;

  /** How many octets ended the line before: they belong to a delimiter that follows. */
  private int lineEnd;

  StructureReader(Octets message, MessageLimits limits) {
    this.limits = limits;
    this.window = new Window(message);
    this.headerOctets = new HeaderOctets(limits.headerOctetsMax());
    this.kept = new Kept(limits);
  }

  MessageStructure read() throws IOException {
    open(OpenPart.message(0));
    while (window.see(limits.boundaryOctetsMax() + DELIMITER_OCTETS)) {
      int delimited = separating == 0 ? -1 : delimited();
      if (delimited >= 0) {
        delimiter(delimited);
      } else if (innermost().inHeader()) {
        headerLine();
      } else if (separating == 0) {
        window.end();
      } else {
        lineEnd = window.line(HeaderOctets.NONE);
      }
    }
    endHeader();
    closeAbove(0, window.position(), window.lines());
    return open.getFirst().close(window.position(), window.lines());
  }

  /** How often a line was compared with a boundary, so that a test can show that it is bounded. */
  long comparisons() {
    return comparisons;
  }

  private OpenPart innermost() {
    return open.getLast();
  }

  private void open(OpenPart part) {
    open.add(part);
    headerOctets.clear();
    parts++;
    if (parts >= limits.partsMax()) {
      open.forEach(OpenPart::beginEpilogue);
      separating = 0;
    }
  }

  private boolean roomForParts() {
    return open.size() < limits.depthMax() && parts < limits.partsMax();
  }

  /** Which open multipart this line delimits, -1 if none. */
  private int delimited() {
    if (window.peek(0) != '-' || window.peek(1) != '-') {
      return -1;
    }
    int longest = -1;
    int longestLength = 0;
    for (int i = open.size() - 1; i >= 0; i--) {
      byte[] boundary = open.get(i).boundary();
      comparisons++;
      if (boundary.length > longestLength && window.startsWith(2, boundary)) {
        if (endsLine(2 + boundary.length)) {
          return i;
        }
        longest = i;
        longestLength = boundary.length;
      }
    }
    return longest;
  }

  /** Whether the line ends there, or after the two hyphens of a closing delimiter. */
  private boolean endsLine(int ahead) {
    int end = hyphensAt(ahead) ? ahead + 2 : ahead;
    return switch (window.peek(end)) {
      case -1, '\r', '\n' -> true;
      default -> false;
    };
  }

  private boolean hyphensAt(int ahead) {
    return window.peek(ahead) == '-' && window.peek(ahead + 1) == '-';
  }

  private void delimiter(int index) throws IOException {
    endHeader();
    if (separating == 0) {
      return; // A digest's message was the last part that may be: this line is its text.
    }
    long start = window.position();
    long end = start == innermost().bodyStart() ? start : start - lineEnd;
    closeAbove(index, end, window.lines() - (end < start ? 1 : 0));
    OpenPart multipart = innermost();
    boolean closing = hyphensAt(2 + multipart.boundary().length);
    lineEnd = window.line(HeaderOctets.NONE);
    if (closing) {
      multipart.beginEpilogue();
      separating--;
    } else {
      open(multipart.next(window.position()));
    }
  }

  private void closeAbove(int index, long end, long lines) {
    while (open.size() > index + 1) {
      OpenPart part = open.removeLast();
      separating -= part.separates() ? 1 : 0;
      innermost().add(part.close(end, lines));
    }
  }

  private void headerLine() throws IOException {
    boolean empty = window.peek(0) == '\n' || (window.peek(0) == '\r' && window.peek(1) == '\n');
    lineEnd = window.line(headerOctets);
    if (empty) {
      readHeader();
    }
  }

  /** The header that is open, and that of a message in it, end here although no line was empty. */
  private void endHeader() {
    while (innermost().inHeader()) {
      readHeader();
    }
  }

  private void readHeader() {
    OpenPart part = innermost();
    Header header = headerOctets.header(limits);
    ContentFields fields = contentFields(header);
    part.says(fields, part.startsMessage() ? Envelope.of(header, kept) : Envelope.NONE);
    part.beginBody(window.position(), window.lines());
    decide(part, fields);
    if (part.kind() == Kind.MESSAGE) {
      open(OpenPart.message(window.position()));
    }
  }

  private ContentFields contentFields(Header header) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < header.size(); i++) {
      String name = header.beginsWith(i, "content-") ? header.lowerName(i) : "";
      if (ContentFields.NAMES.contains(name) && !values.containsKey(name)) {
        kept.keep(header.value(i)).ifPresent(value -> values.put(name, value));
      }
    }
    return values.isEmpty() ? ContentFields.NONE : new ContentFields(values);
  }

  private void decide(OpenPart part, ContentFields fields) {
    MediaType type =
        fields
            .declaredType()
            .map(value -> MediaType.parse(value, limits.parametersMax()))
            .orElse(part.inDigest() ? MediaType.DEFAULT_IN_DIGEST : MediaType.DEFAULT);
    if (type.is("multipart")) {
      multipart(part, type);
    } else if (type.isMessage()) {
      boolean plain = TransferEncoding.IDENTITY.isNamed(fields.transferEncoding());
      boolean readable = plain && roomForParts();
      part.becomes(readable ? Kind.MESSAGE : Kind.LEAF, readable ? type : MediaType.OCTETS);
    } else {
      part.becomes(Kind.LEAF, type);
    }
  }

  /** RFC 2045 §5.2: a multipart that names no boundary is read as plain text. */
  private void multipart(OpenPart part, MediaType type) {
    byte[] boundary =
        type.parameter("boundary")
            .or(() -> type.parameters().decoded("boundary"))
            .orElse("")
            .stripTrailing()
            .getBytes(StandardCharsets.ISO_8859_1);
    if (boundary.length == 0) {
      part.becomes(Kind.LEAF, MediaType.DEFAULT);
    } else if (boundary.length > limits.boundaryOctetsMax() || !roomForParts()) {
      part.becomes(Kind.LEAF, MediaType.OCTETS);
    } else {
      part.becomes(Kind.MULTIPART, type, boundary);
      separating++;
    }
  }
}
