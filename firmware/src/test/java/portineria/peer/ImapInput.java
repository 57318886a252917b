package portineria.peer;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What an IMAP server sends, by lines and literals. To skip an answer costs next to nothing, so
 * that who measures a server does not measure its client. One thread.
 */
final class ImapInput {
  private static final int BUFFER_OCTETS = 256 * 1024;

  /** No literal's size is longer: <code>{4294967295+}</code> and its line end. */
  private static final int SIZE_OCTETS_MAX = 16;

  private final InputStream from;
  private byte[] buffer = new byte[BUFFER_OCTETS];
  private int at;
  private int end;
  private long octetsBefore;

  ImapInput(InputStream from) {
    this.from = from;
  }

  /** Octets that were taken so far. */
  long octetsRead() {
    return octetsBefore + at;
  }

  /** A line without its end. */
  String readLine() throws IOException {
    int length = lineLength(false);
    String line = new String(buffer, at, length, StandardCharsets.ISO_8859_1);
    at += length + 1;
    return line.endsWith("\r") ? line.substring(0, length - 1) : line;
  }

  /** The octets of a literal. */
  byte[] readNBytes(long count) throws IOException {
    ByteArrayOutputStream octets = new ByteArrayOutputStream((int) count);
    for (long left = count; left > 0; ) {
      int some = available(left);
      octets.write(buffer, at, some);
      at += some;
      left -= some;
    }
    return octets.toByteArray();
  }

  /** Skips an untagged response with its literals; false where there is none, and a tag is next. */
  boolean skipUntagged() throws IOException {
    available(1);
    if (buffer[at] != '*') {
      return false;
    }
    for (long literal = skipLine(); literal >= 0; literal = skipLine()) {
      for (long left = literal; left > 0; ) {
        int some = available(left);
        at += some;
        left -= some;
      }
    }
    return true;
  }

  /** The size of the literal that the line announces, or -1. */
  private long skipLine() throws IOException {
    int length = lineLength(true);
    int last = at + length;
    int first = Math.max(at, last - SIZE_OCTETS_MAX);
    boolean literal = length > 1 && buffer[last - 2] == '}';
    at = last + 1;
    return literal
        ? literalSize(new String(buffer, first, last - first, StandardCharsets.ISO_8859_1).strip())
        : -1;
  }

  /**
   * Octets from here to the next LF, all of them in the buffer.
   *
   * @param skipping whether it is enough if the last few of them are
   */
  private int lineLength(boolean skipping) throws IOException {
    int length = 0;
    while (true) {
      while (at + length < end && buffer[at + length] != '\n') {
        length++;
      }
      if (at + length < end) {
        return length;
      }
      if (skipping && length > SIZE_OCTETS_MAX) {
        at += length - SIZE_OCTETS_MAX;
        length = SIZE_OCTETS_MAX;
      }
      fill();
    }
  }

  /** How many octets are in the buffer, one at least and no more than {@code most}. */
  private int available(long most) throws IOException {
    if (at == end) {
      fill();
    }
    return (int) Math.min(most, end - at);
  }

  /** Reads on behind what was not taken yet. */
  private void fill() throws IOException {
    if (at == end) {
      octetsBefore += at;
      at = 0;
      end = 0;
    } else if (end == buffer.length && at > 0) {
      System.arraycopy(buffer, at, buffer, 0, end - at);
      octetsBefore += at;
      end -= at;
      at = 0;
    } else if (end == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    int count = from.read(buffer, end, buffer.length - end);
    if (count < 0) {
      throw new EOFException(
          "the server has closed the connection: "
              + new String(buffer, at, end - at, StandardCharsets.ISO_8859_1));
    }
    end += count;
  }

  /** The size of the literal that a line's end announces, or -1. */
  static long literalSize(String text) {
    int brace = text.lastIndexOf('{');
    if (brace < 0 || !text.endsWith("}")) {
      return -1;
    }
    String digits = text.substring(brace + 1, text.length() - 1);
    return digits.isEmpty() || !digits.chars().allMatch(Character::isDigit)
        ? -1
        : Long.parseLong(digits);
  }
}
