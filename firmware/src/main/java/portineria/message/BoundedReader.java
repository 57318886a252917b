package portineria.message;

import java.io.IOException;
import java.io.Reader;

/** The beginning of a text. */
final class BoundedReader extends Reader {
  private final Reader in;
  private long left;

  BoundedReader(Reader in, long charsMax) {
    this.in = in;
    this.left = charsMax;
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    if (left <= 0 && length > 0) {
      return -1;
    }
    int count = in.read(target, offset, (int) Math.min(left, length));
    left -= Math.max(0, count);
    return count;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
