package portineria.imap;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import portineria.store.MessageId;
import portineria.store.Summaries;

/** The summaries of messages: from the cache, else read and put there. */
final class SummaryCache {
  private final Summaries summaries;
  private final MessageReader reader;

  SummaryCache(Summaries summaries, MessageReader reader) {
    this.summaries = summaries;
    this.reader = reader;
  }

  /** What was kept of it, if it is of any use; else what the message says. */
  Summary summary(MessageId message, Optional<ByteBuffer> loaded) throws IOException {
    Optional<Summary> known = loaded.flatMap(Summary::decode);
    if (known.isPresent()) {
      return known.get();
    }
    Summary made = Summary.of(reader.structure(message), reader.octets(message));
    summaries.save(message, made.encoded());
    return made;
  }
}
