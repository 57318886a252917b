package portineria.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import portineria.admin.Console;

/** How far an export is, for a terminal. */
final class ExportProgress {
  private static final long STEP = 100;

  private final Console console;

  ExportProgress(Console console) {
    this.console = console;
  }

  void at(long done, long all) {
    if (done % STEP == 0) {
      try {
        console.progress(done + " of " + all + " messages");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
