package portineria.message;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.text.BreakIterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * How the text of a message begins: what programs show below the subject, RFC 8970 §3.
 *
 * <p>It comes from the first plain text that says anything, else from the first HTML that does;
 * from attachments and messages within only where there is nothing else. Of what is encrypted
 * nothing is said.
 */
public final class Preview {
  /** As many as RFC 8970 §3.2 asks for. A character is a code point. */
  static final int CHARACTERS_MAX = 200;

  /** What is looked at to find them, after tags and runs of blanks were taken out of HTML. */
  private static final int LOOKED_AT_MAX = 16 * 1024;

  /** Characters that are decoded at once: seldom more than are shown. */
  private static final int BUFFERED = 512;

  /** So far behind the end it is looked whether a character goes on: accents, joined emoji. */
  private static final int LOOKED_BEYOND = 32;

  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;
  private static final int GRAPHEME_JOINER = 0x034F;
  private static final String ENCRYPTED = "-----BEGIN PGP MESSAGE-----";

  private final StringBuilder text = new StringBuilder();
  private int characters;

  private Preview() {}

  /**
   * At most {@value #CHARACTERS_MAX} characters without line ends; empty where there is no text.
   */
  public static String of(Octets message, Part root) throws IOException {
    String own = first(message, own(root).toList());
    return own.isEmpty() ? first(message, root.walk().toList()) : own;
  }

  /** What was written to be read, in order. */
  private static Stream<Part> own(Part part) {
    return switch (part.content()) {
      case Part.Leaf() -> isAttachment(part) ? Stream.empty() : Stream.of(part);
      case Part.Multipart(List<Part> parts) -> parts.stream().flatMap(Preview::own);
      case Part.Nested any -> Stream.empty();
    };
  }

  private static boolean isAttachment(Part part) {
    return part.fields()
        .disposition()
        .filter(disposition -> disposition.type().equalsIgnoreCase("attachment"))
        .isPresent();
  }

  private static String first(Octets message, List<Part> parts) throws IOException {
    String plain = first(message, parts, "plain");
    return plain.isEmpty() ? first(message, parts, "html") : plain;
  }

  private static String first(Octets message, List<Part> parts, String subtype) throws IOException {
    for (Part part : parts) {
      if (part.type().is("text", subtype)) {
        try (Reader text =
            new BufferedReader(PartText.of(message, part, LOOKED_AT_MAX), BUFFERED)) {
          String begin = new Preview().read(text);
          if (!begin.isEmpty()) {
            return begin;
          }
        }
      }
    }
    return "";
  }

  private String read(Reader in) throws IOException {
    int c = in.read();
    while (c >= 0 && characters < CHARACTERS_MAX + LOOKED_BEYOND) {
      int next = in.read();
      if (Character.isHighSurrogate((char) c)
          && next >= 0
          && Character.isLowSurrogate((char) next)) {
        take(Character.toCodePoint((char) c, (char) next));
        next = in.read();
      } else if (!Character.isSurrogate((char) c)) {
        take(c);
      }
      c = next;
    }
    String begin = text.toString();
    return begin.startsWith(ENCRYPTED) ? "" : cut(begin).stripTrailing();
  }

  /** Blanks are joined, and none begins a text. */
  private void take(int character) {
    if (Character.isWhitespace(character) || Character.isSpaceChar(character)) {
      if (!endsBlank()) {
        append(' ');
      }
    } else if (isSeen(character)) {
      append(character);
    }
  }

  private void append(int character) {
    text.appendCodePoint(character);
    characters++;
  }

  private boolean endsBlank() {
    return text.isEmpty() || text.charAt(text.length() - 1) == ' ';
  }

  /**
   * What is not, is left out: control characters, and those that turn the direction of what is
   * shown around them. Joiners that join nothing are what newsletters fill a preview with.
   */
  private boolean isSeen(int character) {
    return switch (character) {
      case ZERO_WIDTH_JOINER, ZERO_WIDTH_NON_JOINER, GRAPHEME_JOINER -> !endsBlank();
      default ->
          switch (Character.getType(character)) {
            case Character.CONTROL,
                Character.FORMAT,
                Character.SURROGATE,
                Character.PRIVATE_USE,
                Character.UNASSIGNED ->
                false;
            default -> true;
          };
    };
  }

  /** Never within what is one character for a reader. */
  private static String cut(String begin) {
    if (begin.codePointCount(0, begin.length()) <= CHARACTERS_MAX) {
      return begin;
    }
    int end = begin.offsetByCodePoints(0, CHARACTERS_MAX);
    BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
    characters.setText(begin);
    int whole = characters.preceding(end + 1);
    return begin.substring(0, whole > 0 ? whole : end);
  }
}
