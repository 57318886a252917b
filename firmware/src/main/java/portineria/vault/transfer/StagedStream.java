package portineria.vault.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** A stream whose octets pass through stages while it is read. */
final class StagedStream extends InputStream {
  private static final int BLOCK_OCTETS = 32 * 1024;

  private final InputStream in;
  private final Stage first;
  private final byte[] block = new byte[BLOCK_OCTETS];
  private byte[] ready = new byte[2 * BLOCK_OCTETS];
  private int position;
  private int limit;
  private boolean ended;

  /**
   * Reads {@code in}, and closes it when it is closed.
   *
   * @param stages puts the stages before the last one
   */
  StagedStream(InputStream in, UnaryOperator<Stage> stages) {
    this.in = in;
    this.first = stages.apply(new Kept());
  }

  /** Keeps what is ready to be read. */
  private final class Kept implements Stage {
    @Override
    public void octets(byte[] octets, int start, int end) {
      int wanted = limit + end - start;
      if (wanted > ready.length) {
        ready = Arrays.copyOf(ready, Math.max(wanted, 2 * ready.length));
      }
      System.arraycopy(octets, start, ready, limit, end - start);
      limit = wanted;
    }

    @Override
    public void end() {
      // What was kept is read yet.
    }
  }

  private boolean fill() throws IOException {
    position = 0;
    limit = 0;
    while (limit == 0 && !ended) {
      int count = in.read(block);
      if (count < 0) {
        ended = true;
        first.end();
      } else {
        first.octets(block, 0, count);
      }
    }
    return limit > 0;
  }

  @Override
  public int read() throws IOException {
    return position < limit || fill() ? ready[position++] & 0xff : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (position == limit && !fill()) {
      return -1;
    }
    int count = Math.min(length, limit - position);
    System.arraycopy(ready, position, target, offset, count);
    position += count;
    return count;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
