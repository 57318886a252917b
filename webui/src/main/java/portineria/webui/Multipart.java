package portineria.webui;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import portineria.webui.Refused.Why;

/**
 * A form with files in it, {@code multipart/form-data}: RFC 7578. What is in a file is the text of
 * its field, one file after the other where several have the same; what a browser says besides of a
 * file, its name and type, is not looked at. A photo alone stays the octets that it is.
 */
final class Multipart {
  static final String TYPE = "multipart/form-data";

  /** The only field that is no text. */
  static final String PHOTO = "photo";

  /** RFC 2046 §5.1.1. */
  private static final Pattern BOUNDARY =
      Pattern.compile(";\\s*boundary=(?:\"([^\"]{1,70})\"|([^\\s\";]{1,70}))");

  private static final Pattern NAME =
      Pattern.compile(
          "(?i)(?:^|\r\n)content-disposition:\\s*form-data;[^\r]*?\\bname=\"([^\"\r]*)\"");

  /** What a browser calls a file. */
  static final Pattern FILE_NAME =
      Pattern.compile("(?i)(?:^|\r\n)content-disposition:[^\r]*?\\bfilename=\"([^\"\r]*)\"");

  private static final byte[] LINE = octets("\r\n");
  private static final byte[] EMPTY_LINE = octets("\r\n\r\n");
  private static final byte[] END = octets("--");

  /** Of the headers of one part; a browser writes some two hundred. */
  static final int HEADERS_OCTETS_MAX = 4096;

  private final byte[] octets;
  private final int textMax;
  private final Map<String, String> fields = new HashMap<>();
  private Optional<ByteBuffer> photo = Optional.empty();
  private int textOctets;

  private Multipart(byte[] octets, int textMax) {
    this.octets = octets;
    this.textMax = textMax;
  }

  /**
   * From what was sent.
   *
   * @param type with its boundary
   * @param textMax octets of all that is not a photo
   * @throws Refused with {@code FORM} for what no page sends
   */
  static Multipart parse(String type, byte[] octets, int textMax) throws Refused {
    Multipart form = new Multipart(octets, textMax);
    form.parse(boundary(type));
    return form;
  }

  /** What stands between two parts, with the line end before it. */
  static byte[] boundary(String type) throws Refused {
    Matcher boundary = BOUNDARY.matcher(type);
    if (!boundary.find()) {
      throw new Refused(Why.FORM);
    }
    String named = boundary.group(1) == null ? boundary.group(2) : boundary.group(1);
    return octets("\r\n--" + named);
  }

  /** The name of the field, in the headers of a part. */
  static Optional<String> nameIn(String headers) {
    Matcher name = NAME.matcher(headers);
    return name.find() ? Optional.of(name.group(1)) : Optional.empty();
  }

  private void parse(byte[] line) throws Refused {
    // The line end before the first boundary may be missing.
    int begin =
        isAt(0, line, LINE.length)
            ? -LINE.length
            : find(line, 0, octets.length).orElse(octets.length);
    for (int parts = 0; isAt(begin + line.length, LINE, 0); parts++) {
      int from = begin + line.length;
      int end = find(line, from, octets.length).orElseThrow(() -> new Refused(Why.FORM));
      if (parts >= Form.FIELDS_MAX) {
        throw new Refused(Why.FORM);
      }
      add(from, end);
      begin = end;
    }
    if (!isAt(begin + line.length, END, 0)) {
      throw new Refused(Why.FORM);
    }
  }

  /** A part: its headers, an empty line, its text. */
  private void add(int from, int end) throws Refused {
    int empty =
        find(EMPTY_LINE, from, Math.min(end, from + HEADERS_OCTETS_MAX))
            .orElseThrow(() -> new Refused(Why.FORM));
    String name =
        nameIn(new String(octets, from, empty - from, StandardCharsets.UTF_8))
            .orElseThrow(() -> new Refused(Why.FORM));
    int begin = empty + EMPTY_LINE.length;
    if (name.equals(PHOTO)) {
      photo = Optional.of(ByteBuffer.wrap(octets, begin, end - begin).slice());
      return;
    }
    textOctets += end - from;
    if (textOctets > textMax) {
      throw new Refused(Why.FORM);
    }
    fields.merge(
        name,
        new String(octets, begin, end - begin, StandardCharsets.UTF_8),
        (a, b) -> a + "\n" + b);
  }

  /** All but the photo. */
  Form form() {
    return new Form(fields);
  }

  /** The photo, if one was chosen: a browser sends an empty one where none was. */
  Optional<ByteBuffer> photo() {
    return photo.filter(ByteBuffer::hasRemaining);
  }

  /** Where {@code wanted} begins, wholly between {@code from} and {@code end}. */
  private Optional<Integer> find(byte[] wanted, int from, int end) {
    for (int at = from; at <= end - wanted.length; at++) {
      if (octets[at] == wanted[0] && isAt(at, wanted, 0)) {
        return Optional.of(at);
      }
    }
    return Optional.empty();
  }

  /** Whether {@code wanted} is there, but for its first octets. */
  private boolean isAt(int at, byte[] wanted, int skipped) {
    int length = wanted.length - skipped;
    if (at < 0 || at + length > octets.length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (octets[at + i] != wanted[skipped + i]) {
        return false;
      }
    }
    return true;
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
