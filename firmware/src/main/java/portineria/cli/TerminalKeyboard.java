package portineria.cli;

import java.io.Console;
import java.util.Optional;

/** The terminal that the program was started from, if any. */
public final class TerminalKeyboard implements Keyboard {
  @Override
  public Optional<String> password(String prompt) {
    Console console = System.console();
    if (console == null || !console.isTerminal()) {
      return Optional.empty();
    }
    char[] typed = console.readPassword("%s: ", prompt);
    return typed == null ? Optional.empty() : Optional.of(new String(typed));
  }
}
