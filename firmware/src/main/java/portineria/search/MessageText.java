package portineria.search;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import portineria.message.Folding;
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
      return holds(body, text, false);
    }
  }

  /** Whether the message names an address anywhere, and not as a part of a longer one. */
  public boolean names(String address) throws IOException {
    String folded = Folding.fold(address);
    if (holds(new StringReader(head()), folded, true)) {
      return true;
    }
    try (Reader body = body()) {
      return holds(body, folded, true);
    }
  }

  /**
   * Looks through a text of any length, a window at a time.
   *
   * @param alone whether only an address counts that is none of a longer one
   */
  private static boolean holds(Reader text, String sought, boolean alone) throws IOException {
    int kept = sought.length() + 2;
    char[] window = new char[WINDOW + kept];
    boolean begin = true;
    int length = 0;
    while (true) {
      int count = text.read(window, length, window.length - length);
      length += Math.max(0, count);
      String part = new String(window, 0, length);
      for (int at = part.indexOf(sought); at >= 0; at = part.indexOf(sought, at + 1)) {
        int end = at + sought.length();
        boolean decided = count < 0 || end + 1 < length;
        if (!alone
            || (decided && (at > 0 || begin) && beginsAlone(part, at) && endsAlone(part, end))) {
          return true;
        }
      }
      if (count < 0) {
        return false;
      }
      int tail = Math.min(kept, length);
      begin &= tail == length;
      System.arraycopy(window, length - tail, window, 0, tail);
      length = tail;
    }
  }

  private static boolean beginsAlone(String text, int at) {
    return at == 0
        || !(Character.isLetterOrDigit(text.charAt(at - 1))
            || "._%+-".indexOf(text.charAt(at - 1)) >= 0);
  }

  /** A dot ends an address where it ends a sentence. */
  private static boolean endsAlone(String text, int end) {
    int next = end < text.length() && text.charAt(end) == '.' ? end + 1 : end;
    return next == text.length()
        || !(Character.isLetterOrDigit(text.charAt(next)) || text.charAt(next) == '-');
  }
}
