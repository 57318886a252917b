package portineria.vault.transfer;

import java.io.OutputStream;

/** Looks at a message's line ends before it is written. */
final class LineEndScan extends OutputStream {
  private boolean crlfOnly = true;
  private int last = '\n';

  @Override
  public void write(byte[] octets, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      write(octets[i]);
    }
  }

  @Override
  public void write(int octet) {
    crlfOnly &= octet != '\n' || last == '\r';
    last = octet;
  }

  /** How a file for Unix programs takes it; an empty message has no line that wants an end. */
  LineEnds result() {
    return LineEnds.of(crlfOnly, last != '\n');
  }
}
