package portineria.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import portineria.admin.Box;
import portineria.admin.Console;
import portineria.admin.Failed;
import portineria.backup.RestoreWish;
import portineria.store.MessageId;
import portineria.store.Refusal;

/** What only the composition root can do, because it alone knows all rooms. */
public interface Premises {

  /**
   * Takes the data's lock, opens the store without any door, lends the box, and closes again.
   *
   * @return what {@code work} returned
   * @throws Busy when another process owns the data
   */
  int lend(Path data, BoxWork work) throws Failed, Refusal, IOException, Busy;

  /** Opens the store for reading, beside a process that may own it, and lends the box. */
  int read(Path data, BoxWork work) throws Failed, Refusal, IOException;

  /** Opens everything and serves until the process is told to end. */
  int run(RunSettings settings, Console console) throws Failed, IOException, Busy;

  /** As {@link #run}, with an upstream of its own that holds sample mail. */
  int demo(RunSettings settings, Console console) throws Failed, IOException, Busy;

  /** Compares every message and entry with what it should be, beside a process that may run. */
  Verified verify(Path data, Console console) throws Failed, IOException;

  /** Makes the index anew from the volumes. */
  int rebuild(Path data, Console console) throws Failed, IOException, Busy;

  /** Brings a backup into a folder without mail. */
  int restore(Path data, RestoreWish wish, Console console) throws Failed, IOException, Busy;

  /**
   * What a comparison came to.
   *
   * @param exitCode whether all is well
   * @param doubtful messages at which the owner of the data has to look
   */
  record Verified(int exitCode, List<MessageId> doubtful) {
    public Verified {
      doubtful = List.copyOf(doubtful);
    }
  }

  /** What is done with a box that was lent. */
  @FunctionalInterface
  interface BoxWork {
    int with(Box box) throws Failed, Refusal, IOException;
  }
}
