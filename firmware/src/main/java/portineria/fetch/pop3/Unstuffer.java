package portineria.fetch.pop3;

/**
 * Finds the end of a multi-line response, and takes away the dots that were put before lines that
 * begin with one: RFC 1939 §3. Fed with octets as they come, in pieces of any size.
 *
 * <p>Lines end with CRLF. Servers that keep files with bare LF and send them as they are exist too,
 * and end such a message with LF, dot, CRLF; but a message that a stranger wrote may hold just that
 * in the middle, on a server that does not take a bare LF for the end of a line and so puts no dot
 * before it. The client would go on to read the stranger's text as the answers to its next
 * commands. So a dot after a bare LF ends a message only
 *
 * <ul>
 *   <li>if the first line, which servers write themselves, ended with a bare LF too, or
 *   <li>if as many octets as LIST gave have come.
 * </ul>
 *
 * <p>Two dots at the beginning of a line are one, also after a bare LF: servers that read files by
 * the line send it so. A single dot before other text comes from a server that adds none: it
 * belongs to the message.
 */
final class Unstuffer {
  private enum State {
    LINE_START,
    DOT,
    DOT_CR,
    LINE,
    END
  }

  private final boolean lineFeedsOnly;
  private final long octetsListed;
  private State state = State.LINE_START;
  private boolean afterCrLf = true;
  private boolean firstLine = true;
  private boolean firstLineBare;
  private byte last;
  private long octets;
  private byte[] out = new byte[0];
  private int produced;

  /**
   * @param lineFeedsOnly whether the server ended the first line of its answer with a bare LF: then
   *     it never sends CRLF
   * @param octetsListed the size that LIST gave, 0 if it is unknown
   */
  Unstuffer(boolean lineFeedsOnly, long octetsListed) {
    this.lineFeedsOnly = lineFeedsOnly;
    this.octetsListed = octetsListed;
  }

  /** Whether the end was seen. */
  boolean ended() {
    return state == State.END;
  }

  /** How many octets the last {@link #feed} produced. */
  int produced() {
    return produced;
  }

  /**
   * Takes octets.
   *
   * @param target gets the message's octets; it has two more than {@code from} to {@code to}
   * @return how many octets were taken: all of them, unless the end came before
   */
  int feed(byte[] source, int from, int to, byte[] target) {
    out = target;
    produced = 0;
    int at = from;
    while (at < to && state != State.END) {
      at = state == State.LINE ? line(source, at, to) : octet(source[at], at);
    }
    return at - from;
  }

  /** Copies up to the end of the line. */
  private int line(byte[] source, int from, int to) {
    int end = from;
    while (end < to && source[end] != '\n') {
      end++;
    }
    boolean whole = end < to;
    int next = whole ? end + 1 : end;
    if (whole) {
      afterCrLf = (end > from ? source[end - 1] : last) == '\r';
      firstLineBare = firstLine ? !afterCrLf : firstLineBare;
      firstLine = false;
      state = State.LINE_START;
    }
    System.arraycopy(source, from, out, produced, next - from);
    produced += next - from;
    octets += next - from;
    last = source[next - 1];
    return next;
  }

  /** One octet at the beginning of a line; the position after it if it was taken. */
  private int octet(byte octet, int at) {
    return switch (state) {
      case LINE_START -> atLineStart(octet, at);
      case DOT -> afterDot(octet, at);
      case DOT_CR -> afterDotCr(octet, at);
      case LINE, END -> throw new AssertionError(state);
    };
  }

  private int atLineStart(byte octet, int at) {
    state = octet == '.' ? State.DOT : State.LINE;
    return octet == '.' ? at + 1 : at;
  }

  private int afterDotCr(byte octet, int at) {
    if (octet == '\n' && (afterCrLf || firstLineBare || complete())) {
      state = State.END;
      return at + 1;
    }
    put('.');
    put('\r');
    state = State.LINE;
    return at;
  }

  private int afterDot(byte octet, int at) {
    if (octet == '\r') {
      state = State.DOT_CR;
      return at + 1;
    }
    if (octet == '\n' && (lineFeedsOnly || (firstLineBare && complete()))) {
      state = State.END;
      return at + 1;
    }
    put('.');
    state = State.LINE;
    return octet == '.' ? at + 1 : at;
  }

  private boolean complete() {
    return octetsListed > 0 && octets >= octetsListed;
  }

  private void put(char octet) {
    out[produced] = (byte) octet;
    last = (byte) octet;
    produced++;
    octets++;
  }
}
