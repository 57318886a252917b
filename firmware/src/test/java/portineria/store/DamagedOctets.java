package portineria.store;

import java.io.IOException;
import portineria.message.Octets;

/** Octets that can't be read to their end. */
record DamagedOctets(Octets whole, long readable) implements Octets {
  @Override
  public long size() {
    return whole.size();
  }

  @Override
  public int read(long position, byte[] target, int offset, int length) throws IOException {
    if (position >= readable && position < size()) {
      throw new IOException("the disk is damaged here");
    }
    int count = (int) Math.min(length, Math.max(readable - position, 0));
    return whole.read(position, target, offset, position < readable ? count : length);
  }
}
