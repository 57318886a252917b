package portineria.vault.rights;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import portineria.message.Octets;
import portineria.store.Actor;
import portineria.store.ErasedMessage;
import portineria.store.Remains;
import portineria.store.Store;
import portineria.vault.transfer.Described;

/** What came of looking into a message. */
sealed interface Sight {
  /** It is about the person. */
  record About(Found message) implements Sight {}

  /** It is not. */
  record Foreign() implements Sight {}

  /** Nobody knows. */
  record Unreadable(String why) implements Sight {}

  /** It was erased a moment ago. */
  record Gone() implements Sight {}

  /** Looks. */
  static Sight of(Store store, Actor by, Person person, Remains message) {
    try {
      return read(store, by, person, message);
    } catch (ErasedMessage e) {
      return new Gone();
    } catch (IOException e) {
      return new Unreadable(String.valueOf(e.getMessage()));
    }
  }

  private static Sight read(Store store, Actor by, Person person, Remains message)
      throws IOException {
    try {
      Octets octets = store.account(message.account(), by).orElseThrow().octets(message.message());
      Set<Ground> grounds = Reading.grounds(person, octets);
      return grounds.isEmpty()
          ? new Foreign()
          : new About(new Found(message, grounds, Described.of(octets)));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
