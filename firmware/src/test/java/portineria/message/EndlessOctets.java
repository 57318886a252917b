package portineria.message;

import java.nio.charset.StandardCharsets;

/** A beginning, and then a pattern again and again: big messages that take no room. */
final class EndlessOctets implements Octets {
  private final byte[] beginning;
  private final byte[] pattern;
  private final long size;

  /** One char, one octet. */
  EndlessOctets(String beginning, String pattern, long size) {
    this.beginning = beginning.getBytes(StandardCharsets.ISO_8859_1);
    this.pattern =
        pattern.repeat(1 + 8000 / pattern.length()).getBytes(StandardCharsets.ISO_8859_1);
    this.size = size;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public int read(long position, byte[] target, int offset, int length) {
    if (position >= size) {
      return -1;
    }
    boolean inBeginning = position < beginning.length;
    byte[] source = inBeginning ? beginning : pattern;
    int from = (int) (inBeginning ? position : (position - beginning.length) % pattern.length);
    int count = (int) Math.min(Math.min(length, source.length - from), size - position);
    System.arraycopy(source, from, target, offset, count);
    return count;
  }
}
