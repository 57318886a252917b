package portineria.message;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;

/**
 * Undoes base64 (RFC 2045 §6.8).
 *
 * <p>What is not of the alphabet is passed over. Padding ends a quantum, not the stream: some
 * programs put encoded pieces one after the other. An unfinished quantum gives the octets that are
 * complete.
 */
final class Base64Stream extends InputStream {
  private static final byte[] SEXTETS = sextets();
  private static final int QUANTUM = 3;

  private final InputStream in;
  private final byte[] encoded = new byte[4096];
  private int at;
  private int limit;
  private int bits;
  private int sextets;

  /** Decoded octets that did not fit into the reader's array. */
  private final byte[] left = new byte[QUANTUM];

  private int leftAt = QUANTUM;
  private boolean ended;

  Base64Stream(InputStream in) {
    this.in = in;
  }

  /** The value of an octet of the alphabet, -1 of any other. */
  static int sextet(int octet) {
    return SEXTETS[octet & 0xff];
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    int count = 0;
    while (count < length) {
      if (leftAt < QUANTUM) {
        target[offset + count++] = left[leftAt++];
      } else if (!quantum()) {
        break;
      } else if (sextets == 4 && length - count >= QUANTUM) {
        target[offset + count++] = (byte) (bits >> 16);
        target[offset + count++] = (byte) (bits >> 8);
        target[offset + count++] = (byte) bits;
      } else {
        keep();
      }
    }
    return count == 0 && length > 0 ? -1 : count;
  }

  /** Collects the next sextets, four or, before padding and the end, two or three. */
  private boolean quantum() throws IOException {
    bits = 0;
    sextets = 0;
    while (sextets < 4) {
      if (at == limit && !fill()) {
        return sextets >= 2;
      }
      byte octet = encoded[at++];
      int sextet = SEXTETS[octet & 0xff];
      if (sextet >= 0) {
        bits = (bits << 6) | sextet;
        sextets++;
      } else if (octet == '=') {
        if (sextets >= 2) {
          return true;
        }
        sextets = 0;
      }
    }
    return true;
  }

  private void keep() {
    int octets = sextets - 1;
    int aligned = bits << (6 * (4 - sextets));
    leftAt = QUANTUM - octets;
    for (int i = 0; i < octets; i++) {
      left[leftAt + i] = (byte) (aligned >> (16 - 8 * i));
    }
  }

  private boolean fill() throws IOException {
    if (!ended) {
      at = 0;
      limit = Math.max(0, in.read(encoded, 0, encoded.length));
      ended = limit == 0;
    }
    return !ended;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private static byte[] sextets() {
    byte[] sextets = new byte[256];
    Arrays.fill(sextets, (byte) -1);
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (int i = 0; i < alphabet.length(); i++) {
      sextets[alphabet.charAt(i)] = (byte) i;
    }
    return sextets;
  }
}
