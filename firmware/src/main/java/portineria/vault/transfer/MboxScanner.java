package portineria.vault.transfer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds the messages in an mbox that any program wrote, as long as one likes, and never holds more
 * than a block of it.
 *
 * <p>A line that begins with {@code From } separates two messages only when all speaks for it: the
 * line before it is empty (or it is one of Thunderbird's, which sometimes forgets that), it ends
 * with a date or is as short as Thunderbird writes it nowadays, and what follows is a header.
 * Programs that do not quote such lines in a text are many. RFC 4155 §2.
 */
final class MboxScanner {
  private static final int BLOCK_OCTETS = 256 * 1024;

  /** So much of a line is looked at. */
  private static final int HEAD_OCTETS = 300;

  /** {@code From somebody@example.org Mon Mar 2 08:00:00 2026}, perhaps with a zone. */
  private static final Pattern DATED =
      Pattern.compile(
          "From .*\\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun),? .*\\d{1,2}:\\d{2}(:\\d{2})?\\b.*",
          Pattern.DOTALL);

  private static final byte[] FROM = "From ".getBytes(StandardCharsets.US_ASCII);
  private static final Pattern THUNDERBIRDS = Pattern.compile("From (- .*)?");
  private static final Pattern FIELD = Pattern.compile("[!-9;-~]{1,200}[ \t]*:.*", Pattern.DOTALL);

  private final FileChannel channel;
  private final byte[] block = new byte[BLOCK_OCTETS];
  private int blockAt;
  private int blockEnd;

  private final byte[] head = new byte[HEAD_OCTETS];

  /** The line that was read last. */
  private int headLength;

  private long lineStart;
  private long lineEnd;
  private boolean lineWaits;

  private Optional<Separator> begin = Optional.empty();
  private boolean started;

  /** Without the empty line that ends an mbox. */
  private long endOfLast;

  /** A message's separator, and where the message lies. */
  record Found(String separator, long start, long end) {}

  /** Where the message before it ends and the one behind it begins. */
  private record Separator(String text, long before, long behind) {}

  MboxScanner(FileChannel channel) {
    this.channel = channel;
  }

  /** The next message; empty behind the last. */
  Optional<Found> next() throws IOException {
    if (!started) {
      started = true;
      if (nextLine()) {
        begin = Optional.of(new Separator(text(), lineStart, lineEnd));
      }
    }
    if (begin.isEmpty()) {
      return Optional.empty();
    }
    Separator from = begin.get();
    begin = untilSeparator();
    long end = begin.isPresent() ? begin.get().before() : endOfLast;
    return Optional.of(new Found(from.text(), from.behind(), end));
  }

  /** The empty line that ends a header is the message's own, even where nothing follows. */
  private Optional<Separator> untilSeparator() throws IOException {
    boolean inHeader = true;
    boolean afterEmpty = false;
    long end = lineEnd;
    while (nextLine()) {
      if (beginsWithFrom() && isLikeSeparator(text(), afterEmpty)) {
        Separator candidate = new Separator(text(), end, lineEnd);
        boolean more = nextLine();
        lineWaits = more;
        if (!more || isHeader(text())) {
          return Optional.of(candidate);
        }
        afterEmpty = false;
        end = lineStart;
        continue;
      }
      afterEmpty = isEmpty();
      end = afterEmpty && !inHeader ? lineStart : lineEnd;
      inHeader &= !afterEmpty;
    }
    endOfLast = end;
    return Optional.empty();
  }

  private static boolean isLikeSeparator(String line, boolean afterEmpty) {
    boolean dated = DATED.matcher(line).matches();
    return afterEmpty
        ? dated || THUNDERBIRDS.matcher(line).matches()
        : dated && line.startsWith("From - ");
  }

  private static boolean isHeader(String line) {
    return line.isEmpty() || FIELD.matcher(line).matches();
  }

  private boolean beginsWithFrom() {
    return headLength >= FROM.length && Arrays.equals(head, 0, FROM.length, FROM, 0, FROM.length);
  }

  private boolean isEmpty() {
    return head[0] == '\n' || (headLength == 2 && head[0] == '\r' && head[1] == '\n');
  }

  /** The begin of the line, without its end. */
  private String text() {
    int end = headLength;
    while (end > 0 && (head[end - 1] == '\n' || head[end - 1] == '\r')) {
      end--;
    }
    return new String(head, 0, end, StandardCharsets.ISO_8859_1);
  }

  private boolean nextLine() throws IOException {
    if (lineWaits) {
      lineWaits = false;
      return true;
    }
    lineStart = lineEnd;
    headLength = 0;
    while (blockAt < blockEnd || fill()) {
      int lf = Stage.find((byte) '\n', block, blockAt, blockEnd);
      int stop = Math.min(blockEnd, lf + 1);
      int kept = Math.min(stop - blockAt, HEAD_OCTETS - headLength);
      System.arraycopy(block, blockAt, head, headLength, kept);
      headLength += kept;
      lineEnd += stop - blockAt;
      blockAt = stop;
      if (lf < blockEnd) {
        return true;
      }
    }
    return lineEnd > lineStart;
  }

  private boolean fill() throws IOException {
    blockAt = 0;
    blockEnd = Math.max(0, channel.read(ByteBuffer.wrap(block), lineEnd));
    return blockEnd > 0;
  }
}
