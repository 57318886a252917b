package portineria.message;

import java.util.List;
import java.util.Optional;

/**
 * The parameters of a field in their order (RFC 2045 §5.1).
 *
 * <p>Continuations ({@code name*0}, {@code name*1}; RFC 2231 §3) are already joined, as Dovecot
 * does it: programs that know nothing of them still find {@code name} or {@code name*}.
 */
public record Parameters(List<Parameter> all) {
  static final Parameters NONE = new Parameters(List.of());

  public Parameters {
    all = List.copyOf(all);
  }

  /** {@code value} is unquoted octets; of {@code name*} it is still percent-encoded. */
  public record Parameter(String name, String value) {}

  static Parameters of(String name, String value) {
    return new Parameters(List.of(new Parameter(name, value)));
  }

  /** The first of that name, as octets. */
  public Optional<String> first(String name) {
    for (Parameter parameter : all) {
      if (parameter.name().equalsIgnoreCase(name)) {
        return Optional.of(parameter.value());
      }
    }
    return Optional.empty();
  }

  /**
   * The value as text: of {@code name*} (RFC 2231 §4) if it is there, else of {@code name}, in
   * which many programs put encoded words although RFC 2047 §5 forbids it.
   */
  public Optional<String> decoded(String name) {
    return first(name + "*").map(Percent::decode).or(() -> first(name).map(EncodedWords::decode));
  }
}
