package portineria.cli;

import java.io.Console;
import java.util.Optional;

/** The terminal that the program was started from, if any. */
public final class TerminalKeyboard implements Keyboard {
  @Override
  public Optional<String> password(String prompt) {
    return Optional.ofNullable(System.console())
        .filter(Console::isTerminal)
        .flatMap(console -> Optional.ofNullable(console.readPassword("%s: ", prompt)))
        .map(String::new);
  }
}
