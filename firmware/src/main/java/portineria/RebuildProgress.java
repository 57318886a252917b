package portineria;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import portineria.admin.Console;
import portineria.store.sqlite.Rebuild;

/** How far a rebuild is, and what came of it. */
final class RebuildProgress {
  private static final long STEP = 1000;

  /** What no volume holds, and what to do about it. */
  private static final List<String> LOSSES =
      List.of(
          "devices and sources are lost with the old index: give each source the name that it had,"
              + " so that nothing is fetched twice",
          "holds are lost, too: nothing is held any more; decide them again with portineria vault"
              + " hold add, before any retention time",
          "retention times are lost, too: all mail is kept forever until portineria user set says"
              + " otherwise",
          "leavers are lost, too: nobody's mail is erased on its day until portineria user leave is"
              + " given again",
          "what was removed is not known any more: it is in its mailbox again",
          "the audit chain is lost, too, and begins anew: a head that was written down before is not"
              + " in it");

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
      for (String loss : LOSSES) {
        console.say(loss);
      }
    }
    return report.damages().isEmpty() ? 0 : 1;
  }
}
