package portineria.imap;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A response as a strict client takes it apart: words, strings, NIL, and lists of them. */
sealed interface Expression {

  record Word(String text) implements Expression {}

  /** A quoted string or a literal, one char per octet. */
  record Text(String octets) implements Expression {}

  record Items(List<Expression> all) implements Expression {}

  default boolean isNil() {
    return equals(new Word("NIL"));
  }

  default List<Expression> items() {
    return ((Items) this).all();
  }

  default String text() {
    return ((Text) this).octets();
  }

  default long number() {
    return Long.parseLong(((Word) this).text());
  }

  /** All responses, line by line; each is the list of what stands in it. */
  static List<List<Expression>> parse(byte[] octets) {
    Reader reader = new Reader(new String(octets, StandardCharsets.ISO_8859_1));
    List<List<Expression>> lines = new ArrayList<>();
    while (reader.at < reader.text.length()) {
      lines.add(reader.until("\r\n"));
    }
    return lines;
  }

  /** Where reading is. */
  final class Reader {
    private final String text;
    private int at;

    private Reader(String text) {
      this.text = text;
    }

    private List<Expression> until(String end) {
      List<Expression> items = new ArrayList<>();
      while (!text.startsWith(end, at)) {
        // Parts of a multipart and addresses stand in a row without a space.
        boolean row = !items.isEmpty() && text.charAt(at) == '(' && text.charAt(at - 1) == ')';
        if (!items.isEmpty() && !row) {
          expect(' ');
        }
        items.add(item());
      }
      at += end.length();
      return items;
    }

    private void expect(char wanted) {
      if (text.charAt(at) != wanted) {
        throw new AssertionError("expected " + wanted + " at " + text.substring(at));
      }
      at++;
    }

    private Expression item() {
      return switch (text.charAt(at)) {
        case '(' -> {
          at++;
          yield new Items(until(")"));
        }
        case '"' -> quoted();
        case '{' -> literal();
        default -> word();
      };
    }

    private Expression quoted() {
      StringBuilder octets = new StringBuilder();
      for (at++; text.charAt(at) != '"'; at++) {
        char c = text.charAt(at) == '\\' ? text.charAt(++at) : text.charAt(at);
        if (c == '\r' || c == '\n' || c == 0 || c > 0x7E) {
          throw new AssertionError("not for quotes: " + (int) c);
        }
        octets.append(c);
      }
      at++;
      return new Text(octets.toString());
    }

    private Expression literal() {
      int end = text.indexOf("}\r\n", at);
      int size = Integer.parseInt(text.substring(at + 1, end));
      at = end + 3 + size;
      return new Text(text.substring(end + 3, at));
    }

    /** {@code BODY[HEADER.FIELDS (A B)]<0>} is one word. */
    private Expression word() {
      int start = at;
      boolean bracket = false;
      while (bracket || " ()\r".indexOf(text.charAt(at)) < 0) {
        bracket = text.charAt(at) == '[' || (bracket && text.charAt(at) != ']');
        at++;
      }
      if (at == start) {
        throw new AssertionError("no word at " + text.substring(at));
      }
      return new Word(text.substring(start, at));
    }
  }
}
