package portineria.backup;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What restic says, RFC 8259: an object, and of it texts, numbers and objects within lists.
 * Anything that is not there is empty.
 *
 * @param value a Map, List, String, Double or Boolean; an empty text for null
 */
record Json(Object value) {
  /** As deep as nothing of restic's is. */
  private static final int DEPTH_MAX = 64;

  /**
   * Reads a text.
   *
   * @throws IllegalArgumentException when it is no JSON
   */
  static Json parse(String text) {
    Reader reader = new Reader(text);
    Object value = reader.value(0);
    reader.end();
    return new Json(value);
  }

  private Optional<Object> part(String name) {
    return value instanceof Map<?, ?> map ? Optional.ofNullable(map.get(name)) : Optional.empty();
  }

  String text(String name) {
    return part(name).map(Object::toString).orElse("");
  }

  double number(String name) {
    return part(name).orElse(0.0) instanceof Double number ? number : 0;
  }

  /** What is in a list. */
  List<Json> items() {
    return value instanceof List<?> list ? list.stream().map(Json::new).toList() : List.of();
  }

  /** The texts in the list of tags. */
  List<String> tags() {
    return items("tags").stream().map(tag -> tag.value.toString()).toList();
  }

  /** What is in a list within. */
  List<Json> items(String name) {
    return part(name).map(list -> new Json(list).items()).orElse(List.of());
  }

  private static final class Reader {
    private final String text;
    private int at;

    Reader(String text) {
      this.text = text;
    }

    void end() {
      space();
      if (at < text.length()) {
        throw wrong();
      }
    }

    Object value(int depth) {
      if (depth > DEPTH_MAX) {
        throw wrong();
      }
      space();
      return switch (peek()) {
        case '{' -> object(depth);
        case '[' -> list(depth);
        case '"' -> string();
        case 't' -> word("true", true);
        case 'f' -> word("false", false);
        case 'n' -> word("null", "");
        default -> number();
      };
    }

    private Map<String, Object> object(int depth) {
      Map<String, Object> members = new HashMap<>();
      at++;
      space();
      if (take('}')) {
        return members;
      }
      do {
        space();
        String name = string();
        space();
        need(':');
        members.put(name, value(depth + 1));
        space();
      } while (take(','));
      need('}');
      return members;
    }

    private List<Object> list(int depth) {
      List<Object> items = new ArrayList<>();
      at++;
      space();
      if (take(']')) {
        return items;
      }
      do {
        items.add(value(depth + 1));
        space();
      } while (take(','));
      need(']');
      return items;
    }

    private String string() {
      need('"');
      StringBuilder string = new StringBuilder();
      while (!take('"')) {
        char next = next();
        string.append(next == '\\' ? escaped() : next);
      }
      return string.toString();
    }

    private char escaped() {
      char kind = next();
      return switch (kind) {
        case 'b' -> '\b';
        case 'f' -> '\f';
        case 'n' -> '\n';
        case 'r' -> '\r';
        case 't' -> '\t';
        case 'u' -> {
          if (at + 4 > text.length()) {
            throw wrong();
          }
          at += 4;
          yield (char) Integer.parseInt(text.substring(at - 4, at), 16);
        }
        case '"', '\\', '/' -> kind;
        default -> throw wrong();
      };
    }

    private Object word(String word, Object value) {
      if (!text.startsWith(word, at)) {
        throw wrong();
      }
      at += word.length();
      return value;
    }

    private Double number() {
      int from = at;
      while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
      return Double.valueOf(text.substring(from, at));
    }

    private void space() {
      while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
    }

    private char peek() {
      if (at >= text.length()) {
        throw wrong();
      }
      return text.charAt(at);
    }

    private char next() {
      char next = peek();
      at++;
      return next;
    }

    private boolean take(char wanted) {
      boolean there = at < text.length() && text.charAt(at) == wanted;
      if (there) {
        at++;
      }
      return there;
    }

    private void need(char wanted) {
      if (!take(wanted)) {
        throw wrong();
      }
    }

    private IllegalArgumentException wrong() {
      return new IllegalArgumentException("no JSON at character " + at);
    }
  }
}
