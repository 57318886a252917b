package portineria.imap;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import portineria.store.MessageId;
import portineria.store.Summaries;
import portineria.store.View;

/** The summaries of a batch of messages: from the cache, else read and put there. */
final class SummaryCache {
  private final Summaries summaries;
  private final MessageReader reader;

  SummaryCache(Summaries summaries, MessageReader reader) {
    this.summaries = summaries;
    this.reader = reader;
  }

  /** Those that are known of the messages at {@code indexes} from {@code from} to {@code to}. */
  List<Optional<ByteBuffer>> load(View view, IntList indexes, int from, int to) {
    List<MessageId> messages = new ArrayList<>(to - from);
    for (int i = from; i < to; i++) {
      messages.add(view.message(indexes.at(i)));
    }
    return summaries.load(messages);
  }

  /** What {@link #load} has found, if it is of any use; else what the message says. */
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
