package portineria.message;

import java.io.BufferedInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.util.Optional;

/** The readable text of parts: decoded, without markup, as search wants it. */
public final class PartText {
  private PartText() {}

  /** Whether a part is text: of type text, or a report that has the form of a header. */
  public static boolean isText(Part part) {
    return part.content() instanceof Part.Leaf
        && (part.type().is("text") || part.type().is("message"));
  }

  /**
   * The first {@code charsMax} characters; nothing if the part is no text or its encoding is
   * unknown. Of HTML without tags, comments, scripts and styles.
   */
  public static Reader of(Octets message, Part part, long charsMax) {
    Optional<InputStream> decoded = isText(part) ? part.decoded(message) : Optional.empty();
    if (decoded.isEmpty()) {
      return new StringReader("");
    }
    Reader text = characters(decoded.get(), part.type().parameter("charset").orElse(""));
    return new BoundedReader(part.type().is("text", "html") ? new HtmlText(text) : text, charsMax);
  }

  /**
   * The first {@code charsMax} characters as the part has them, tags of HTML and all; nothing if
   * the part is no text or its encoding is unknown.
   */
  public static Reader markup(Octets message, Part part, long charsMax) {
    Optional<InputStream> decoded = isText(part) ? part.decoded(message) : Optional.empty();
    return decoded.isEmpty()
        ? new StringReader("")
        : new BoundedReader(
            characters(decoded.get(), part.type().parameter("charset").orElse("")), charsMax);
  }

  private static Reader characters(InputStream in, String label) {
    InputStream buffered = new BufferedInputStream(in);
    if (MailCharset.isUtf7(label)) {
      return new Utf7(buffered);
    }
    Optional<Charset> charset = MailCharset.of(label);
    return charset.isPresent()
        ? new InputStreamReader(buffered, charset.get())
        : new GuessedText(buffered);
  }
}
