package portineria.message;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The charsets of mail as programs mean them, not as they name them.
 *
 * <p>What says us-ascii, utf-8, nothing or something unknown is read as {@link GuessedText}: so
 * many labels are wrong that the octets are the better witness. ISO-8859-1 is read as windows-1252
 * and the Chinese ones as GB18030, their supersets, as browsers do.
 */
final class MailCharset {
  static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

  private static final int NAME_CHARS_MAX = 40;

  /** Names that Java does not know, or knows as less than what is sent under them. */
  private static final Map<String, String> MEANT =
      Map.ofEntries(
          Map.entry("iso-8859-1", "windows-1252"),
          Map.entry("iso8859-1", "windows-1252"),
          Map.entry("iso_8859-1", "windows-1252"),
          Map.entry("latin1", "windows-1252"),
          Map.entry("latin-1", "windows-1252"),
          Map.entry("ansi", "windows-1252"),
          Map.entry("iso-8859-8-i", "ISO-8859-8"),
          Map.entry("gb2312", "GB18030"),
          Map.entry("gbk", "GB18030"),
          Map.entry("gb_2312-80", "GB18030"),
          Map.entry("ks_c_5601-1987", "x-windows-949"),
          Map.entry("euc-kr", "x-windows-949"),
          Map.entry("shift_jis", "windows-31j"),
          Map.entry("macintosh", "x-MacRoman"),
          Map.entry("mac", "x-MacRoman"),
          Map.entry("cp-850", "IBM850"));

  private MailCharset() {}

  /** The charset to read what is labelled so; empty when the octets should tell. */
  static Optional<Charset> of(String label) {
    String name = label.strip().toLowerCase(Locale.ROOT);
    if (name.isEmpty() || name.length() > NAME_CHARS_MAX) {
      return Optional.empty();
    }
    try {
      Charset charset = Charset.forName(MEANT.getOrDefault(name, name));
      boolean guess =
          charset.equals(StandardCharsets.UTF_8) || charset.equals(StandardCharsets.US_ASCII);
      return guess ? Optional.empty() : Optional.of(charset);
    } catch (IllegalArgumentException unknown) {
      return Optional.empty();
    }
  }

  static boolean isUtf7(String label) {
    String name = label.strip().toLowerCase(Locale.ROOT);
    return name.equals("utf-7") || name.equals("unicode-1-1-utf-7");
  }

  /** Decodes a short text in memory; what cannot be decoded becomes U+FFFD. */
  static String decode(byte[] octets, String label) {
    if (isUtf7(label)) {
      return Utf7.decode(octets);
    }
    return of(label)
        .map(charset -> new String(octets, charset))
        .orElseGet(() -> GuessedText.decode(octets));
  }
}
