package portineria.message;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A header: its fields in their order, as they are written (RFC 5322 §2.2).
 *
 * <p>It ends at the first empty line, or where the octets or the limits end. A line ends with LF; a
 * CR before it belongs to the end, any other CR is content. A line that is no field (no colon, a
 * blank in the name: an mbox {@code From } line) is a field without a name: it is served with the
 * header and never found in it.
 */
public final class Header {
  private static final byte[] CRLF = {'\r', '\n'};

  private final byte[] octets;

  /** Where each field begins, and after the last one where the fields end. */
  private int[] starts = new int[32];

  /** The length of each name; 0 for a line that is no field. */
  private int[] nameLengths = new int[32];

  /** Where each value begins: after the colon. */
  private int[] values = new int[32];

  private int count;

  private Header(byte[] octets, int length, int fieldsMax) {
    this.octets = octets;
    index(length, fieldsMax);
  }

  /** Reads the header that begins with the first of {@code octets}, within standard limits. */
  public static Header read(Octets octets) throws IOException {
    return read(octets, MessageLimits.STANDARD);
  }

  public static Header read(Octets octets, MessageLimits limits) throws IOException {
    int max = (int) Math.min(octets.size(), limits.headerOctetsMax());
    byte[] buffer = new byte[Math.min(max, 4096)];
    int length = 0;
    while (length < max) {
      if (length == buffer.length) {
        buffer = Arrays.copyOf(buffer, (int) Math.min(max, 4L * length));
      }
      int read = octets.read(length, buffer, length, buffer.length - length);
      if (read < 0) {
        break;
      }
      int searched = Math.max(0, length - 2);
      length += read;
      if (holdsEmptyLine(buffer, searched, length)) {
        break;
      }
    }
    return new Header(buffer, length, limits.fieldsMax());
  }

  /** The header in an array that the caller fills anew afterwards, so do not keep it. */
  static Header within(byte[] octets, int length, MessageLimits limits) {
    return new Header(octets, length, limits.fieldsMax());
  }

  private static boolean holdsEmptyLine(byte[] octets, int from, int length) {
    for (int i = from; i < length; i++) {
      if (octets[i] == '\n' && i + 1 < length && isEmptyLine(octets, i + 1, length)) {
        return true;
      }
    }
    return length > 0 && isEmptyLine(octets, 0, length);
  }

  private static boolean isEmptyLine(byte[] octets, int at, int length) {
    return octets[at] == '\n' || (octets[at] == '\r' && at + 1 < length && octets[at + 1] == '\n');
  }

  private void index(int length, int fieldsMax) {
    int at = 0;
    while (at < length && count < fieldsMax && !isEmptyLine(octets, at, length)) {
      int end = lineEnd(at, length);
      while (end < length && isBlank(octets[end])) {
        end = lineEnd(end, length);
      }
      add(at, end);
      at = end;
    }
    starts[count] = at;
  }

  private int lineEnd(int at, int length) {
    int end = at;
    while (end < length && octets[end] != '\n') {
      end++;
    }
    return Math.min(length, end + 1);
  }

  private void add(int start, int end) {
    int colon = start;
    while (colon < end && octets[colon] != ':' && (octets[colon] < 0 || octets[colon] > ' ')) {
      colon++;
    }
    int nameLength = colon - start;
    while (colon < end && isBlank(octets[colon])) {
      colon++;
    }
    boolean field = nameLength > 0 && colon < end && octets[colon] == ':';
    if (count + 1 == starts.length) {
      starts = Arrays.copyOf(starts, 4 * count);
      nameLengths = Arrays.copyOf(nameLengths, 4 * count);
      values = Arrays.copyOf(values, 4 * count);
    }
    starts[count] = start;
    nameLengths[count] = field ? nameLength : 0;
    values[count] = field ? colon + 1 : start;
    count++;
  }

  private static boolean isBlank(byte octet) {
    return octet == ' ' || octet == '\t';
  }

  /** How many fields there are, with the lines that are none. */
  public int size() {
    return count;
  }

  /** The name as it is written; empty for a line that is no field. */
  public String name(int field) {
    return new String(octets, starts[field], nameLengths[field], StandardCharsets.ISO_8859_1);
  }

