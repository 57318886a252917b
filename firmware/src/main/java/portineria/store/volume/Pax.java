package portineria.store.volume;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Pax records: {@code <length> <keyword>=<value>\n}, the length being that of the whole record with
 * itself. POSIX.1-2001, "pax", pax Extended Header.
 */
final class Pax {
  /** GNU tar and libarchive take what follows for an extended attribute, and keep silent. */
  private static final String PREFIX = "SCHILY.xattr.user.portineria.";

  private static final String COMMENT = "comment=";

  private Pax() {}

  /** Our records, in the order of the map. */
  static byte[] encode(Map<String, String> records) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(TarHeader.BLOCK);
    records.forEach((key, value) -> out.writeBytes(record(PREFIX + key + "=" + value)));
    return out.toByteArray();
  }

  /** As {@link #encode}, filled up to {@code octets} by a comment of spaces. */
  static byte[] encode(Map<String, String> records, int octets) {
    byte[] encoded = encode(records);
    int missing = octets - encoded.length;
    int around = (Integer.toString(missing) + " " + COMMENT + "\n").length();
    if (missing < around) {
      throw new IllegalArgumentException("a label of " + encoded.length + " octets");
    }
    byte[] comment = record(COMMENT + " ".repeat(missing - around));
    assert comment.length == missing;
    ByteArrayOutputStream out = new ByteArrayOutputStream(octets);
    out.writeBytes(encoded);
    out.writeBytes(comment);
    return out.toByteArray();
  }

  private static byte[] record(String field) {
    byte[] octets = (" " + field + "\n").getBytes(StandardCharsets.UTF_8);
    int length = octets.length + Integer.toString(octets.length).length();
    if (length < octets.length + Integer.toString(length).length()) {
      length++; // the length has grown by a digit that it counts itself
    }
    byte[] digits = Integer.toString(length).getBytes(StandardCharsets.US_ASCII);
    byte[] record = new byte[length];
    System.arraycopy(digits, 0, record, 0, digits.length);
    System.arraycopy(octets, 0, record, digits.length, octets.length);
    return record;
  }

  /** Our records; others are left out. Empty where these are no pax records. */
  static Optional<Map<String, String>> parse(byte[] octets) {
    Map<String, String> records = new LinkedHashMap<>();
    int at = 0;
    while (at < octets.length) {
      int space = at;
      int length = 0;
      while (space < octets.length && octets[space] >= '0' && octets[space] <= '9') {
        length = Math.min(length * 10 + octets[space] - '0', octets.length + 1);
        space++;
      }
      int end = at + length;
      if (end > octets.length
          || end <= space + 1
          || octets[space] != ' '
          || octets[end - 1] != '\n') {
        return Optional.empty();
      }
      put(records, new String(octets, space + 1, end - space - 2, StandardCharsets.UTF_8));
      at = end;
    }
    return Optional.of(records);
  }

  private static void put(Map<String, String> records, String field) {
    int equals = field.indexOf('=');
    if (equals > PREFIX.length() && field.startsWith(PREFIX)) {
      records.put(field.substring(PREFIX.length(), equals), field.substring(equals + 1));
    }
  }
}
