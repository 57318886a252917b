package portineria.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Names of header fields, in any case: RFC 5322 §2.2. Made once and asked for each field of each
 * message, so it compares octets and makes no strings.
 */
public final class FieldNames {
  private final List<byte[]> lower;

  private FieldNames(List<byte[]> lower) {
    this.lower = lower;
  }

  public static FieldNames of(Collection<String> names) {
    List<byte[]> lower = new ArrayList<>();
    for (String name : names) {
      lower.add(Lexer.lower(name).getBytes(StandardCharsets.ISO_8859_1));
    }
    return new FieldNames(lower);
  }

  int size() {
    return lower.size();
  }

  /** Whether all of these are among {@code others}. */
  public boolean areAmong(FieldNames others) {
    return lower.stream().allMatch(name -> others.hold(name, 0, name.length));
  }

  /** Which of {@code others} these are: bit n for the n-th. */
  long bitsAmong(FieldNames others) {
    long bits = 0;
    for (byte[] name : lower) {
      int found = others.find(name, 0, name.length);
      bits |= found < 0 ? 0 : 1L << found;
    }
    return bits;
  }

  /** Whether the name that is written at {@code start} is one of them. */
  boolean hold(byte[] octets, int start, int length) {
    return find(octets, start, length) >= 0;
  }

  /** Which of them is written at {@code start}; -1 for none. */
  int find(byte[] octets, int start, int length) {
    for (int i = 0; i < lower.size(); i++) {
      byte[] name = lower.get(i);
      if (name.length == length && isAt(name, octets, start)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isAt(byte[] name, byte[] octets, int start) {
    for (int i = 0; i < name.length; i++) {
      if (Header.lower(octets[start + i] & 0xff) != (name[i] & 0xff)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return Arrays.toString(
        lower.stream().map(name -> new String(name, StandardCharsets.ISO_8859_1)).toArray());
  }
}