  /**
   * The value as octets (one char each), unfolded (RFC 5322 §2.2.3), without blanks around it, and
   * with spaces for a stray CR or NUL: no value ever holds CR, LF or NUL.
   *
   * <p>A fold with the blanks around it becomes one space, as in Dovecot: many programs fold with a
   * tab, and nobody meant a tab in the middle of a subject.
   */
  public String value(int field) {
    int start = values[field];
    int end = starts[field + 1];
    while (start < end && isBlankOrLineEnd(octets[start])) {
      start++;
    }
    while (start < end && isBlankOrLineEnd(octets[end - 1])) {
      end--;
    }
    for (int i = start; i < end; i++) {
      if (octets[i] == '\r' || octets[i] == '\n' || octets[i] == 0) {
        return unfold(start, end);
      }
    }
    return new String(octets, start, end - start, StandardCharsets.ISO_8859_1);
  }

  private static boolean isBlankOrLineEnd(byte octet) {
    return isBlank(octet) || octet == '\r' || octet == '\n';
  }

  private String unfold(int start, int end) {
    byte[] unfolded = new byte[end - start];
    int length = 0;
    for (int i = start; i < end; i++) {
      switch (octets[i]) {
        case '\n' -> {
          while (length > 0 && isBlank(unfolded[length - 1])) {
            length--;
          }
          while (isBlank(octets[i + 1])) {
            i++;
          }
          unfolded[length++] = ' ';
        }
        case '\r', 0 -> unfolded[length++] = ' ';
        default -> unfolded[length++] = octets[i];
      }
    }
    return new String(unfolded, 0, length, StandardCharsets.ISO_8859_1);
  }

  private boolean isNamed(int field, String name) {
    return nameLengths[field] == name.length() && !name.isEmpty() && beginsWith(field, name);
  }

  /** Whether the field's name begins so, in any case. */
  boolean beginsWith(int field, String prefix) {
    if (nameLengths[field] < prefix.length()) {
      return false;
    }
    for (int i = 0; i < prefix.length(); i++) {
      if (lower(octets[starts[field] + i] & 0xff) != lower(prefix.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** The name in lower case, which is what it is compared in. */
  String lowerName(int field) {
    byte[] name = new byte[nameLengths[field]];
    for (int i = 0; i < name.length; i++) {
      name[i] = (byte) lower(octets[starts[field] + i] & 0xff);
    }
    return new String(name, StandardCharsets.ISO_8859_1);
  }

  static int lower(int c) {
    return c >= 'A' && c <= 'Z' ? c + 32 : c;
  }

  /** The values of all fields of that name (in any case), as {@link #value} gives them. */
  public List<String> all(String name) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (isNamed(i, name)) {
        all.add(value(i));
      }
    }
    return all;
  }

  /** The value of the first field of that name. */
  public Optional<String> first(String name) {
    for (int i = 0; i < count; i++) {
      if (isNamed(i, name)) {
        return Optional.of(value(i));
      }
    }
    return Optional.empty();
  }

  /** The values of all fields of that name as text: encoded words and 8-bit octets decoded. */
  public List<String> decoded(String name) {
    return all(name).stream().map(EncodedWords::decode).toList();
  }

  /** HEADER.FIELDS: the octets of the fields of these names, and an empty line. */
  public Octets fields(FieldNames names) {
    return select(names, true);
  }

  /** HEADER.FIELDS.NOT: the octets of all but the fields of these names, and an empty line. */
  public Octets fieldsNot(FieldNames names) {
    return select(names, false);
  }

  private Octets select(FieldNames names, boolean wanted) {
    byte[] selected = new byte[starts[count] - starts[0] + CRLF.length * (count + 1)];
    int length = 0;
    for (int i = 0; i < count; i++) {
      boolean named = nameLengths[i] > 0 && names.hold(octets, starts[i], nameLengths[i]);
      if (named == wanted) {
        byte[] field = written(i);
        System.arraycopy(field, 0, selected, length, field.length);
        length += field.length;
      }
    }
    length = endLine(selected, length);
    return Octets.of(Arrays.copyOf(selected, length));
  }

  /** Which of {@code names} the field has; -1 for another one, and for a line that is no field. */
  int which(int field, FieldNames names) {
    return nameLengths[field] == 0 ? -1 : names.find(octets, starts[field], nameLengths[field]);
  }

  /** A field as it is written, with the end of its last line. */
  byte[] written(int field) {
    int size = starts[field + 1] - starts[field];
    boolean ended = octets[starts[field + 1] - 1] == '\n';
    byte[] written = new byte[ended ? size : size + CRLF.length];
    System.arraycopy(octets, starts[field], written, 0, size);
    if (!ended) {
      endLine(written, size);
    }
    return written;
  }

  private static int endLine(byte[] target, int at) {
    System.arraycopy(CRLF, 0, target, at, CRLF.length);
    return at + CRLF.length;
  }
}
