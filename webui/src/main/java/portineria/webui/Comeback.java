package portineria.webui;

import java.util.List;
import java.util.Optional;
import portineria.webui.BackupBook.Kind;

/**
 * Bringing everything back from a backup, to a box on which nothing was ever stored. It needs no
 * login: there is none yet, and whoever has the backup and the recovery words has all mail anyway.
 */
public interface Comeback {

  /** Whether nothing was ever stored here. */
  boolean isPossible();

  /** How far it is; empty where nobody has begun it. */
  Optional<State> state();

  /** The names of the disks that are plugged in; empty where that is not to be seen. */
  List<String> disks();

  /** What is back, until its administrator has come in. */
  Optional<Back> back();

  /**
   * Begins it, or goes on with one that was interrupted, and returns.
   *
   * @param where the label of a disk, the path of a folder, or an address
   * @param credentials lines of {@code NAME=value} for a remote place; may be empty
   * @param words the recovery words as they were typed
   */
  void begin(Kind kind, String where, String credentials, String words) throws Refused;

  /** How much came back. */
  record Back(long messages, int accounts) {}

  /** How a box comes back. */
  sealed interface State {
    /** It is being brought; {@code step} says how far it is, in the words of who brings it. */
    record Going(String step) implements State {}

    /** It was not brought, and why; done once more, it goes on. */
    record Failed(Sentence problem) implements State {}

    /** All is there; the box begins anew by itself. */
    record Done() implements State {}
  }
}
