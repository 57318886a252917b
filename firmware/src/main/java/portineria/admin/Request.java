package portineria.admin;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A command as it goes to where the box is open.
 *
 * @param arguments the command line
 * @param attachments what only the person's side can read: files named in options, passwords typed
 * @param terminal whether a person is watching
 * @param asks whether the person's side goes on asking while the command runs
 */
public record Request(
    List<String> arguments, Map<String, String> attachments, boolean terminal, boolean asks) {
  public Request {
    arguments = List.copyOf(arguments);
    attachments = Map.copyOf(attachments);
  }

  /** One that is all that the person's side has to say. */
  public Request(List<String> arguments, Map<String, String> attachments, boolean terminal) {
    this(arguments, attachments, terminal, false);
  }

  /** What was attached under {@code name}. */
  public Optional<String> attachment(String name) {
    return Optional.ofNullable(attachments.get(name));
  }

  /** Names what is attached, but never shows it: passwords are among it. */
  @Override
  public String toString() {
    return arguments + " with " + attachments.keySet();
  }
}
