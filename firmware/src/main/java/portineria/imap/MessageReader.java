package portineria.imap;

import java.io.IOException;
import java.util.Optional;
import portineria.message.MessageStructure;
import portineria.message.Octets;
import portineria.store.Account;
import portineria.store.MessageId;

/**
 * Reads messages for one session, and remembers the structure that was read last: programs ask for
 * the parts of one message one after the other.
 */
final class MessageReader {
  private final Account account;
  private Optional<Read> last = Optional.empty();

  private record Read(MessageId message, MessageStructure structure) {}

  MessageReader(Account account) {
    this.account = account;
  }

  Octets octets(MessageId message) {
    return account.octets(message);
  }

  MessageStructure structure(MessageId message) throws IOException {
    if (last.isEmpty() || !last.get().message().equals(message)) {
      last = Optional.empty();
      last = Optional.of(new Read(message, MessageStructure.read(octets(message))));
    }
    return last.get().structure();
  }
}
