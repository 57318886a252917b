package portineria.vault.transfer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers of readpst's own making, anew for each message: the boundaries between its parts, and the
 * names of invitations. readpst counts them over the whole file, so one message more would make
 * others of all that follow, and they would be imported again.
 */
final class ReadpstNumbers implements Stage {
  private static final Pattern NUMBER =
      Pattern.compile("(?<=LibPST-iamunique-)\\d+(?=_-_-)|(?<=name=\"i)\\d+(?=\\.ics\")");

  /** Lines of readpst's own are shorter. */
  private static final int LINE_MAX = 300;

  private final Stage next;
  private final ByteArrayOutputStream held = new ByteArrayOutputStream(LINE_MAX);
  private final Map<String, String> numbers = new HashMap<>();
  private boolean plain;

  ReadpstNumbers(Stage next) {
    this.next = next;
  }

  @Override
  public void octets(byte[] octets, int start, int end) throws IOException {
    int at = start;
    while (at < end) {
      int lineEnd = Stage.find((byte) '\n', octets, at, end);
      int stop = Math.min(end, lineEnd + 1);
      if (!plain && held.size() + stop - at <= LINE_MAX) {
        held.write(octets, at, stop - at);
      } else {
        release();
        next.octets(octets, at, stop);
        plain = true;
      }
      if (lineEnd < end) {
        release();
        plain = false;
      }
      at = stop;
    }
  }

  private void release() throws IOException {
    if (held.size() == 0) {
      return;
    }
    String line = held.toString(StandardCharsets.ISO_8859_1);
    held.reset();
    Matcher number = NUMBER.matcher(line);
    String numbered = number.replaceAll(found -> numbers.computeIfAbsent(found.group(), this::nth));
    byte[] octets = numbered.getBytes(StandardCharsets.ISO_8859_1);
    next.octets(octets, 0, octets.length);
  }

  private String nth(String number) {
    return Integer.toString(numbers.size() + 1);
  }

  @Override
  public void end() throws IOException {
    release();
    next.end();
  }
}
