package portineria.net.mina;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.mina.core.session.IoSession;

/**
 * What came from the client and was not yet taken by its session. The I/O thread puts, the
 * session's thread takes all there is at once.
 *
 * <p>Suspending and resuming the socket happens under the same lock as the change of the queue, so
 * neither can overtake the other. An empty inbox holds no memory; a full one holds its limit and
 * what one read of the socket brought beyond it.
 */
final class Inbox {
  private static final byte[] NOTHING = {};
  private static final int OCTETS_FIRST = 256;

  private final IoSession socket;
  private final int octetsMax;

  // All guarded by this.
  private byte[] octets = NOTHING;
  private int filled;
  private boolean suspended;
  private boolean deaf;
  private boolean ended;

  Inbox(IoSession socket, int octetsMax) {
    this.socket = socket;
    this.octetsMax = octetsMax;
  }

  synchronized void put(ByteBuffer source) {
    if (deaf) {
      return;
    }
    int length = source.remaining();
    if (octets.length - filled < length) {
      int room = Math.max(OCTETS_FIRST, Math.max(filled + length, filled * 2));
      octets = Arrays.copyOf(octets, room);
    }
    source.get(octets, filled, length);
    filled += length;
    if (filled >= octetsMax) {
      suspend();
    }
  }

  /** Moves everything to {@code target}, without copying. Whether there was anything. */
  synchronized boolean moveTo(Intake target) {
    if (filled == 0) {
      return false;
    }
    target.fill(octets, filled);
    clear();
    resume();
    return true;
  }

  synchronized boolean isEmpty() {
    return filled == 0;
  }

  /** The client has closed its side. The selector would report that again and again. */
  synchronized void end() {
    ended = true;
    suspend();
  }

  synchronized boolean hasEnded() {
    return ended;
  }

  /**
   * Throws away what is here and what comes until {@link #listen}. Whether the client had sent
   * anything that nobody took.
   */
  synchronized boolean turnDeaf() {
    boolean unread = filled > 0;
    deaf = true;
    clear();
    return unread;
  }

  synchronized void listen() {
    deaf = false;
  }

  synchronized void suspend() {
    if (!suspended) {
      suspended = true;
      socket.suspendRead();
    }
  }

  synchronized void resume() {
    if (suspended && !ended) {
      suspended = false;
      socket.resumeRead();
    }
  }

  synchronized int octetsHeld() {
    return octets.length;
  }

  private void clear() {
    octets = NOTHING;
    filled = 0;
  }
}
