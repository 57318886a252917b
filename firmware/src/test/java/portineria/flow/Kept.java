package portineria.flow;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which messages a mail program keeps as they are. The rules are the programs' own, each with its
 * cause; what they leave out is compared octet by octet on the wire instead.
 */
final class Kept {
  /** A first line that is a header field. */
  private static final Pattern HEADER = Pattern.compile("[!-9;-~]+:");

  private static final Pattern EMPTY_LINE = Pattern.compile("(^|\n)\r*\n");

  /** Of a line with its end, in fetchmail 6.4. */
  private static final int FETCHMAIL_LINE_OCTETS_MAX = 8191;

  private Kept() {}

  /**
   * What mbsync and mpop write as it came, but for the line ends: they stop at a NUL, split lines
   * at a bare CR, and mbsync leaves out a message without an empty line.
   */
  static boolean inMaildirs(byte[] octets) {
    String lf = text(octets).replace("\r\n", "\n");
    return lf.indexOf('\0') < 0
        && lf.indexOf('\r') < 0
        && hasEmptyLine(octets)
        && lf.endsWith("\n")
        && HEADER.matcher(lf).lookingAt();
  }

  /**
   * A message without an empty line is nothing but a header; mbsync passes it over. It takes a line
   * of CRs for empty.
   */
  static boolean hasEmptyLine(byte[] octets) {
    return EMPTY_LINE.matcher(text(octets)).find();
  }

  /**
   * What fetchmail gives to a delivery agent as it came: it breaks long lines of a body, drops
   * lines of a header that it takes for mbox's, ends a header at the first line that is none, and
   * invents one where there is none.
   */
  static boolean byFetchmail(byte[] octets) {
    String text = text(octets);
    if (EMPTY_LINE.matcher(text).lookingAt()) {
      return false;
    }
    boolean inHeader = true;
    for (String line : text.split("(?<=\n)")) {
      boolean end = line.equals("\r\n") || line.equals("\n");
      if (inHeader ? !end && isDropped(line) : line.length() > FETCHMAIL_LINE_OCTETS_MAX) {
        return false;
      }
      inHeader &= !end;
    }
    return !inHeader;
  }

  private static boolean isDropped(String line) {
    boolean folded = Character.isWhitespace(line.charAt(0));
    String lower = line.strip().toLowerCase(Locale.ROOT);
    boolean mbox = lower.startsWith("from ") || lower.startsWith(">from ");
    boolean noStatus = lower.equals("status:") || lower.equals("x-mozilla-status:");
    return !folded && (mbox || noStatus || line.indexOf(':') < 0);
  }

  private static String text(byte[] octets) {
    return new String(octets, StandardCharsets.ISO_8859_1);
  }
}
