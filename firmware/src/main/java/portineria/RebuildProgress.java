package portineria;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import portineria.admin.Console;
import portineria.health.Times;
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

  /** What came after the copy with which it began. */
  private static final List<String> LOSSES_SINCE =
      List.of(
          "what was decided since is lost, holds above all: compare portineria vault hold list and"
              + " vault list with what you know, before anything is erased or swept",
          "accounts, passwords, devices and sources of since then are lost, too: see portineria user"
              + " list and source list",
          "flags, moves and removals of since then are lost, too: messages that came since are where"
              + " they came to, the others where the copy had them",
          "the audit chain goes on from the copy: a head that was written down since is not in it");

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

  private static List<String> losses(Rebuild.Report report) {
    if (report.base().isEmpty()) {
      return LOSSES;
    }
    if (report.since().isEmpty()) {
      return List.of();
    }
    List<String> losses = new ArrayList<>();
    losses.add("what it began with is of " + Times.minute(report.since().get()));
    losses.addAll(LOSSES_SINCE);
    return losses;
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
    for (String loss : losses(report)) {
      console.say(loss);
    }
    return report.damages().isEmpty() ? 0 : 1;
  }
}
