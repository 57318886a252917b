package portineria.message;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Encoded words in header values: {@code =?utf-8?Q?caff=C3=A8?=} (RFC 2047).
 *
 * <p>Lenient where people's programs are: words inside of words and of quotes, blanks and question
 * marks in the text, characters split between two words. What is no encoded word is raw text, whose
 * 8-bit octets are guessed. One pass: the next {@code ?=} and the next {@code =?} are each looked
 * for only forward, so that a million unfinished words cost no more than their length.
 */
public final class EncodedWords {
  private static final int CHARSET_CHARS_MAX = 75;

  private final String value;
  private final StringBuilder text = new StringBuilder();
  private final ByteArrayOutputStream word = new ByteArrayOutputStream();
  private String wordCharset = "";
  private boolean afterWord;
  private int nextClosing;
  private int nextOpening;

  private EncodedWords(String value) {
    this.value = value;
  }

  /** The text of an unfolded header value that is given as octets. */
  public static String decode(String octets) {
    if (octets.indexOf("=?") < 0) {
      return raw(octets);
    }
    return new EncodedWords(octets).decode();
  }

  private String decode() {
    int plain = 0;
    int open = value.indexOf("=?");
    while (open >= 0) {
      int end = take(open, plain);
      if (end < 0) {
        open = value.indexOf("=?", open + 2);
      } else {
        plain = end;
        open = value.indexOf("=?", end);
      }
    }
    flush();
    text.append(raw(value.substring(plain)));
    return text.toString();
  }

  /** Decodes the word that opens there and what is plain before it; -1 if it is no word. */
  private int take(int open, int plain) {
    int charsetEnd = value.indexOf('?', open + 2);
    if (charsetEnd < 0
        || charsetEnd - open - 2 > CHARSET_CHARS_MAX
        || charsetEnd + 2 >= value.length()
        || value.charAt(charsetEnd + 2) != '?') {
      return -1;
    }
    boolean base64 = (value.charAt(charsetEnd + 1) | 0x20) == 'b';
    if (!base64 && (value.charAt(charsetEnd + 1) | 0x20) != 'q') {
      return -1;
    }
    int start = charsetEnd + 3;
    int closing = closing(start);
    if (closing < 0 || opening(start) < closing - 1) {
      return -1;
    }
    before(value.substring(plain, open), label(value.substring(open + 2, charsetEnd)));
    decodeWord(value.substring(start, closing), base64);
    return closing + 2;
  }

  private int closing(int start) {
    if (nextClosing >= 0 && nextClosing < start) {
      nextClosing = value.indexOf("?=", start);
    }
    return nextClosing;
  }

  private int opening(int start) {
    if (nextOpening < start) {
      int found = value.indexOf("=?", start);
      nextOpening = found < 0 ? Integer.MAX_VALUE : found;
    }
    return nextOpening;
  }

  /** RFC 2231 §5: a language may follow the charset. */
  private static String label(String charset) {
    int star = charset.indexOf('*');
    return star < 0 ? charset : charset.substring(0, star);
  }

  /** RFC 2047 §6.2: blanks between two words are not part of the text. */
  private void before(String plain, String charset) {
    boolean joins = afterWord && plain.isBlank();
    if (!joins || !charset.equalsIgnoreCase(wordCharset)) {
      flush();
    }
    if (!joins) {
      text.append(raw(plain));
    }
    wordCharset = charset;
    afterWord = true;
  }

  /** Octets of words in one charset are collected: some programs split characters. */
  private void decodeWord(String encoded, boolean base64) {
    byte[] octets = encoded.getBytes(StandardCharsets.ISO_8859_1);
    if (base64) {
      try (InputStream in = new Base64Stream(new ByteArrayInputStream(octets))) {
        byte[] decoded = new byte[octets.length];
        word.write(decoded, 0, in.readNBytes(decoded, 0, decoded.length));
      } catch (IOException impossible) {
        throw new AssertionError(impossible);
      }
      return;
    }
    for (int i = 0; i < octets.length; i++) {
      int high = octets[i] == '=' && i + 2 < octets.length ? hex(octets[i + 1]) : -1;
      int low = high < 0 ? -1 : hex(octets[i + 2]);
      if (low >= 0) {
        word.write((high << 4) | low);
        i += 2;
      } else {
        word.write(octets[i] == '_' ? ' ' : octets[i]);
      }
    }
  }

  private static int hex(byte octet) {
    return Character.digit(octet, 16);
  }

  private void flush() {
    if (word.size() > 0) {
      text.append(MailCharset.decode(word.toByteArray(), wordCharset));
      word.reset();
    }
  }

  private static String raw(String octets) {
    for (int i = 0; i < octets.length(); i++) {
      if (octets.charAt(i) > 127) {
        return GuessedText.decode(octets.getBytes(StandardCharsets.ISO_8859_1));
      }
    }
    return octets;
  }
}
