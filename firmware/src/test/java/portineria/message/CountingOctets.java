package portineria.message;

import java.io.IOException;

/** Counts the octets that are read, so that a test sees how often a message was passed over. */
final class CountingOctets implements Octets {
  private final Octets octets;
  private long count;

  CountingOctets(Octets octets) {
    this.octets = octets;
  }

  long count() {
    return count;
  }

  @Override
  public long size() {
    return octets.size();
  }

  @Override
  public int read(long position, byte[] target, int offset, int length) throws IOException {
    int read = octets.read(position, target, offset, length);
    count += Math.max(0, read);
    return read;
  }
}
