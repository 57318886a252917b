package portineria.imap.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** The encoding of mailbox names in IMAP4rev1: RFC 3501 §5.1.3, RFC 9051 Appendix A. */
public final class ModifiedUtf7 {
  private static final Base64.Encoder ENCODER = Base64.getEncoder().withoutPadding();
  private static final Base64.Decoder DECODER = Base64.getDecoder();

  private ModifiedUtf7() {}

  /** {@code Caffè} becomes {@code Caff&AOg-}. */
  public static String encode(String name) {
    StringBuilder text = new StringBuilder();
    int at = 0;
    while (at < name.length()) {
      char c = name.charAt(at);
      if (c == '&') {
        text.append("&-");
        at++;
      } else if (isDirect(c)) {
        text.append(c);
        at++;
      } else {
        int end = at;
        while (end < name.length() && !isDirect(name.charAt(end))) {
          end++;
        }
        byte[] units = name.substring(at, end).getBytes(StandardCharsets.UTF_16BE);
        text.append('&').append(ENCODER.encodeToString(units).replace('/', ',')).append('-');
        at = end;
      }
    }
    return text.toString();
  }

  /** Empty if it is not the encoding of anything. Printable ASCII in a shift is let pass. */
  public static Optional<String> decode(String text) {
    StringBuilder name = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (!isDirect(c)) {
        return Optional.empty();
      }
      if (c != '&') {
        name.append(c);
        at++;
        continue;
      }
      int end = text.indexOf('-', at);
      if (end < 0 || !shifted(text.substring(at + 1, end), name)) {
        return Optional.empty();
      }
      at = end + 1;
    }
    return Optional.of(name.toString());
  }

  private static boolean shifted(String base64, StringBuilder name) {
    if (base64.isEmpty()) {
      name.append('&');
      return true;
    }
    if (base64.indexOf('/') >= 0 || base64.indexOf('=') >= 0) {
      return false;
    }
    try {
      byte[] units = DECODER.decode(base64.replace(',', '/'));
      name.append(StandardCharsets.UTF_16BE.newDecoder().decode(ByteBuffer.wrap(units)));
      return units.length > 0;
    } catch (IllegalArgumentException | CharacterCodingException notOfThisEncoding) {
      return false;
    }
  }

  private static boolean isDirect(char c) {
    return c >= 0x20 && c <= 0x7E;
  }
}
