package portineria.fetch.pop3;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a server says it can do: RFC 2449 §5.
 *
 * @param lines as it said it
 */
public record Capabilities(List<String> lines) {
  /** Of a server that does not know CAPA. */
  static final Capabilities UNKNOWN = new Capabilities(List.of());

  /** A day; a server that wants longer breaks than that is ignored. */
  private static final int SECONDS_MAX = 86_400;

  public Capabilities {
    lines = List.copyOf(lines);
  }

  /** Whether it has the capability {@code name}, whatever its parameters. */
  public boolean has(String name) {
    return line(name).isPresent();
  }

  /** Whether the capability {@code name} has this parameter: {@code SASL PLAIN}. */
  boolean has(String name, String parameter) {
    return line(name).stream()
        .flatMap(line -> List.of(line.split(" +")).stream().skip(1))
        .anyMatch(parameter::equalsIgnoreCase);
  }

  /** The seconds that must pass between two logins: RFC 2449 §6.5. */
  public OptionalInt loginDelaySeconds() {
    return number("LOGIN-DELAY");
  }

  /** Whether the server itself removes messages after some days: RFC 2449 §6.7. */
  public boolean expires() {
    return number("EXPIRE").isPresent();
  }

  private OptionalInt number(String name) {
    String[] words = line(name).orElse("").split(" +");
    if (words.length < 2 || !words[1].matches("[0-9]{1,9}")) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(Math.min(SECONDS_MAX, Integer.parseInt(words[1])));
  }

  private Optional<String> line(String name) {
    return lines.stream()
        .filter(line -> line.split(" ", 2)[0].toUpperCase(Locale.ROOT).equals(name))
        .findFirst();
  }
}
