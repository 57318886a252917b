package portineria.vault.transfer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * How a message is written into an mbox, and read out of it, in the form "mboxrd": a {@code >} goes
 * before every line that begins with any number of {@code >} and {@code From }, and is taken away
 * again, so that it can be undone without doubt. RFC 4155 §2 describes the family.
 */
final class MboxQuoting implements Stage {
  private static final byte[] FROM = "From ".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ARROW = {'>'};

  private final Stage next;
  private final int arrowsAdded;

  /** What may still turn out to be {@code >>From } is held back. */
  private int arrows;

  private int matched;
  private boolean atStart = true;

  private MboxQuoting(Stage next, int arrowsAdded) {
    this.next = next;
    this.arrowsAdded = arrowsAdded;
  }

  /** Adds one. */
  static Stage quote(Stage next) {
    return new MboxQuoting(next, 1);
  }

  /** Takes one away, where there is one. */
  static Stage unquote(Stage next) {
    return new MboxQuoting(next, -1);
  }

  @Override
  public void octets(byte[] octets, int start, int end) throws IOException {
    int at = start;
    while (at < end) {
      if (atStart) {
        at += hold(octets[at]);
      } else {
        int lineEnd = Stage.find((byte) '\n', octets, at, end);
        int stop = Math.min(end, lineEnd + 1);
        next.octets(octets, at, stop);
        atStart = lineEnd < end;
        at = stop;
      }
    }
  }

  /** Whether (1 or 0) this octet belongs to what is held back; if not, that is released. */
  private int hold(byte octet) throws IOException {
    if (octet == '>' && matched == 0) {
      arrows++;
      return 1;
    }
    if (octet != FROM[matched]) {
      release();
      return 0;
    }
    matched++;
    if (matched == FROM.length) {
      arrows = Math.max(0, arrows + arrowsAdded);
      release();
    }
    return 1;
  }

  private void release() throws IOException {
    for (; arrows > 0; arrows--) {
      next.octets(ARROW, 0, 1);
    }
    if (matched > 0) {
      next.octets(FROM, 0, matched);
      matched = 0;
    }
    atStart = false;
  }

  @Override
  public void end() throws IOException {
    release();
    next.end();
  }
}
