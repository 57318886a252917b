package portineria.vault.rights;

import java.io.IOException;
import java.io.Reader;
import java.util.List;
import java.util.Optional;
import portineria.message.Header;
import portineria.message.MessageStructure;
import portineria.message.Octets;
import portineria.message.Part;
import portineria.message.PartText;

/** What a person reads of a message: its texts, of alternatives one, and messages within. */
final class ReadableText {
  private static final List<String> TOLD = List.of("From", "To", "Cc", "Date", "Subject");

  private final Octets octets;
  private final int charsMax;
  private final StringBuilder text = new StringBuilder();

  private ReadableText(Octets octets, int charsMax) {
    this.octets = octets;
    this.charsMax = charsMax;
  }

  /** The first {@code charsMax} characters; what is longer ends with an ellipsis. */
  static String of(Octets octets, int charsMax) throws IOException {
    ReadableText readable = new ReadableText(octets, charsMax);
    readable.collect(MessageStructure.read(octets).part());
    return readable.text.length() <= charsMax
        ? readable.text.toString()
        : readable.text.substring(0, charsMax) + "…";
  }

  private void collect(Part part) throws IOException {
    if (text.length() > charsMax) {
      return;
    }
    switch (part.content()) {
      case Part.Leaf() -> leaf(part);
      case Part.Multipart(List<Part> parts) -> {
        if (part.type().is("multipart", "alternative")) {
          collect(best(parts));
        } else {
          for (Part inner : parts) {
            collect(inner);
          }
        }
      }
      case Part.Nested(MessageStructure nested) -> {
        separate();
        header(Header.read(nested.part().header().of(octets)));
        collect(nested.part());
      }
    }
  }

  /** Plain text where there is some; else what the sender likes best, which comes last. */
  private static Part best(List<Part> parts) {
    Optional<Part> plain =
        parts.stream().filter(part -> part.type().is("text", "plain")).findFirst();
    return plain.orElse(parts.getLast());
  }

  private void leaf(Part part) throws IOException {
    boolean attached =
        part.fields()
            .disposition()
            .filter(how -> how.type().equalsIgnoreCase("attachment"))
            .isPresent();
    if (attached || !PartText.isText(part)) {
      return;
    }
    separate();
    try (Reader in = PartText.of(octets, part, charsMax + 1L - text.length())) {
      char[] buffer = new char[4096];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        text.append(buffer, 0, count);
      }
    }
  }

  private void separate() {
    if (!text.isEmpty()) {
      text.append("\n\n");
    }
  }

  private void header(Header header) {
    for (String name : TOLD) {
      for (String value : header.decoded(name)) {
        text.append(name).append(": ").append(value).append('\n');
      }
    }
  }
}
