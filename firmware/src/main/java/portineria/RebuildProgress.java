package portineria;

import java.io.IOException;
import java.io.UncheckedIOException;
import portineria.admin.Console;
import portineria.store.sqlite.Rebuild;

/** How far a rebuild is, and what came of it. */
final class RebuildProgress {
  private static final long STEP = 1000;

  private final Console console;

  RebuildProgress(Console console) {
    this.console = console;
  }

  void at(long messages) {
    if (messages % STEP == 0) {
      try {
        console.progress(messages + " messages");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The exit code: 1 when a person has to look. */
  static int tell(Rebuild.Report report, Console console) throws IOException {
    for (String damage : report.damages()) {
      console.complain("portineria: " + damage);
    }
    console.say(
        report.base().map(base -> "began with " + base.getFileName()).orElse("began with nothing")
            + ", took in "
            + report.messages()
            + (report.messages() == 1 ? " message" : " messages")
            + " from the volumes");
    if (!report.accounts().isEmpty()) {
      console.say(
          "these have no password now, give them one with portineria user passwd: "
              + String.join(", ", report.accounts()));
    }
    if (report.base().isEmpty()) {
      console.say(
          "devices and sources are lost with the old index: give each source the name that it had,"
              + " so that nothing is fetched twice");
    }
    return report.damages().isEmpty() ? 0 : 1;
  }
}
