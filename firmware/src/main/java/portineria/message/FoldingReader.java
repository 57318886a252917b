package portineria.message;

import java.io.IOException;
import java.io.Reader;
import java.util.Objects;

/** A text that is folded while it is read: see {@link Folding}. */
final class FoldingReader extends Reader {
  private static final int CHUNK = 4096;

  private final Reader in;
  private final char[] chars = new char[CHUNK];

  /** The first half of a character whose second half was not read yet, or 0. */
  private char half;

  private final StringBuilder folded = new StringBuilder(CHUNK + CHUNK / 4);
  private int at;

  FoldingReader(Reader in) {
    this.in = in;
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    while (at == folded.length() && length > 0) {
      if (!fill()) {
        return -1;
      }
    }
    int count = Math.min(length, folded.length() - at);
    folded.getChars(at, at + count, target, offset);
    at += count;
    return count;
  }

  private boolean fill() throws IOException {
    folded.setLength(0);
    at = 0;
    int count = in.read(chars, 0, CHUNK);
    if (count < 0) {
      boolean left = half != 0;
      if (left) {
        Folding.fold(half, folded);
        half = 0;
      }
      return left;
    }
    for (int i = 0; i < count; i++) {
      take(chars[i]);
    }
    return true;
  }

  private void take(char c) {
    if (half != 0) {
      char first = half;
      half = 0;
      if (Character.isLowSurrogate(c)) {
        Folding.fold(Character.toCodePoint(first, c), folded);
        return;
      }
      Folding.fold(first, folded);
    }
    if (Character.isHighSurrogate(c)) {
      half = c;
    } else {
      Folding.fold(c, folded);
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
