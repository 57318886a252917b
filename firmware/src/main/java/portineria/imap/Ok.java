package portineria.imap;

import java.util.Optional;

/**
 * How a command ends well: RFC 9051 §7.1.1.
 *
 * @param code a response code without its brackets
 * @param text for a person, ASCII
 */
public record Ok(Optional<String> code, String text) {

  /** {@code OK NOOP completed}. */
  public static Ok completed(String command) {
    return new Ok(Optional.empty(), command + " completed");
  }

  /** The same with a response code. */
  public Ok with(String responseCode) {
    return new Ok(Optional.of(responseCode), text);
  }
}
