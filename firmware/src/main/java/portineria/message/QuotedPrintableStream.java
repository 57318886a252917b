package portineria.message;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * Undoes quoted-printable (RFC 2045 §6.7).
 *
 * <p>Line ends stay as they are; blanks before them were added on the way and go, up to a limit. An
 * equals sign that encodes nothing stays, and so does what follows it.
 */
final class QuotedPrintableStream extends InputStream {
  /** Longer runs of blanks are content: nobody pads so much, and they must not fill the heap. */
  static final int BLANKS_MAX = 1000;

  private static final int AHEAD = 4;

  private final InputStream in;
  private final byte[] encoded = new byte[AHEAD + 4096];

  /** Octets may be put back, which is why the buffer is filled from {@link #AHEAD} on. */
  private int at = AHEAD;

  private int limit = AHEAD;
  private final byte[] held = new byte[BLANKS_MAX];
  private int heldAt;
  private int heldEnd;

  QuotedPrintableStream(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    if (heldAt < heldEnd) {
      return held[heldAt++] & 0xff;
    }
    for (int octet = take(); octet >= 0; octet = take()) {
      int decoded =
          switch (octet) {
            case '=' -> escape();
            case ' ', '\t' -> blanks(octet);
            default -> octet;
          };
      if (decoded >= 0) {
        return decoded;
      }
    }
    return -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    int count = 0;
    while (count < length) {
      int octet = read();
      if (octet < 0) {
        return count == 0 ? -1 : count;
      }
      target[offset + count++] = (byte) octet;
    }
    return count;
  }

  /**
   * After an equals sign: the octet, -1 for a soft line break, the sign itself if it is neither.
   */
  private int escape() throws IOException {
    int first = take();
    if (first < 0 || first == '\n') {
      return -1;
    }
    if (first == '\r') {
      takeIf('\n');
      return -1;
    }
    if (first == ' ' || first == '\t') {
      return hold(first) && takeLineEnd() ? dropHeld() : '=';
    }
    int high = Character.digit(first, 16);
    if (high < 0) {
      putBack(first);
      return '=';
    }
    int second = take();
    int low = second < 0 ? -1 : Character.digit(second, 16);
    if (low >= 0) {
      return (high << 4) | low;
    }
    if (second >= 0) {
      putBack(second);
    }
    putBack(first);
    return '=';
  }

  /** At blanks: the first of them, or -1 when the line ends after them. */
  private int blanks(int first) throws IOException {
    boolean all = hold(first);
    int next = take();
    if (next >= 0) {
      putBack(next);
    }
    if (all && (next < 0 || next == '\r' || next == '\n')) {
      return dropHeld();
    }
    return held[heldAt++];
  }

  /** Holds a run of blanks; false if there are more than can be held. */
  private boolean hold(int first) throws IOException {
    heldAt = 0;
    heldEnd = 0;
    int octet = first;
    while (octet == ' ' || octet == '\t') {
      held[heldEnd++] = (byte) octet;
      if (heldEnd == held.length) {
        return false;
      }
      octet = take();
    }
    if (octet >= 0) {
      putBack(octet);
    }
    return true;
  }

  private int dropHeld() {
    heldEnd = 0;
    heldAt = 0;
    return -1;
  }

  private boolean takeLineEnd() throws IOException {
    boolean carriageReturn = takeIf('\r');
    return takeIf('\n') || carriageReturn;
  }

  private boolean takeIf(int wanted) throws IOException {
    int octet = take();
    if (octet >= 0 && octet != wanted) {
      putBack(octet);
    }
    return octet == wanted;
  }

  private int take() throws IOException {
    if (at == limit) {
      int count = in.read(encoded, AHEAD, encoded.length - AHEAD);
      if (count <= 0) {
        return -1;
      }
      at = AHEAD;
      limit = AHEAD + count;
    }
    return encoded[at++] & 0xff;
  }

  private void putBack(int octet) {
    encoded[--at] = (byte) octet;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
