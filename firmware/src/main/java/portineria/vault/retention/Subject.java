package portineria.vault.retention;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import portineria.message.Octets;
import portineria.store.Remains;

/** A message as a hold looks at it. Its text is read only where a hold asks for it. */
public interface Subject {
  /**
   * A message of the store.
   *
   * @param octets asked for when the first hold asks what is in the message
   */
  static Subject of(Remains remains, Supplier<Octets> octets) {
    return new MessageSubject(remains, octets);
  }

  String account();

  /** When it was sent and when it came, as far as is known: each counts. */
  List<Instant> dates();

  /**
   * Whether it is from or to somebody.
   *
   * @param correspondent as {@link portineria.store.Hold#correspondent} has it
   */
  boolean isWith(String correspondent) throws IOException;

  /** Whether its header or a text in it says that, whatever the case of the letters. */
  boolean says(String text) throws IOException;
}
