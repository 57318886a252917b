package portineria.pop3;

import java.io.IOException;

/** One command as a client has written it, complete and checked before anything happens. */
public interface Command {

  /** Does it and answers it. */
  void run(Pop3Session session) throws Err, IOException;

  /** Reads the arguments of a command. */
  @FunctionalInterface
  interface Parser {
    Command parse(Arguments in) throws Err;
  }
}
