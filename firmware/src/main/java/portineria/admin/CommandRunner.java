package portineria.admin;

import java.io.IOException;

/** Runs the commands that arrive at the control socket. Called by many threads. */
@FunctionalInterface
public interface CommandRunner {
  /**
   * Runs one command to its end; whatever goes wrong has been told on the console.
   *
   * @return the exit code
   * @throws IOException when nobody is there to be told
   */
  int run(Request request, Console console) throws IOException;
}
