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
 */
public record Finding(Optional<Integer> volume, Optional<Entry> entry, String what) {

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
