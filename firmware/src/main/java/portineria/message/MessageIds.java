package portineria.message;

import java.util.ArrayList;
import java.util.List;

/**
 * The Message-IDs of a field: RFC 5322 §3.6.4. What stands between them is let pass: old programs
 * write phrases into In-Reply-To. An id without an at sign is none.
 */
final class MessageIds {
  /** A longer one is no id, but something that shall cost. */
  private static final int CHARS_MAX = 1000;

  private MessageIds() {}

  /** The last {@code most} ids of a field's value, unquoted and without their brackets. */
  static List<String> last(String value, int most) {
    List<String> ids = new ArrayList<>();
    for (int open = value.indexOf('<'); open >= 0; ) {
      int close = value.indexOf('>', open);
      if (close < 0) {
        break;
      }
      int inner = value.lastIndexOf('<', close);
      if (close - inner <= CHARS_MAX) {
        add(value.substring(inner + 1, close), ids);
      }
      open = value.indexOf('<', close);
    }
    return ids.size() <= most ? ids : ids.subList(ids.size() - most, ids.size());
  }

  /** RFC 5256 §3: how it is quoted makes no difference. */
  private static void add(String written, List<String> ids) {
    StringBuilder id = new StringBuilder(written.length());
    for (int i = 0; i < written.length(); i++) {
      char c = written.charAt(i);
      if (c == '\\' && i + 1 < written.length()) {
        id.append(written.charAt(++i));
      } else if (c != '"' && c != ' ' && c != '\t') {
        id.append(c);
      }
    }
    int at = id.lastIndexOf("@");
    if (at > 0 && at < id.length() - 1) {
      ids.add(id.toString());
    }
  }
}
