package portineria.net;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * A connection whose octets are compressed on the line, in both directions: raw deflate without a
 * header (RFC 1951), which each flush ends at an octet.
 *
 * <p>It takes {@value #OCTETS_HELD} octets, most of them outside the heap: 256 KiB in the deflater,
 * 44 KiB in the inflater, and three buffers. Whoever makes one ends it by {@link #end}, and bounds
 * how many there are.
 *
 * <p>A few octets can inflate to a thousand times as many. They are inflated no further than they
 * are read, a buffer at a time: what a session bounds is what comes out.
 */
public final class DeflatedConnection implements Connection {
  /** What one holds, in memory of all kinds. */
  public static final int OCTETS_HELD = (256 + 44 + 20) * 1024;

  /** The box's processor is slower than an office's line, and higher levels gain little on mail. */
  private static final int LEVEL = Deflater.BEST_SPEED;

  private static final int RAW_OCTETS = 4 * 1024;
  private static final int PLAIN_OCTETS = 8 * 1024;

  /**
   * Larger than a flush's own mark by far: else zlib would write one after the other for ever, as
   * it does where a mark has no room.
   */
  private static final int DEFLATED_OCTETS = 8 * 1024;

  /** As {@link Limits#skippedLineOctetsMax} has it for a plain line. */
  private static final int SKIPPED_OCTETS_MAX = 64 * 1024;

  /**
   * A client that sends nothing but marks keeps nobody busy who only asks whether there is more.
   */
  private static final int LOOKS_MAX = 16;

  private final Connection line;
  private final Inflater inflater = new Inflater(true);
  private final Deflater deflater = new Deflater(LEVEL, true);

  /** Came from the line; the inflater has it. */
  private final byte[] raw = new byte[RAW_OCTETS];

  /** Inflated and not yet read: from {@link #at} to {@link #limit}. */
  private final byte[] plain = new byte[PLAIN_OCTETS];

  private final byte[] deflated = new byte[DEFLATED_OCTETS];
  private int at;
  private int limit;

  /** Whether something was written since the last flush. */
  private boolean written;

  private Duration timeout;

  /**
   * Compresses {@code line} from the next octet on, in both directions.
   *
   * @param timeout that of {@code line}
   */
  public DeflatedConnection(Connection line, Duration timeout) {
    this.line = line;
    this.timeout = timeout;
  }

  /** Gives back the memory that is not the heap's: the session's last act. */
  public void end() {
    inflater.end();
    deflater.end();
  }

  // Who it is.

  @Override
  public String id() {
    return line.id();
  }

  @Override
  public InetAddress remoteAddress() {
    return line.remoteAddress();
  }

  @Override
  public boolean isSecure() {
    return line.isSecure();
  }

  @Override
  public boolean isLocal() {
    return line.isLocal();
  }

  @Override
  public void startTls() {
    throw new IllegalStateException("compression is on: TLS comes before it");
  }

  // In.

  @Override
  public byte[] readLine(int octetsMax) throws IOException {
    long deadline = System.nanoTime() + timeout.toNanos();
    byte[] octets = {};
    int length = 0;
    long skipped = 0;
    for (boolean whole = false; !whole; ) {
      if (!fill(deadline)) {
        throw new EOFException("the client left");
      }
      int stop = at;
      while (stop < limit && plain[stop] != '\n') {
        stop++;
      }
      whole = stop < limit;
      int count = stop - at + (whole ? 1 : 0);
      if (octets.length - length < count) {
        octets = Arrays.copyOf(octets, Math.max(length + count, length * 2));
      }
      System.arraycopy(plain, at, octets, length, count);
      length += count;
      at += count;
      if (skipped > 0 || withoutEnd(octets, length) > octetsMax) {
        skipped += length;
        length = 0;
        if (skipped > SKIPPED_OCTETS_MAX) {
          throw new LineTooLong(octetsMax, false);
        }
      }
    }
    if (skipped > 0) {
      throw new LineTooLong(octetsMax, true);
    }
    return Arrays.copyOf(octets, withoutEnd(octets, length));
  }

  /** Without CRLF or LF, and without a CR that may be half of one. */
  private static int withoutEnd(byte[] octets, int length) {
    int end = length > 0 && octets[length - 1] == '\n' ? length - 1 : length;
    return end > 0 && octets[end - 1] == '\r' ? end - 1 : end;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill(System.nanoTime() + timeout.toNanos())) {
      return -1;
    }
    int count = Math.min(length, limit - at);
    System.arraycopy(plain, at, target, offset, count);
    at += count;
    return count;
  }

  /** Waits for plain octets; false at the end. */
  private boolean fill(long deadline) throws IOException {
    while (!inflates()) {
      if (!line.inputWaiting()) {
        flush();
      }
      long left = deadline - System.nanoTime();
      if (left <= 0 && line.inputWaiting()) {
        throw new IdleTimeout(timeout); // it says something, and nothing comes of it
      }
      line.timeout(Duration.ofNanos(Math.max(0, left)));
      if (!take()) {
        return false;
      }
    }
    return true;
  }

  /** Takes what the line has next; false at the end. */
  private boolean take() throws IOException {
    int count = line.read(raw, 0, raw.length);
    if (count > 0) {
      inflater.setInput(raw, 0, count);
    }
    return count >= 0;
  }

  /**
   * Whether there are plain octets, perhaps from what has already come. The inflater is asked even
   * when all was given to it: it may have kept some for which the buffer had no room.
   */
  private boolean inflates() throws NotDeflated {
    if (at < limit) {
      return true;
    }
    at = 0;
    limit = 0;
    try {
      limit = inflater.inflate(plain);
    } catch (DataFormatException broken) {
      throw new NotDeflated("no deflate data: " + broken.getMessage());
    }
    if (limit == 0 && (inflater.finished() || inflater.needsDictionary())) {
      throw new NotDeflated("the client has ended its deflate data");
    }
    return limit > 0;
  }

  @Override
  public boolean inputWaiting() {
    try {
      for (int looks = 0; looks < LOOKS_MAX; looks++) {
        if (inflates()) {
          return true;
        }
        if (!line.inputWaiting() || !take()) {
          return false;
        }
      }
      return true;
    } catch (IOException trouble) {
      return true; // whoever reads meets it again
    }
  }

  @Override
  public Wait await(Duration longest) throws IOException {
    long deadline = System.nanoTime() + longest.toNanos();
    while (true) {
      if (inputWaiting()) {
        return Wait.INPUT;
      }
      flush();
      Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
      Wait came = line.await(left);
      if (came != Wait.INPUT) {
        return came;
      }
      if (left.isZero() && !inputWaiting()) {
        return Wait.TIMEOUT;
      }
    }
  }

  @Override
  public void wake() {
    line.wake();
  }

  @Override
  public void timeout(Duration longest) {
    timeout = longest;
  }

  // Out.

  /** What zlib gathers it sends when it has a block, or at a flush. */
  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    if (length == 0) {
      return;
    }
    written = true;
    deflater.setInput(source, offset, length);
    while (!deflater.needsInput()) {
      line.write(deflated, 0, deflater.deflate(deflated, 0, deflated.length, Deflater.NO_FLUSH));
    }
  }

  /** A flush without anything to send would send a mark of its own: it sends nothing. */
  @Override
  public void flush() throws IOException {
    if (written) {
      written = false;
      int count = deflated.length;
      while (count == deflated.length) {
        count = deflater.deflate(deflated, 0, deflated.length, Deflater.SYNC_FLUSH);
        line.write(deflated, 0, count);
      }
    }
    line.flush();
  }

  @Override
  public void close() {
    line.close();
  }
}
