package portineria.cli;

import java.util.Optional;

/** Where a person types. */
public interface Keyboard {
  /** What is typed, unseen; empty where nobody can be asked. */
  Optional<String> password(String prompt);
}
