package portineria.cli;

import java.io.IOException;
import portineria.admin.Box;
import portineria.admin.Console;
import portineria.admin.Failed;
import portineria.admin.Request;
import portineria.store.Refusal;

/** A command that works on the box, wherever that is open. */
interface BoxCommand {

  /** Where a command runs. */
  enum Place {
    /** It changes something: in the box that runs, else here, with the data's lock. */
    CHANGES,
    /** As above, and it makes the data where there is none yet. */
    BEGINS,
    /** It only looks: in the box that runs, because that knows more, else here. */
    ASKS,
    /** It reads much, or writes files of the person's: always here, beside a box that may run. */
    READS
  }

  default Place place() {
    return Place.CHANGES;
  }

  /**
   * Refuses what can be seen beforehand to come to nothing. Asked before a person has to type
   * something for it; {@link #run} must refuse it all the same.
   *
   * @param box open for reading
   */
  default void check(Box box) throws Failed {}

  /** On the person's side: reads files that options name, asks for passwords. */
  default void gather(Gathering from) throws Failed, Refusal {}

  /**
   * Where the box is open.
   *
   * @param request with what was gathered
   * @return the exit code
   */
  int run(Box box, Request request, Console console) throws Failed, Refusal, IOException;
}
