package portineria.message;

/**
 * What is left of a subject without that which replies and forwards put around it: RFC 5256 §2.1.
 * Only what the RFC names is taken off, so {@code R:} and {@code AW:} stay.
 *
 * <pre>
 *   subj-refwd    ("re" / ("fw" ["d"])) *WSP [subj-blob] ":"
 *   subj-blob     "[" *BLOBCHAR "]" *WSP              RFC 5256 §5
 *   subj-leader   (*subj-blob subj-refwd) / WSP
 *   subj-trailer  "(fwd)" / WSP
 *   subj-fwd      "[fwd:" subject "]"
 * </pre>
 *
 * @param text empty where nothing else is left
 * @param reply whether any of it was there: then it is a reply or a forward
 */
record Topic(String text, boolean reply) {
  private static final String TRAILER = "(fwd)";
  private static final String FORWARD = "[fwd:";

  /** The base of a subject that is given as text, encoded words decoded. */
  static Topic of(String subject) {
    return new Rest(blanksToSpaces(subject)).base();
  }

  /** RFC 5256 §2.1 (1): any run of blanks, tabs and line ends is one space. */
  private static String blanksToSpaces(String subject) {
    StringBuilder text = new StringBuilder(subject.length());
    for (int i = 0; i < subject.length(); i++) {
      char c = subject.charAt(i);
      boolean blank = c == ' ' || c == '\t' || c == '\r' || c == '\n';
      if (!blank) {
        text.append(c);
      } else if (text.isEmpty() || text.charAt(text.length() - 1) != ' ') {
        text.append(' ');
      }
    }
    return text.toString();
  }

  /**
   * What is left yet. Both ends only move towards each other, and what was looked at in vain ends
   * the walk: so it costs no more than a small multiple of the length.
   */
  private static final class Rest {
    private final String text;
    private int start;
    private int end;
    private boolean reply;

    Rest(String text) {
      this.text = text;
      this.end = text.length();
    }

    Topic base() {
      do {
        trailers();
        leaders();
      } while (forward());
      return new Topic(text.substring(start, end), reply);
    }

    private boolean at(int from, String word) {
      return from + word.length() <= end && text.regionMatches(true, from, word, 0, word.length());
    }

    /** RFC 5256 §2.1 (2). */
    private void trailers() {
      while (true) {
        int trailer = end - TRAILER.length();
        if (end > start && text.charAt(end - 1) == ' ') {
          end--;
        } else if (trailer >= start && at(trailer, TRAILER)) {
          end = trailer;
          reply = true;
        } else {
          return;
        }
      }
    }

    /**
     * RFC 5256 §2.1 (3) to (5). Where no reply comes behind some blobs, none comes behind fewer of
     * them: so they go all at once, but for the last one where else nothing would be left.
     */
    private void leaders() {
      while (true) {
        start = spaces(start);
        int last = start;
        int behind = start;
        for (int next = blob(behind); next > behind; next = blob(behind)) {
          last = behind;
          behind = next;
        }
        int answered = replyOrForward(behind);
        if (answered < 0) {
          start = behind < end ? behind : last;
          return;
        }
        reply = true;
        start = answered;
      }
    }

    private int spaces(int from) {
      int at = from;
      while (at < end && text.charAt(at) == ' ') {
        at++;
      }
      return at;
    }

    /** Behind the blob that begins there; the same place if there is none. */
    private int blob(int from) {
      if (from >= end || text.charAt(from) != '[') {
        return from;
      }
      int at = from + 1;
      while (at < end && text.charAt(at) != '[' && text.charAt(at) != ']') {
        at++;
      }
      return at < end && text.charAt(at) == ']' ? spaces(at + 1) : from;
    }

    /** Behind the subj-refwd that begins there, -1 if there is none. */
    private int replyOrForward(int from) {
      int word = 0;
      if (at(from, "fwd")) {
        word = 3;
      } else if (at(from, "re") || at(from, "fw")) {
        word = 2;
      }
      if (word == 0) {
        return -1;
      }
      int colon = blob(spaces(from + word));
      return colon < end && text.charAt(colon) == ':' ? colon + 1 : -1;
    }

    /** RFC 5256 §2.1 (6): whether there was one around the rest, which is off now. */
    private boolean forward() {
      boolean around =
          at(start, FORWARD) && end - start > FORWARD.length() && text.charAt(end - 1) == ']';
      if (around) {
        start += FORWARD.length();
        end--;
        reply = true;
      }
      return around;
    }
  }
}
