package portineria.admin;

import java.io.IOException;

/** Runs the commands that arrive at the control socket. Called by many threads. */
@FunctionalInterface
public interface CommandRunner {
  /**
   * Runs one command to its end; whatever goes wrong has been told on the console.
   *
   * @param user the name of the machine's user at the other end, as the kernel tells it
   * @param questions what the person's side asks meanwhile, if {@link Request#asks}
   * @return the exit code
   * @throws IOException when nobody is there to be told
   */
  int run(Request request, String user, Console console, Questions questions) throws IOException;
}
