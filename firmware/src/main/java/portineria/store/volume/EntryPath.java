package portineria.store.volume;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import portineria.store.Digest;

/**
 * The path of an entry within its volume: FORMAT.md, "A volume"; V11.
 *
 * @param digest of a tombstone, its tag
 * @param erased whether it is the tombstone of a message
 */
record EntryPath(String text, Digest digest, boolean erased) {
  static final String ERASED = ".erased";

  /** The account's part; a ustar header has no more room without a further record. */
  static final int ACCOUNT_OCTETS_MAX = 150;

  private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");
  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final String UNCHANGED = "@_+-.";

  private static final Pattern SHAPE =
      Pattern.compile("[^/]+/\\d{4}/\\d\\d/\\d\\d/([0-9a-f]{64})\\.(eml|erased)");

  private static final Pattern HEX_OCTET = Pattern.compile("%[0-9A-F]{2}");

  static EntryPath of(String account, Instant internalDate, Digest digest) {
    Instant within =
        internalDate.isBefore(FIRST) ? FIRST : internalDate.isAfter(LAST) ? LAST : internalDate;
    LocalDate day = LocalDate.ofInstant(within, ZoneOffset.UTC);
    String text =
        String.format(
            Locale.ROOT,
            "%s/%04d/%02d/%02d/%s.eml",
            safe(account),
            day.getYear(),
            day.getMonthValue(),
            day.getDayOfMonth(),
            digest.hex());
    return new EntryPath(text, digest, false);
  }

  /** The path of a tombstone: nothing is left of the message, not even its day. */
  static EntryPath erased(String account, Digest tag) {
    return new EntryPath(safe(account) + "/0000/00/00/" + tag.hex() + ERASED, tag, true);
  }

  static Optional<EntryPath> parse(String path) {
    Matcher matcher = SHAPE.matcher(path);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    boolean erased = matcher.group(2).equals("erased");
    return Optional.of(new EntryPath(path, Digest.parse(matcher.group(1)), erased));
  }

  /** Harmless as a file's name everywhere, and different for different names. */
  static String safe(String account) {
    StringBuilder safe = new StringBuilder();
    byte[] octets = account.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < octets.length; i++) {
      char c = (char) (octets[i] & 0xff);
      boolean atStart = i == 0 && (c == '.' || c == '-');
      boolean atEnd = i == octets.length - 1 && c == '.';
      if (isUnchanged(c) && !atStart && !atEnd) {
        safe.append(c);
      } else {
        safe.append('%').append(HEX.toHexDigits(octets[i]));
      }
    }
    return safe.toString();
  }

  /** The account's name, as it was before it was made safe. */
  String account() {
    String safe = text.substring(0, text.indexOf('/'));
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    for (int i = 0; i < safe.length(); i++) {
      boolean escaped =
          safe.charAt(i) == '%' && HEX_OCTET.matcher(safe).region(i, safe.length()).lookingAt();
      octets.write(escaped ? HexFormat.fromHexDigits(safe, i + 1, i + 3) : safe.charAt(i));
      i += escaped ? 2 : 0;
    }
    return octets.toString(StandardCharsets.UTF_8);
  }

  private static boolean isUnchanged(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || UNCHANGED.indexOf(c) >= 0;
  }
}
