package portineria.admin;

import java.io.IOException;

/**
 * Where a command speaks to the person who gave it: a terminal, a file, or the far end of the
 * control socket. Used by the thread that runs the command, except for {@link #isGone()}.
 *
 * <p>Lines may quote what came from outside, a server's words for instance: control characters do
 * not get through.
 */
public interface Console {

  /** A line of the result. */
  void say(String line) throws IOException;

  /** A line about what went wrong. */
  void complain(String line) throws IOException;

  /** How far it is: shown in place of the last such line on a terminal, and nowhere else. */
  void progress(String line) throws IOException;

  /** Whether a person is watching. */
  boolean isTerminal();

  /** Whether nobody waits for the result any more; a long command stops at its next step then. */
  boolean isGone();
}
