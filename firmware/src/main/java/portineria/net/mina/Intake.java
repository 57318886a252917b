package portineria.net.mina;

/** The octets that the session has taken from its inbox and is reading. The session's own. */
final class Intake {
  private static final byte[] NOTHING = {};

  private byte[] octets = NOTHING;
  private int position;
  private int end;

  void fill(byte[] source, int length) {
    assert isEmpty() : "unread octets";
    octets = source;
    position = 0;
    end = length;
  }

  boolean isEmpty() {
    return position == end;
  }

  void drop() {
    octets = NOTHING;
    position = 0;
    end = 0;
  }

  int read(byte[] target, int offset, int length) {
    int count = Math.min(length, end - position);
    System.arraycopy(octets, position, target, offset, count);
    advance(count);
    return count;
  }

  /** Appends to {@code line} up to a LF, which is appended too. Whether there was one. */
  boolean readLineInto(LineBuffer line) {
    int stop = position;
    while (stop < end && octets[stop] != '\n') {
      stop++;
    }
    boolean whole = stop < end;
    int count = stop - position + (whole ? 1 : 0);
    line.append(octets, position, count);
    advance(count);
    return whole;
  }

  /** An idle connection holds no buffer. */
  private void advance(int count) {
    position += count;
    if (isEmpty()) {
      drop();
    }
  }

  int octetsHeld() {
    return octets.length;
  }
}
