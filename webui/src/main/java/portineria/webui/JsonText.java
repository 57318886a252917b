package portineria.webui;

import java.util.Map;
import java.util.Optional;

/** Values as JSON, RFC 8259. */
final class JsonText {
  private static final char FIRST_PRINTABLE = ' ';

  private JsonText() {}

  /** Of maps with keys of text, lists, text, numbers, booleans; what is empty is null. */
  static String of(Object value) {
    StringBuilder json = new StringBuilder();
    append(json, value);
    return json.append('\n').toString();
  }

  private static void append(StringBuilder json, Object value) {
    switch (value) {
      case Map<?, ?> map -> {
        String comma = "{";
        for (Map.Entry<?, ?> field : map.entrySet()) {
          json.append(comma);
          text(json, field.getKey().toString());
          json.append(':');
          append(json, field.getValue());
          comma = ",";
        }
        json.append(map.isEmpty() ? "{}" : "}");
      }
      case Iterable<?> items -> {
        json.append('[');
        String comma = "";
        for (Object item : items) {
          json.append(comma);
          append(json, item);
          comma = ",";
        }
        json.append(']');
      }
      case Optional<?> box -> {
        if (box.isPresent()) {
          append(json, box.get());
        } else {
          json.append("null");
        }
      }
      case Number number -> json.append(number);
      case Boolean yes -> json.append(yes);
      default -> text(json, value.toString());
    }
  }

  private static void text(StringBuilder json, String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < FIRST_PRINTABLE || Character.isSurrogate(c)) {
        json.append(String.format("\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    json.append('"');
  }
}
