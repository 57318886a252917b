package portineria.vault.retention;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import portineria.message.AddressFields;
import portineria.message.EncodedWords;
import portineria.message.Folding;
import portineria.message.Header;
import portineria.message.MessageStructure;
import portineria.message.Octets;
import portineria.message.Part;
import portineria.message.SearchedText;
import portineria.store.Remains;

/**
 * A message of the store as a hold looks at it. Read leniently: a hold that covers a message too
 * many keeps it, one that covers too few loses what a court has asked for.
 */
final class MessageSubject implements Subject {
  /** Characters of a text that are looked through at once. */
  private static final int WINDOW = 8192;

  private final Remains remains;
  private final Supplier<Octets> octets;
  private Optional<Part> root = Optional.empty();

  MessageSubject(Remains remains, Supplier<Octets> octets) {
    this.remains = remains;
    this.octets = octets;
  }

  @Override
  public String account() {
    return remains.account();
  }

  @Override
  public List<Instant> dates() {
    return List.of(remains.internalDate(), remains.received());
  }

  /**
   * Of the message and of those within, names included: in certified mail the outer one comes from
   * the provider, and the sender is in its name and in the inner one.
   */
  @Override
  public boolean isWith(String correspondent) throws IOException {
    Pattern address = address(correspondent);
    for (Header header : headers()) {
      for (int i = 0; i < header.size(); i++) {
        String field = header.name(i);
        if ((AddressFields.isSender(field) || AddressFields.isRecipient(field))
            && address.matcher(EncodedWords.decode(header.value(i))).find()) {
          return true;
        }
      }
    }
    return false;
  }

  /** Not a part of a longer one; blanks around the dots and the sign are allowed: RFC 5322 §4.4. */
  private static Pattern address(String correspondent) {
    String[] halves = correspondent.split("@", 2);
    String domain = Pattern.quote(halves[1]).replace(".", "\\E\\s*\\.\\s*\\Q");
    String before =
        halves[0].isEmpty()
            ? "@\\s*([a-z0-9-]+\\s*\\.\\s*)*"
            : "(?<![a-z0-9._%+'-])"
                + Pattern.quote(halves[0]).replace(".", "\\E\\s*\\.\\s*\\Q")
                + "\\s*@\\s*";
    return Pattern.compile(
        before + domain + "(?![a-z0-9-]|\\s*\\.\\s*[a-z0-9])",
        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  @Override
  public boolean says(String text) throws IOException {
    String folded = Folding.fold(text);
    if (SearchedText.head(Header.read(root().header().of(octets()))).contains(folded)) {
      return true;
    }
    try (Reader body = SearchedText.body(octets(), root())) {
      return holds(body, folded);
    }
  }

  private static boolean holds(Reader text, String folded) throws IOException {
    int kept = folded.length();
    char[] window = new char[WINDOW + kept];
    int length = 0;
    for (int count = 0; count >= 0; count = text.read(window, length, window.length - length)) {
      length += count;
      if (new String(window, 0, length).contains(folded)) {
        return true;
      }
      int tail = Math.min(kept, length);
      System.arraycopy(window, length - tail, window, 0, tail);
      length = tail;
    }
    return false;
  }

  /** That of the message, and of each part and message within. */
  private List<Header> headers() throws IOException {
    List<Header> headers = new ArrayList<>();
    for (Part part : root().walk().toList()) {
      headers.add(Header.read(part.header().of(octets())));
    }
    return headers;
  }

  /** Asked for only where a hold looks into messages: most are judged without. */
  private Octets octets() throws IOException {
    try {
      return octets.get();
    } catch (UncheckedIOException unreadable) {
      throw unreadable.getCause();
    }
  }

  private Part root() throws IOException {
    if (root.isEmpty()) {
      root = Optional.of(MessageStructure.read(octets()).part());
    }
    return root.get();
  }
}
