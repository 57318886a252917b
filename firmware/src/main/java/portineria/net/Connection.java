package portineria.net;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * One client's connection, as its session sees it: blocking, read and written by one thread. Only
 * {@link #wake()}, {@link #close()} and the four that say who it is may be called by others.
 *
 * <p>Every reading or writing method throws an {@link IOException} when the line is gone: the
 * session then ends, without a word in the log. Every method that reads or waits throws a {@link
 * DoorClosed} when the program is about to end; writing still works then.
 */
public interface Connection extends AutoCloseable {

  /** Why {@link #await} came back. */
  enum Wait {
    /** Octets can be read. */
    INPUT,
    /** Somebody called {@link #wake()}; the call is used up. */
    WOKEN,
    /** Neither came in time. */
    TIMEOUT,
    /** The client has closed its side, and all that it sent was read. */
    END
  }

  /** Short and unlike that of any other connection since the start: for log lines. */
  String id();

  InetAddress remoteAddress();

  /** Whether TLS is on. */
  boolean isSecure();

  /** Whether the client is on this very machine: a loopback address. */
  boolean isLocal();

  /**
   * Turns TLS on: flushes, drops every unread octet that came in the clear, and finishes the
   * handshake within {@link Limits#handshake()}. Whatever a session believed because of clear-text
   * commands it must forget by itself (RFC 9051 §6.2.1, RFC 2595 §4).
   *
   * @throws IllegalStateException when TLS is on already
   */
  void startTls() throws IOException;

  /**
   * The next line without its CRLF; a bare LF ends a line too.
   *
   * @throws LineTooLong when it has more than {@code octetsMax}; the rest of the line was then
   *     skipped, so that the next call returns the next line, unless it goes on beyond {@link
   *     Limits#skippedLineOctetsMax()}
   * @throws java.io.EOFException at the end, also in the middle of a line
   * @throws IdleTimeout when nothing came for as long as {@link #timeout} allows
   */
  byte[] readLine(int octetsMax) throws IOException;

  /**
   * Reads at least one octet and at most {@code length}: for literals.
   *
   * @return how many, -1 at the end
   * @throws IdleTimeout when nothing came for as long as {@link #timeout} allows
   */
  int read(byte[] target, int offset, int length) throws IOException;

  /**
   * Whether octets can be read without blocking: the client pipelines. A session flushes only when
   * this is false, so that many answers leave in one packet.
   */
  boolean inputWaiting();

  /**
   * Waits on two sources, the client and {@link #wake()}, for IDLE. Input is told before a wake-up;
   * what is not told stays for the next call. Not subject to {@link #timeout}.
   */
  Wait await(Duration longest) throws IOException;

  /**
   * Ends the present or the next {@link #await}; further calls before that change nothing. From any
   * thread, and never blocks: a listener on the commit path calls it.
   */
  void wake();

  /** How long a read may wait for the client's next octets: {@link IdleTimeout} when longer. */
  void timeout(Duration longest);

  /**
   * Buffers, and sends when the buffer is full. Blocks while the client does not read what was sent
   * before, and fails when it reads nothing at all for {@link Limits#write()}.
   */
  void write(byte[] source, int offset, int length) throws IOException;

  default void write(byte[] source) throws IOException {
    write(source, 0, source.length);
  }

  /** Writes {@code ascii}; a character beyond US-ASCII is a bug of the caller. */
  default void write(String ascii) throws IOException {
    byte[] octets = ascii.getBytes(StandardCharsets.ISO_8859_1);
    for (byte octet : octets) {
      assert octet >= 0 : "not ASCII";
    }
    write(octets, 0, octets.length);
  }

  /**
   * Sends what is buffered; it need not have left the machine on return. A read or {@link #await}
   * that has to wait does so first.
   */
  void flush() throws IOException;

  /**
   * Ends the connection; what was flushed is still sent, as far as the client takes it within
   * {@link Limits#closing()}. Never blocks; a session that is reading or writing gets an {@link
   * IOException}. A session that simply returns need not call it, and all that it wrote is sent.
   */
  @Override
  void close();
}
