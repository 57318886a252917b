package portineria.message;

import java.util.ArrayList;
import java.util.List;
import portineria.message.Parameters.Parameter;

/** A field of the form {@code value; name=value; name="value"} (RFC 2045 §5.1), read leniently. */
record Parameterized(String value, Parameters parameters) {

  static Parameterized parse(CharSequence field, int parametersMax) {
    Lexer in = new Lexer(field);
    String value = value(in);
    List<Parameter> parameters = new ArrayList<>();
    while (!in.atEnd() && parameters.size() < parametersMax) {
      parameter(in, parameters);
    }
    return new Parameterized(value, new Parameters(Continuations.joined(parameters)));
  }

  /** Up to the semicolon; or up to a blank, as some programs forget the semicolon. */
  private static String value(Lexer in) {
    StringBuilder value = new StringBuilder();
    while (!in.atEnd() && in.peek() != ';') {
      in.skipBlanks();
      if (in.peek() == '(') {
        in.comment();
      } else if (in.peek() == '"') {
        value.append(in.quoted());
      } else {
        value.append(in.until(" \t;(\""));
        if (Lexer.blank(in.peek()) && slashIsInside(value)) {
          break;
        }
      }
    }
    if (in.peek() == ';') {
      in.next();
    }
    return value.toString();
  }

  private static boolean slashIsInside(StringBuilder value) {
    int slash = value.indexOf("/");
    return slash > 0 && slash < value.length() - 1;
  }

  private static void parameter(Lexer in, List<Parameter> parameters) {
    skipCommentsAndBlanks(in);
    String name = in.until("=;").strip();
    if (in.next() != '=') {
      return;
    }
    in.skipBlanks();
    String value;
    if (in.peek() == '"') {
      value = in.quoted();
      in.until(";");
    } else {
      value = withoutComment(in.until(";").strip());
    }
    in.next();
    if (!name.isEmpty()) {
      parameters.add(new Parameter(name, value));
    }
  }

  private static void skipCommentsAndBlanks(Lexer in) {
    in.skipBlanks();
    while (in.peek() == '(') {
      in.comment();
      in.skipBlanks();
    }
  }

  /** A comment ends the value and stands apart from it; {@code filename=a(1).pdf} has none. */
  private static String withoutComment(String value) {
    int comment = value.indexOf(" (");
    return comment > 0 && value.endsWith(")") ? value.substring(0, comment).strip() : value;
  }
}
