package portineria.vault.transfer;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import portineria.store.MailboxName;

/**
 * Mailbox names as paths that Linux, Windows and macOS take, memory sticks included. What can't be
 * in a name is a percent sign and two hexadecimal digits for each octet; what is too long is cut
 * and told apart by a digest of the whole. The true name stands in {@code mailboxes.csv}.
 */
public final class FileNames {
  /** What Windows and FAT refuse, and the percent sign itself. */
  private static final String ESCAPED = "<>:\"\\|?*%";

  /** Names that Windows takes for devices, whatever follows behind a dot. */
  private static final Pattern DEVICE =
      Pattern.compile("(?i)(CON|PRN|AUX|NUL|CONIN\\$|CONOUT\\$|(COM|LPT)[0-9¹²³])( *\\..*)?");

  /** Ends of names that our own files have; a mailbox must not look like one of them. */
  private static final Pattern OURS =
      Pattern.compile("(?i).*\\.(eml|mbox|part|csv|txt|xml)|SHA256SUMS");

  /** Octets of one level: Linux takes 255, Windows 255 characters, some sticks less. */
  private static final int LEVEL_OCTETS_MAX = 120;

  /** Characters of a whole path; Windows takes 260 with all that stands before. */
  private static final int PATH_MAX = 160;

  private FileNames() {}

  /** A relative path, {@code /} between its levels. Distinct names may differ in case alone. */
  static String path(MailboxName mailbox) {
    String path =
        Stream.of(mailbox.value().split("/", -1))
            .map(FileNames::level)
            .collect(Collectors.joining("/"));
    return path.length() <= PATH_MAX ? path : shortened(mailbox.value());
  }

  /** The last level alone, under which nobody lies. */
  private static String shortened(String name) {
    return cut(level(name.substring(name.lastIndexOf('/') + 1)), 60) + mark(name);
  }

  /** One level. */
  public static String level(String level) {
    String name = escape(level);
    if (name.getBytes(StandardCharsets.UTF_8).length > LEVEL_OCTETS_MAX) {
      name = cut(name, LEVEL_OCTETS_MAX - 9) + mark(level);
    }
    if (DEVICE.matcher(name).matches()) {
      return hex(name.charAt(0)) + name.substring(1);
    }
    if (OURS.matcher(name).matches()) {
      int dot = Math.max(0, name.lastIndexOf('.'));
      return name.substring(0, dot) + hex(name.charAt(dot)) + name.substring(dot + 1);
    }
    return name;
  }

  private static String escape(String level) {
    StringBuilder text = new StringBuilder();
    int last = level.length() - 1;
    for (int i = 0; i <= last; i++) {
      char c = level.charAt(i);
      boolean edge = (c == '.' || c == ' ') && (i == 0 || i == last);
      text.append(edge || c < ' ' || ESCAPED.indexOf(c) >= 0 ? hex(c) : String.valueOf(c));
    }
    return text.toString();
  }

  /** A character of ASCII. */
  private static String hex(char c) {
    return String.format("%%%02X", (int) c);
  }

  /** So many octets at most, whole characters, and no half of an escape. */
  private static String cut(String name, int octets) {
    StringBuilder text = new StringBuilder();
    int size = 0;
    for (int at = 0; at < name.length(); ) {
      int end = name.charAt(at) == '%' ? at + 3 : name.offsetByCodePoints(at, 1);
      String next = name.substring(at, end);
      size += next.getBytes(StandardCharsets.UTF_8).length;
      if (size > octets) {
        break;
      }
      text.append(next);
      at = end;
    }
    return text.toString();
  }

  /** {@code ~} and eight digits that no other name has, as far as one will ever see. */
  static String mark(String name) {
    byte[] digest = Sha256.of(name.getBytes(StandardCharsets.UTF_8)).octets();
    return "~" + HexFormat.of().formatHex(digest, 0, 4);
  }

  /** Two paths with equal keys are one file where case or the form of accents do not count. */
  static String key(String path) {
    return Normalizer.normalize(path, Normalizer.Form.NFC)
        .toUpperCase(Locale.ROOT)
        .toLowerCase(Locale.ROOT);
  }
}
