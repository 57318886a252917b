package portineria.store;

import java.io.IOException;
import portineria.message.Octets;

/** Octets of which those from {@code bad} up to {@code good} can't be read. */
record DamagedOctets(Octets whole, long bad, long good) implements Octets {
  @Override
  public long size() {
    return whole.size();
  }

  @Override
  public int read(long position, byte[] target, int offset, int length) throws IOException {
    if (position >= bad && position < Math.min(good, size())) {
      throw new IOException("the disk is damaged here");
    }
    int count = position < bad ? (int) Math.min(length, bad - position) : length;
    return whole.read(position, target, offset, count);
  }
}
