package portineria.search;

import java.io.IOException;
import java.io.Reader;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import portineria.message.Header;
import portineria.message.MessageDates;
import portineria.message.MessageStructure;
import portineria.message.Octets;
import portineria.message.SearchedText;

/**
 * A message that is read for a search; what was read of its header is remembered. This is what a
 * search means: the index only saves the reading. One thread uses it.
 */
public final class MessageText {
  /** Characters of a text that are looked through at once. */
  private static final int WINDOW = 8192;

  private final Octets octets;
  private Optional<Header> header = Optional.empty();
  private Optional<String> head = Optional.empty();

  public MessageText(Octets octets) {
    this.octets = octets;
  }

  /** The message's own header. */
  public Header header() throws IOException {
    if (header.isEmpty()) {
      header = Optional.of(Header.read(octets));
    }
    return header.get();
  }

  /** As it is compared: see {@link SearchedText#head}. */
  String head() throws IOException {
    if (head.isEmpty()) {
      head = Optional.of(SearchedText.head(header()));
    }
    return head.get();
  }

  /** As it is compared: see {@link SearchedText#body}. */
  Reader body() throws IOException {
    return SearchedText.body(octets, MessageStructure.read(octets).part());
  }

  /** When it came, as far as its header tells. */
  Optional<Instant> came() throws IOException {
    return MessageDates.arrival(header()).map(OffsetDateTime::toInstant);
  }

  /** Whether the message holds what is sought. */
  public boolean holds(Sought sought) throws IOException {
    return switch (sought) {
      case Sought.Fields fields -> fieldHolds(fields);
      case Sought.Body(String text) -> bodyHolds(text);
      case Sought.Anywhere(String text) -> head().contains(text) || bodyHolds(text);
    };
  }

  private boolean fieldHolds(Sought.Fields fields) throws IOException {
    for (String name : fields.names()) {
      if (SearchedText.fieldHolds(head(), name, fields.text())) {
        return true;
      }
    }
    return false;
  }

  private boolean bodyHolds(String text) throws IOException {
    if (text.isEmpty()) {
      return true;
    }
    try (Reader body = body()) {
      return holds(body, text);
    }
  }

  /** Looks through a text of any length, a window at a time. */
  private static boolean holds(Reader text, String sought) throws IOException {
    int kept = sought.length() - 1;
    char[] window = new char[WINDOW + kept];
    int length = 0;
    for (int count = text.read(window, 0, window.length);
        count >= 0;
        count = text.read(window, length, window.length - length)) {
      length += count;
      if (new String(window, 0, length).contains(sought)) {
        return true;
      }
      int tail = Math.min(kept, length);
      System.arraycopy(window, length - tail, window, 0, tail);
      length = tail;
    }
    return false;
  }
}
