package portineria.message;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/**
 * Fields of a header as a cache keeps them: with a table of which they are, so that some of them
 * are found without reading names again.
 *
 * <pre>
 *   2 octets   how many, big-endian
 *   1 + 2      for each: which of the known names it has, its length, big-endian
 *   …          the fields, each with the end of its last line
 * </pre>
 */
public final class KeptFields {
  private static final int ROW = Byte.BYTES + Short.BYTES;
  private static final byte[] CRLF = {'\r', '\n'};

  private KeptFields() {}

  /**
   * Those of {@code header} that have one of the {@code known} names; nothing if that is more than
   * {@code octetsMax} octets.
   *
   * @param known at most 64
   * @param octetsMax less than 64 KiB
   */
  public static byte[] of(Header header, FieldNames known, int octetsMax) {
    assert known.size() <= Long.SIZE && octetsMax <= Short.MAX_VALUE;
    ByteArrayOutputStream fields = new ByteArrayOutputStream();
    ByteBuffer table = ByteBuffer.allocate(Short.BYTES + ROW * header.size()).putShort((short) 0);
    for (int i = 0; i < header.size(); i++) {
      int which = header.which(i, known);
      if (which >= 0) {
        byte[] field = header.written(i);
        fields.writeBytes(field);
        if (table.position() + fields.size() > octetsMax) {
          return new byte[0];
        }
        table.put((byte) which).putShort((short) field.length);
      }
    }
    int rows = table.position();
    table.putShort(0, (short) (rows / ROW));
    return ByteBuffer.allocate(rows + fields.size())
        .put(table.array(), 0, rows)
        .put(fields.toByteArray())
        .array();
  }

  /** Which of the {@code known} fields are wanted, for {@link #select}; all names are known. */
  public static long choice(FieldNames wanted, FieldNames known) {
    assert wanted.areAmong(known);
    return wanted.bitsAmong(known);
  }

  /** HEADER.FIELDS: the wanted ones and an empty line, of the fields kept at {@code start}. */
  public static Octets select(ByteBuffer kept, int start, long choice) {
    int count = kept.getShort(start);
    int table = start + Short.BYTES;
    byte[] selected = new byte[selectedOctets(kept, table, count, choice)];
    int from = table + ROW * count;
    int length = 0;
    for (int row = table; row < table + ROW * count; row += ROW) {
      int size = kept.getShort(row + Byte.BYTES);
      if (((choice >>> kept.get(row)) & 1) != 0) {
        kept.get(from, selected, length, size);
        length += size;
      }
      from += size;
    }
    System.arraycopy(CRLF, 0, selected, length, CRLF.length);
    return Octets.of(selected);
  }

  private static int selectedOctets(ByteBuffer kept, int table, int count, long choice) {
    int octets = CRLF.length;
    for (int row = table; row < table + ROW * count; row += ROW) {
      if (((choice >>> kept.get(row)) & 1) != 0) {
        octets += kept.getShort(row + Byte.BYTES);
      }
    }
    return octets;
  }
}
