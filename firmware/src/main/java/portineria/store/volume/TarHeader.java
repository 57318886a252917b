package portineria.store.volume;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A ustar header, one block: POSIX.1-2001, "pax", ustar Interchange Format. Written by hand because
 * own volumes need their headers in a reserved place, and because it is this little.
 *
 * @param type {@link #FILE} or {@link #PAX}
 * @param path of ASCII
 * @param seconds modification time, since 1970
 */
record TarHeader(char type, String path, long size, long seconds) {
  static final int BLOCK = 512;

  /** Two blocks of zeros. */
  static final int END_OF_ARCHIVE = 2 * BLOCK;

  static final char FILE = '0';
  static final char PAX = 'x';

  /** What eleven octal digits can say. */
  static final long NUMBER_MAX = 0_77777_777777L;

  private static final int NAME = 0;
  private static final int NAME_LENGTH = 100;
  private static final int MODE = 100;
  private static final int UID = 108;
  private static final int GID = 116;
  private static final int SIZE = 124;
  private static final int TIME = 136;
  private static final int CHECKSUM = 148;
  private static final int CHECKSUM_LENGTH = 8;
  private static final int TYPE = 156;
  private static final int MAGIC = 257;
  private static final int PREFIX = 345;
  private static final int PREFIX_LENGTH = 155;

  private static final byte[] USTAR = "ustar\00000".getBytes(StandardCharsets.US_ASCII);

  TarHeader {
    if (size < 0 || size > NUMBER_MAX || seconds < 0 || seconds > NUMBER_MAX) {
      throw new IllegalArgumentException("not for a tar: " + size + ", " + seconds);
    }
  }

  /** {@code octets} and what fills them up to a whole block. */
  static long padded(long octets) {
    return (octets + BLOCK - 1) / BLOCK * BLOCK;
  }

  /** Writes the header into {@code block}, which is zeros, from {@code at} on. */
  void write(byte[] block, int at) {
    int cut = path.length() <= NAME_LENGTH ? -1 : path.indexOf('/');
    if (cut > PREFIX_LENGTH || path.length() - cut - 1 > NAME_LENGTH) {
      throw new IllegalArgumentException("too long for a tar: " + path);
    }
    text(block, at + NAME, path.substring(cut + 1));
    text(block, at + PREFIX, cut < 0 ? "" : path.substring(0, cut));
    octal(block, at + MODE, 7, 0600);
    octal(block, at + UID, 7, 0);
    octal(block, at + GID, 7, 0);
    octal(block, at + SIZE, 11, size);
    octal(block, at + TIME, 11, seconds);
    block[at + TYPE] = (byte) type;
    System.arraycopy(USTAR, 0, block, at + MAGIC, USTAR.length);
    octal(block, at + CHECKSUM, 6, checksum(block, at));
    block[at + CHECKSUM + 7] = ' ';
  }

  private static void text(byte[] block, int at, String text) {
    byte[] octets = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(octets, 0, block, at, octets.length);
  }

  private static void octal(byte[] block, int at, int digits, long number) {
    long rest = number;
    for (int i = at + digits - 1; i >= at; i--) {
      block[i] = (byte) ('0' + (rest & 7));
      rest >>= 3;
    }
  }

  /** The sum of all octets, those of the checksum itself taken as spaces. */
  private static int checksum(byte[] block, int at) {
    int sum = CHECKSUM_LENGTH * ' ';
    for (int i = 0; i < BLOCK; i++) {
      if (i < CHECKSUM || i >= CHECKSUM + CHECKSUM_LENGTH) {
        sum += block[at + i] & 0xff;
      }
    }
    return sum;
  }

  /** The header in the block at {@code at}, where there is one with a right checksum. */
  static Optional<TarHeader> parse(byte[] block, int at) {
    if (!Arrays.equals(block, at + MAGIC, at + MAGIC + USTAR.length, USTAR, 0, USTAR.length)
        || number(block, at + CHECKSUM, CHECKSUM_LENGTH) != checksum(block, at)) {
      return Optional.empty();
    }
    long size = number(block, at + SIZE, 12);
    long seconds = number(block, at + TIME, 12);
    if (size < 0 || seconds < 0) {
      return Optional.empty();
    }
    String name = text(block, at + NAME, NAME_LENGTH);
    String prefix = text(block, at + PREFIX, PREFIX_LENGTH);
    String path = prefix.isEmpty() ? name : prefix + "/" + name;
    return Optional.of(new TarHeader((char) block[at + TYPE], path, size, seconds));
  }

  /** Whether the name in the block ends so, whatever else is there: quicker than to parse it. */
  static boolean isNamed(byte[] block, String ending) {
    int end = NAME;
    while (end < NAME + NAME_LENGTH && block[end] != 0) {
      end++;
    }
    for (int i = 1; i <= ending.length(); i++) {
      if (end - i < NAME || block[end - i] != ending.charAt(ending.length() - i)) {
        return false;
      }
    }
    return true;
  }

  private static String text(byte[] block, int at, int length) {
    int end = at;
    while (end < at + length && block[end] != 0) {
      end++;
    }
    return new String(block, at, end - at, StandardCharsets.US_ASCII);
  }

  /** Octal digits up to a space, a zero or the end; -1 for anything else. */
  private static long number(byte[] block, int at, int length) {
    long number = 0;
    for (int i = at; i < at + length; i++) {
      byte digit = block[i];
      if (digit == 0 || digit == ' ') {
        return number;
      }
      if (digit < '0' || digit > '7' || number > NUMBER_MAX / 8) {
        return -1;
      }
      number = number * 8 + digit - '0';
    }
    return number;
  }
}
