package portineria.message;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** Writes small messages and reads their parts, as the tests' tables have them. */
final class Mails {
  private Mails() {}

  /** A text block as a message: one char, one octet; CRLF line ends. */
  static Octets crlf(String text) {
    return raw(text.replace("\n", "\r\n"));
  }

  /** One char, one octet. */
  static Octets raw(String text) {
    return Octets.of(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  static String text(Octets octets) {
    try (InputStream in = octets.stream()) {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(Octets message, Extent extent) {
    return text(extent.of(message));
  }

  static MessageStructure read(Octets message) {
    try {
      return MessageStructure.read(message);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Header header(String text) {
    try {
      return Header.read(crlf(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String all(Reader reader) throws IOException {
    StringBuilder text = new StringBuilder();
    char[] chars = new char[1000];
    for (int count = reader.read(chars); count >= 0; count = reader.read(chars)) {
      text.append(chars, 0, count);
    }
    return text.toString();
  }

  /** {@code multipart/mixed[text/plain 'one' message/rfc822{text/plain 'two'}]}. */
  static String shape(Octets message) {
    return shape(message, read(message).part());
  }

  private static String shape(Octets message, Part part) {
    String type = part.type().type() + "/" + part.type().subtype();
    return switch (part.content()) {
      case Part.Leaf() ->
          type + " '" + text(message, part.body()).replace("\r", "\\r").replace("\n", "\\n") + "'";
      case Part.Multipart multipart ->
          multipart.parts().stream()
              .map(each -> shape(message, each))
              .collect(Collectors.joining(" ", type + "[", "]"));
      case Part.Nested(MessageStructure nested) -> type + "{" + shape(message, nested.part()) + "}";
    };
  }
}
