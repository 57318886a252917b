package portineria.message;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;

/** A text that comes one char at a time. */
final class DribblingChars extends Reader {
  private final Reader in;

  DribblingChars(String text) {
    this.in = new StringReader(text);
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    return in.read(target, offset, Math.min(1, length));
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
