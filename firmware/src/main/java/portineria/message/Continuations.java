package portineria.message;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import portineria.message.Parameters.Parameter;

/**
 * A long parameter that came in sections: {@code name*0="a"; name*1*=%62} (RFC 2231 §3, §4.1).
 *
 * <p>Sections may come in any order. From the first missing one on they are dropped; if already the
 * first is missing, all stay as they are.
 */
final class Continuations {
  private static final int SECTION_DIGITS_MAX = 3;

  private final String name;
  private final Map<Integer, Parameter> sections = new HashMap<>();
  private final List<Parameter> asTheyCame = new ArrayList<>();

  private Continuations(String name) {
    this.name = name;
  }

  /** All parameters, each joined one in the place of its first section. */
  static List<Parameter> joined(List<Parameter> parameters) {
    Map<String, Continuations> byName = new HashMap<>();
    for (Parameter parameter : parameters) {
      if (section(parameter) >= 0) {
        byName.computeIfAbsent(base(parameter), Continuations::new).add(parameter);
      }
    }
    if (byName.isEmpty()) {
      return parameters;
    }
    List<Parameter> joined = new ArrayList<>();
    for (Parameter parameter : parameters) {
      if (section(parameter) < 0) {
        joined.add(parameter);
        continue;
      }
      Continuations first = byName.remove(base(parameter));
      if (first != null) {
        joined.addAll(first.join());
      }
    }
    return joined;
  }

  private void add(Parameter parameter) {
    asTheyCame.add(parameter);
    sections.putIfAbsent(section(parameter), parameter);
  }

  private List<Parameter> join() {
    if (!sections.containsKey(0)) {
      return asTheyCame;
    }
    int count = 0;
    boolean encoded = false;
    for (Parameter each = sections.get(0); each != null; each = sections.get(++count)) {
      encoded |= isEncoded(each);
    }
    StringBuilder value = new StringBuilder();
    if (encoded && !isEncoded(sections.getOrDefault(0, asTheyCame.getFirst()))) {
      value.append("''");
    }
    for (int i = 0; i < count; i++) {
      Parameter each = sections.getOrDefault(i, asTheyCame.getFirst());
      value.append(encoded && !isEncoded(each) ? Percent.encode(each.value()) : each.value());
    }
    return List.of(new Parameter(encoded ? name + "*" : name, value.toString()));
  }

  private static boolean isEncoded(Parameter parameter) {
    return parameter.name().endsWith("*");
  }

  private static String base(Parameter parameter) {
    return Lexer.lower(parameter.name().substring(0, parameter.name().indexOf('*')));
  }

  /** The number in {@code name*number} or {@code name*number*}, -1 without one. */
  private static int section(Parameter parameter) {
    String name = parameter.name();
    int star = name.indexOf('*');
    int end = name.length() - (isEncoded(parameter) ? 1 : 0);
    if (star < 1 || end - star - 1 < 1 || end - star - 1 > SECTION_DIGITS_MAX) {
      return -1;
    }
    int number = 0;
    for (int i = star + 1; i < end; i++) {
      int digit = name.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }
}
