package portineria.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import portineria.admin.Console;
import portineria.backup.Watch;

/** Shows how far a backup or a restore is, and ends it when nobody waits any more. */
public record ConsoleWatch(Console console) implements Watch {
  @Override
  public void at(String line) {
    try {
      console.progress(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void says(String sentence) {
    try {
      console.say(sentence);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean isOver() {
    return console.isGone();
  }
}
