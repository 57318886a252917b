package portineria.pop3;

import java.io.EOFException;
import java.io.IOException;
import portineria.message.Octets;
import portineria.net.Connection;

/**
 * Writes one message as the lines of a multi-line response, block by block: RFC 1939 §3.
 *
 * <p>The octets go out as they are stored. Two things are added. A line that begins with a dot gets
 * another one; a line begins after any LF, not only after CRLF, because most programs read lines
 * so, and one of them would take a lone dot after a bare LF for the end of the message and what
 * follows for answers. And what the last line lacks of CRLF is completed, because the dot must
 * stand on a line of its own: CRLF, the CR before a bare LF, or the LF after a bare CR.
 */
final class MessageWriter {
  private static final byte[] DOT = {'.'};
  private static final byte[] LF = {'\n'};
  private static final byte[] CRLF = {'\r', '\n'};

  private final Connection connection;
  private final Octets message;
  private final byte[] block;

  /** Where the block stands in the message, and how much of it is filled. */
  private long position;

  private int filled;

  private long bodyLinesLeft;
  private boolean inBody;
  private boolean enough;

  /** Where the present line began in the message. */
  private long lineStart;

  /** The octet before the block. */
  private byte before = '\n';

  /** The message could not be read, which is not the line's fault. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(IOException cause) {
      super(cause);
    }
  }

  /**
   * Reads the first block and the last octet, so that a file that is missing or cut short shows
   * before anything was answered.
   */
  MessageWriter(Connection connection, Octets message, int blockOctets) throws Unreadable {
    this.connection = connection;
    this.message = message;
    this.block = new byte[(int) Math.min(blockOctets, message.size())];
    fill();
    readLast();
  }

  /** Writes the header and at most so many lines of the body, without the final dot. */
  void write(long bodyLines) throws IOException, Unreadable {
    bodyLinesLeft = bodyLines;
    while (filled > 0) {
      int end = limit();
      boolean last = enough || position + filled == message.size();
      stuffed(last ? withoutLineEnd(end) : end);
      if (last) {
        connection.write(lineEnd(end));
        return;
      }
      before = block[filled - 1];
      position += filled;
      fill();
    }
  }

  private void readLast() throws Unreadable {
    try {
      if (message.size() > filled) {
        message.read(message.size() - 1, new byte[1], 0, 1);
      }
    } catch (IOException e) {
      throw new Unreadable(e);
    }
  }

  private void fill() throws Unreadable {
    filled = 0;
    try {
      int wanted = (int) Math.min(block.length, message.size() - position);
      while (filled < wanted) {
        int count = message.read(position + filled, block, filled, wanted - filled);
        if (count < 0) {
          throw new EOFException("a message is shorter than it was");
        }
        filled += count;
      }
    } catch (IOException e) {
      throw new Unreadable(e);
    }
  }

  /** Where in the block the lines end that are wanted. */
  private int limit() {
    if (bodyLinesLeft == Long.MAX_VALUE) {
      return filled;
    }
    for (int i = 0; i < filled; i++) {
      if (block[i] == '\n' && isLastWanted(i)) {
        enough = true;
        return i + 1;
      }
    }
    return filled;
  }

  /** Whether the line that ends at {@code index} is the last that is wanted. */
  private boolean isLastWanted(int index) {
    long length = position + index - lineStart;
    boolean empty = length == 0 || (length == 1 && octetBefore(index) == '\r');
    lineStart = position + index + 1;
    if (inBody) {
      bodyLinesLeft--;
    } else {
      inBody = empty;
    }
    return inBody && bodyLinesLeft == 0;
  }

  private byte octetBefore(int index) {
    return index > 0 ? block[index - 1] : before;
  }

  /** Writes the block up to {@code end}, with dots before dots. */
  private void stuffed(int end) throws IOException {
    int start = 0;
    for (int i = 0; i < end; i++) {
      if (block[i] == '.' && octetBefore(i) == '\n') {
        connection.write(block, start, i - start);
        connection.write(DOT);
        start = i;
      }
    }
    connection.write(block, start, end - start);
  }

  /** {@code end}, less a bare LF before it. */
  private int withoutLineEnd(int end) {
    return block[end - 1] == '\n' && octetBefore(end - 1) != '\r' ? end - 1 : end;
  }

  /** What the last line lacks, its bare LF being left out. */
  private byte[] lineEnd(int end) {
    return switch (block[end - 1]) {
      case '\n' -> octetBefore(end - 1) == '\r' ? new byte[0] : CRLF;
      case '\r' -> LF;
      default -> CRLF;
    };
  }
}
