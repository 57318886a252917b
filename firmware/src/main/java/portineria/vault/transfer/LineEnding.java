package portineria.vault.transfer;

import java.io.IOException;

/** Changes line ends; a lone CR is no line end and stays. */
final class LineEnding implements Stage {
  private static final byte[] CR = {'\r'};

  private final Stage next;
  private final Kind kind;

  /** Whether the last octet was a CR; of {@link Kind#CRLF_TO_LF} it is held back then. */
  private boolean afterCr;

  private enum Kind {
    CRLF_TO_LF,
    LF_TO_CRLF,
    BARE_LF_TO_CRLF
  }

  private LineEnding(Stage next, Kind kind) {
    this.next = next;
    this.kind = kind;
  }

  /** Each CRLF becomes LF. */
  static Stage toLf(Stage next) {
    return new LineEnding(next, Kind.CRLF_TO_LF);
  }

  /** Each LF becomes CRLF, one behind a CR too: what {@link #toLf} did, undone. */
  static Stage undoLf(Stage next) {
    return new LineEnding(next, Kind.LF_TO_CRLF);
  }

  /** An LF without a CR becomes CRLF, as mail has it: for files of other programs. */
  static Stage toCrlf(Stage next) {
    return new LineEnding(next, Kind.BARE_LF_TO_CRLF);
  }

  @Override
  public void octets(byte[] octets, int start, int end) throws IOException {
    if (kind == Kind.CRLF_TO_LF) {
      toLf(octets, start, end);
    } else {
      toCrlf(octets, start, end);
    }
  }

  private void toLf(byte[] octets, int start, int end) throws IOException {
    int at = start;
    while (at < end) {
      if (afterCr && octets[at] != '\n') {
        next.octets(CR, 0, 1);
      }
      int cr = Stage.find((byte) '\r', octets, at, end);
      next.octets(octets, at, cr);
      afterCr = cr < end;
      at = Math.min(end, cr + 1);
    }
  }

  private void toCrlf(byte[] octets, int start, int end) throws IOException {
    int at = start;
    while (at < end) {
      int lf = Stage.find((byte) '\n', octets, at, end);
      next.octets(octets, at, lf);
      if (lf < end) {
        boolean crlf = lf > start ? octets[lf - 1] == '\r' : afterCr;
        if (kind == Kind.LF_TO_CRLF || !crlf) {
          next.octets(CR, 0, 1);
        }
        next.octets(octets, lf, lf + 1);
      }
      at = Math.min(end, lf + 1);
    }
    if (end > start) {
      afterCr = octets[end - 1] == '\r';
    }
  }

  @Override
  public void end() throws IOException {
    if (kind == Kind.CRLF_TO_LF && afterCr) {
      next.octets(CR, 0, 1);
    }
    next.end();
  }
}
