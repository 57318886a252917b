package portineria.cli;

import java.io.PrintStream;
import java.util.Optional;
import portineria.admin.Console;

/** The two streams of a process. Used by one thread at a time. */
public final class TerminalConsole implements Console {
  private static final String ERASE_LINE = "\r\033[K";

  private final PrintStream out;
  private final PrintStream err;
  private final boolean terminal;
  private boolean progressShown;

  /**
   * Two streams.
   *
   * @param terminal whether a person sees both
   */
  public TerminalConsole(PrintStream out, PrintStream err, boolean terminal) {
    this.out = out;
    this.err = err;
    this.terminal = terminal;
  }

  /** The process's own. */
  public static TerminalConsole ofProcess() {
    boolean terminal =
        Optional.ofNullable(System.console()).filter(java.io.Console::isTerminal).isPresent();
    return new TerminalConsole(System.out, System.err, terminal);
  }

  @Override
  public synchronized void say(String line) {
    eraseProgress();
    out.println(clean(line));
    out.flush();
  }

  @Override
  public synchronized void complain(String line) {
    eraseProgress();
    err.println(clean(line));
    err.flush();
  }

  @Override
  public synchronized void progress(String line) {
    if (terminal) {
      err.print(ERASE_LINE + clean(line));
      err.flush();
      progressShown = true;
    }
  }

  private void eraseProgress() {
    if (progressShown) {
      err.print(ERASE_LINE);
      err.flush();
      progressShown = false;
    }
  }

  @Override
  public boolean isTerminal() {
    return terminal;
  }

  @Override
  public boolean isGone() {
    return false;
  }

  /** A server's words must not move the cursor or ring the bell. */
  private static String clean(String line) {
    return line.codePoints().anyMatch(Character::isISOControl)
        ? line.replaceAll("\\p{Cntrl}|[\\x{80}-\\x{9F}]", "?")
        : line;
  }
}
