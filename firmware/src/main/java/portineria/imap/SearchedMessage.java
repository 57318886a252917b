package portineria.imap;

import java.io.IOException;
import java.io.Reader;
import java.util.List;
import java.util.Optional;
import portineria.message.EncodedWords;
import portineria.message.Header;
import portineria.message.MessageStructure;
import portineria.message.Octets;
import portineria.message.Part;
import portineria.message.PartText;
import portineria.store.MessageId;
import portineria.store.View;

/** One message while SEARCH looks at it: header and structure are read when first needed. */
final class SearchedMessage {
  /** Characters of a text that are looked through at once. */
  private static final int WINDOW = 8192;

  private final MessageReader reader;
  private final View view;
  private final int index;
  private Optional<Header> header = Optional.empty();

  SearchedMessage(MessageReader reader, View view, int index) {
    this.reader = reader;
    this.view = view;
    this.index = index;
  }

  MessageId message() {
    return view.message(index);
  }

  /** Where it stands in the view. */
  int index() {
    return index;
  }

  Header header() throws IOException {
    if (header.isEmpty()) {
      header = Optional.of(Header.read(reader.octets(message())));
    }
    return header.get();
  }

  /** Whether a field of that name holds the folded text; any such field if that is empty. */
  boolean fieldHolds(String field, String folded) throws IOException {
    List<String> values = header().all(field);
    if (folded.isEmpty()) {
      return !values.isEmpty();
    }
    for (String value : values) {
      if (Folding.fold(EncodedWords.decode(value)).contains(folded)) {
        return true;
      }
    }
    return false;
  }

  boolean headerHolds(String folded) throws IOException {
    return Folding.fold(header().text()).contains(folded);
  }

  /** Whether the text of a part holds it, or the header of a part or of a message within. */
  boolean bodyHolds(String folded) throws IOException {
    Part root = reader.structure(message()).part();
    Octets octets = reader.octets(message());
    return partHolds(root, octets, folded);
  }

  private boolean partHolds(Part part, Octets octets, String folded) throws IOException {
    return switch (part.content()) {
      case Part.Leaf() -> {
        try (Reader text = PartText.of(octets, part, Long.MAX_VALUE)) {
          yield holds(text, folded);
        }
      }
      case Part.Multipart(List<Part> parts) -> {
        boolean found = false;
        for (int i = 0; i < parts.size() && !found; i++) {
          found =
              Folding.fold(Header.read(parts.get(i).header().of(octets)).text()).contains(folded)
                  || partHolds(parts.get(i), octets, folded);
        }
        yield found;
      }
      case Part.Nested(MessageStructure nested) ->
          Folding.fold(Header.read(nested.part().header().of(octets)).text()).contains(folded)
              || partHolds(nested.part(), octets, folded);
    };
  }

  /** Looks through a text of any length, a window at a time. */
  static boolean holds(Reader text, String folded) throws IOException {
    int kept = Math.max(0, folded.length() - 1);
    char[] window = new char[WINDOW + kept];
    int length = 0;
    while (true) {
      int count = text.read(window, length, window.length - length);
      if (count < 0) {
        return folded.isEmpty();
      }
      Folding.fold(window, length, length + count);
      length += count;
      if (new String(window, 0, length).contains(folded)) {
        return true;
      }
      int tail = Math.min(kept, length);
      System.arraycopy(window, length - tail, window, 0, tail);
      length = tail;
    }
  }
}
