package portineria.store.sqlite;

import java.util.Optional;
import portineria.store.MailboxName;
import portineria.store.Uid;

/**
 * Something that is not as it should be.
 *
 * @param volume the number of the volume that it is about
 * @param entry whose message it is about
 * @param what a sentence for a person
 * @param remedy what mends it
 */
public record Finding(Optional<Integer> volume, Optional<Entry> entry, String what, Remedy remedy) {

  /** With the usual remedy: for what is wrong in a volume a copy of it, else none. */
  Finding(Optional<Integer> volume, Optional<Entry> entry, String what) {
    this(volume, entry, what, volume.isPresent() ? Remedy.COPY : Remedy.REPORT);
  }

  /** What a person can do. */
  public enum Remedy {
    COPY(
        "What volumes have lost only a copy of them brings back: portineria backup heal takes it"
            + " from a backup; without one, stop portineria, put each volume named above back from"
            + " a copy of the data folder, then verify again. A message that the status names as"
            + " damaged is mended, too, when it is imported once more."),
    REBUILD("The index can be made anew: stop portineria, then run 'portineria rebuild'."),
    REPORT("The index breaks a rule of its own, by a fault in the program: please report it.");

    private final String sentence;

    Remedy(String sentence) {
      this.sentence = sentence;
    }

    /** For a person. */
    public String sentence() {
      return sentence;
    }
  }

  /** A message's place in a mailbox. */
  public record Entry(String account, MailboxName mailbox, Uid uid) {
    @Override
    public String toString() {
      return account + ", " + mailbox + ", UID " + uid.value();
    }
  }

  /** One line that names it all. */
  @Override
  public String toString() {
    String where = entry.map(one -> one + ": ").orElse("");
    return volume.map(number -> "volume " + number + ": ").orElse("") + where + what;
  }
}
