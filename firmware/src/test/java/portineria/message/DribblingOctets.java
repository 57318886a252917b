package portineria.message;

import java.io.IOException;

/** Gives one octet at a read: the least that the contract allows. */
record DribblingOctets(Octets octets) implements Octets {
  @Override
  public long size() {
    return octets.size();
  }

  @Override
  public int read(long position, byte[] target, int offset, int length) throws IOException {
    return octets.read(position, target, offset, Math.min(1, length));
  }
}
