package portineria.imap;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portineria.imap.wire.Bad;
import portineria.message.Gist;
import portineria.message.Header;
import portineria.store.ErasedMessage;
import portineria.store.MessageId;
import portineria.store.View;

/**
 * Finds the gists of a mailbox's messages, for one command: those in memory first, then what the
 * cache of summaries can tell, and then by reading the header. A message that can't be read has an
 * empty one: it costs its own place, never the answer.
 */
final class GistReader {
  private static final Logger LOG = LoggerFactory.getLogger(GistReader.class);

  /** Messages that are looked up at once. */
  private static final int BATCH = 500;

  private final ImapSession session;
  private final SelectedMailbox box;
  private final View view;

  GistReader(ImapSession session) throws Bad {
    this.session = session;
    this.box = session.selected();
    this.view = box.numbering().view();
  }

  /** Takes one gist after the other, of which none is held here: there may be 100,000. */
  @FunctionalInterface
  interface Taking {
    /**
     * The next one.
     *
     * @param at of which of the indexes it is
     */
    void take(int at, Gist gist);
  }

  View view() {
    return view;
  }

  /** When a message was sent: its Date in UTC, else its INTERNALDATE; RFC 5256 §2.2. */
  long sent(int index, Gist gist) {
    return gist.sent().orElseGet(() -> view.internalDate(index));
  }

  /** Gives the gists of the messages at {@code indexes}, in their order. */
  void each(int[] indexes, Taking taking) {
    for (int from = 0; from < indexes.length; from += BATCH) {
      int to = Math.min(indexes.length, from + BATCH);
      batch(Arrays.copyOfRange(indexes, from, to), from, taking);
    }
  }

  private void batch(int[] indexes, int from, Taking taking) {
    List<MessageId> messages = Arrays.stream(indexes).mapToObj(view::message).toList();
    List<Optional<Gist>> known = session.gists().find(messages);
    List<MessageId> missing = new ArrayList<>();
    for (int i = 0; i < indexes.length; i++) {
      if (known.get(i).isEmpty()) {
        missing.add(messages.get(i));
      }
    }
    List<Optional<ByteBuffer>> summaries =
        missing.isEmpty() ? List.of() : box.account().summaries().load(missing);
    int loaded = 0;
    for (int i = 0; i < indexes.length; i++) {
      Optional<Gist> gist = known.get(i);
      taking.take(
          from + i, gist.isPresent() ? gist.get() : made(messages.get(i), summaries.get(loaded++)));
    }
  }

  private Gist made(MessageId message, Optional<ByteBuffer> summary) {
    try {
      Optional<Gist> kept = summary.flatMap(Summary::decode).flatMap(Summary::gist);
      Gist gist =
          kept.isPresent() ? kept.get() : Gist.of(Header.read(box.reader().octets(message)));
      session.gists().keep(message, gist);
      return gist;
    } catch (ErasedMessage e) {
      return Gist.EMPTY; // its removal is told after the command
    } catch (IOException | RuntimeException | StackOverflowError | AssertionError e) {
      if (box.reader().isNews(message)) {
        String id = session.connection().id();
        LOG.error("{} imap unsorted message={}", id, message.value(), e);
      }
      return Gist.EMPTY;
    }
  }
}
