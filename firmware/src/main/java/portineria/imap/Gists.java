package portineria.imap;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import portineria.message.Gist;
import portineria.store.MessageId;

/**
 * The gists that were needed last, of all accounts: programs sort a mailbox again and again, some
 * with each page that is turned, and each time in a connection of its own. Safe for many threads.
 */
final class Gists {
  /** Of the box's heap of 192 MiB; some 25,000 messages. */
  static final long OCTETS_MAX = 12L << 20;

  private final long octetsMax;

  /** What was used last is last. */
  private final Map<MessageId, Gist> known = new LinkedHashMap<>(16, 0.75f, true);

  private long octets;

  Gists(long octetsMax) {
    this.octetsMax = octetsMax;
  }

  /** One answer for each of {@code messages}, in order. */
  synchronized List<Optional<Gist>> find(List<MessageId> messages) {
    List<Optional<Gist>> found = new ArrayList<>(messages.size());
    for (MessageId message : messages) {
      found.add(Optional.ofNullable(known.get(message)));
    }
    return found;
  }

  synchronized void keep(MessageId message, Gist gist) {
    if (known.putIfAbsent(message, gist) == null) {
      octets += gist.octets();
    }
    for (Iterator<Gist> oldest = known.values().iterator(); octets > octetsMax; ) {
      octets -= oldest.next().octets();
      oldest.remove();
    }
  }

  /** How much memory it takes, about. */
  synchronized long octets() {
    return octets;
  }
}
