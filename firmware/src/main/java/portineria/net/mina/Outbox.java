package portineria.net.mina;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.session.IoSession;
import portineria.net.Limits;

/**
 * What the session has written: small writes are gathered in a buffer, full buffers are handed to
 * MINA, and the session's thread waits while too much is on its way. Used by that thread alone,
 * apart from the count, which the I/O thread lowers.
 *
 * <p>A buffer is never written to again after it was handed over, and an idle connection has none.
 */
final class Outbox {
  private static final byte[] NOTHING = {};
  private static final int OCTETS_FIRST = 512;

  /**
   * What MINA holds for a message beyond its octets. With TLS its filter allocates two whole
   * records however short the message is; a client that asks for many short answers and reads none
   * must be charged with that.
   */
  private static final int OVERHEAD_CLEAR = 512;

  private static final int OVERHEAD_TLS = 34 * 1024;

  private final IoSession socket;
  private final Line line;
  private final Limits limits;
  private final AtomicInteger charged = new AtomicInteger();
  private byte[] buffer = NOTHING;
  private int filled;
  private int overhead = OVERHEAD_CLEAR;

  Outbox(IoSession socket, Line line, Limits limits) {
    this.socket = socket;
    this.line = line;
    this.limits = limits;
  }

  void useTls() {
    overhead = OVERHEAD_TLS;
  }

  void write(byte[] source, int offset, int length) throws IOException {
    line.check();
    int from = offset;
    int left = length;
    while (left > 0) {
      makeRoom(left);
      int count = Math.min(left, buffer.length - filled);
      System.arraycopy(source, from, buffer, filled, count);
      filled += count;
      from += count;
      left -= count;
      if (filled == limits.bufferOctets()) {
        flush();
      }
    }
  }

  private void makeRoom(int wanted) {
    if (filled < buffer.length) {
      return;
    }
    int enough = Math.min(wanted, limits.bufferOctets()) + filled;
    int room = Math.max(OCTETS_FIRST, Math.max(filled * 4, enough));
    buffer = Arrays.copyOf(buffer, Math.min(room, limits.bufferOctets()));
  }

  void flush() throws IOException {
    line.check();
    if (filled == 0) {
      return;
    }
    awaitRoom();
    int charge = filled + overhead;
    IoBuffer message = IoBuffer.wrap(buffer, 0, filled);
    buffer = NOTHING;
    filled = 0;
    charged.addAndGet(charge);
    socket.write(message).addListener(sent -> discharge(charge));
  }

  /** Called when a message has left or can't leave any more. */
  private void discharge(int charge) {
    if (charged.addAndGet(-charge) < limits.outboxOctets()) {
      line.ring();
    }
  }

  private void awaitRoom() throws IOException {
    long taken = socket.getWrittenBytes();
    while (!line.await(
        () -> charged.get() < limits.outboxOctets() || line.isGone(), limits.write())) {
      long takenNow = socket.getWrittenBytes();
      if (takenNow == taken) {
        line.broke(new IOException("the client took nothing for " + limits.write()));
        socket.closeNow();
      }
      taken = takenNow;
    }
    line.check();
  }

  int octetsCharged() {
    return charged.get();
  }

  int octetsHeld() {
    return buffer.length;
  }
}
