package portineria.imap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import portineria.message.MessageStructure;
import portineria.message.Octets;
import portineria.store.Account;
import portineria.store.MessageId;

/**
 * Reads messages for one session, and remembers the structure that was read last: programs ask for
 * the parts of one message one after the other.
 */
final class MessageReader {
  private static final String EMAIL_ID = "E";

  private final Account account;
  private Optional<Read> last = Optional.empty();
  private final Set<MessageId> reported = new HashSet<>();

  /** Messages in trouble that are remembered; beyond it they are reported again. */
  private static final int REPORTED_MAX = 1000;

  private record Read(MessageId message, MessageStructure structure) {}

  MessageReader(Account account) {
    this.account = account;
  }

  /** Whether trouble with that message was not yet logged: programs ask for it again and again. */
  boolean isNews(MessageId message) {
    if (reported.size() >= REPORTED_MAX) {
      reported.clear();
    }
    return reported.add(message);
  }

  Octets octets(MessageId message) throws IOException {
    try {
      return account.octets(message);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /**
   * What stands for a message in whatever mailbox it is: RFC 8474 §5.1. It is made of the digest,
   * so it is the same after the index was lost, and never that of another message.
   */
  String emailId(MessageId message) throws IOException {
    try {
      return EMAIL_ID + account.digest(message).hex();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  MessageStructure structure(MessageId message) throws IOException {
    if (last.isEmpty() || !last.get().message().equals(message)) {
      last = Optional.empty();
      last = Optional.of(new Read(message, MessageStructure.read(octets(message))));
    }
    return last.get().structure();
  }
}
