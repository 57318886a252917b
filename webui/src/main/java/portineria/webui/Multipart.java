package portineria.webui;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import portineria.webui.Refused.Why;

/**
 * A form with files in it, {@code multipart/form-data}: RFC 7578. What is in a file is the text of
 * its field, one file after the other where several have the same; what a browser says besides of a
 * file, its name and type, is not looked at.
 */
final class Multipart {
  static final String TYPE = "multipart/form-data";

  /** RFC 2046 §5.1.1. */
  private static final Pattern BOUNDARY =
      Pattern.compile(";\\s*boundary=(?:\"([^\"]{1,70})\"|([^\\s\";]{1,70}))");

  private static final Pattern NAME =
      Pattern.compile(
          "(?i)(?:^|\r\n)content-disposition:\\s*form-data;[^\r]*?\\bname=\"([^\"\r]*)\"");

  private static final String LINE = "\r\n";

  private Multipart() {}

  /**
   * From what was sent.
   *
   * @param type with its boundary
   * @param octets one in each character
   * @throws Refused with {@code FORM} for what no page sends
   */
  static Form parse(String type, String octets) throws Refused {
    Matcher boundary = BOUNDARY.matcher(type);
    if (!boundary.find()) {
      throw new Refused(Why.FORM);
    }
    String line = LINE + "--" + (boundary.group(1) == null ? boundary.group(2) : boundary.group(1));
    String rest = LINE + octets;
    Map<String, String> fields = new HashMap<>();
    int begin = rest.indexOf(line);
    while (begin >= 0 && rest.startsWith(LINE, begin + line.length())) {
      int end = rest.indexOf(line, begin + line.length());
      if (end < 0 || fields.size() >= Form.FIELDS_MAX) {
        throw new Refused(Why.FORM);
      }
      add(rest.substring(begin + line.length(), end), fields);
      begin = end;
    }
    if (begin < 0 || !rest.startsWith("--", begin + line.length())) {
      throw new Refused(Why.FORM);
    }
    return new Form(fields);
  }

  /** A part: its headers, an empty line, its text. */
  private static void add(String part, Map<String, String> fields) throws Refused {
    int empty = part.indexOf(LINE + LINE);
    Matcher name = NAME.matcher(empty < 0 ? "" : part.substring(0, empty));
    if (!name.find()) {
      throw new Refused(Why.FORM);
    }
    fields.merge(
        text(name.group(1)),
        text(part.substring(empty + 2 * LINE.length())),
        (a, b) -> a + "\n" + b);
  }

  private static String text(String octets) {
    return new String(octets.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
