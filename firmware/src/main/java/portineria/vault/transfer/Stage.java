package portineria.vault.transfer;

import java.io.IOException;
import java.io.OutputStream;

/**
 * One step of what happens to a message's octets on their way: it passes on what it gets, changed
 * or not, to the next stage or into a stream. By the run, not octet by octet: imports have
 * gigabytes.
 */
interface Stage {
  /** Takes the octets from {@code start} to before {@code end}; the array is the caller's again. */
  void octets(byte[] octets, int start, int end) throws IOException;

  /** The message is complete: what was held back is passed on. */
  void end() throws IOException;

  /** The last stage; {@code out} is not closed. */
  static Stage into(OutputStream out) {
    return new Stage() {
      @Override
      public void octets(byte[] octets, int start, int end) throws IOException {
        out.write(octets, start, end - start);
      }

      @Override
      public void end() {
        // The stream goes on.
      }
    };
  }

  /** This stage as a stream; its end is the caller's to tell. */
  default OutputStream stream() {
    return new OutputStream() {
      @Override
      public void write(int octet) throws IOException {
        octets(new byte[] {(byte) octet}, 0, 1);
      }

      @Override
      public void write(byte[] octets, int offset, int length) throws IOException {
        octets(octets, offset, offset + length);
      }

      private void octets(byte[] octets, int start, int end) throws IOException {
        Stage.this.octets(octets, start, end);
      }
    };
  }

  /** Where the next {@code wanted} is, or {@code end}. */
  static int find(byte wanted, byte[] octets, int start, int end) {
    int at = start;
    while (at < end && octets[at] != wanted) {
      at++;
    }
    return at;
  }
}
