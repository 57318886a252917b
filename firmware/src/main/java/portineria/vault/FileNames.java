package portineria.vault;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import portineria.store.MailboxName;

/** Mailboxes' names as names of files that every system can hold and that lead nowhere else. */
final class FileNames {
  private static final String UNSAFE = "\\:*?\"<>|%~";
  /** File systems take 255, and ".mbox" follows. */
  private static final int OCTETS_MAX = 200;

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private FileNames() {}

  /** A folder in a folder for each level. */
  static Path nested(Path root, MailboxName name) {
    Path path = root;
    for (String level : levels(name)) {
      path = path.resolve(safe(level));
    }
    return path;
  }

  private static String[] levels(MailboxName name) {
    return name.value().split(String.valueOf(MailboxName.SEPARATOR));
  }

  /** Control characters can't be in a mailbox's name. */
  private static String safe(String level) {
    StringBuilder safe = new StringBuilder();
    int lastDot = level.matches("(?i).*\\.(eml|mbox)") ? level.lastIndexOf('.') : level.length() - 1;
    for (int i = 0; i < level.length(); i++) {
      char c = level.charAt(i);
      boolean unsafeDot = c == '.' && (i == 0 || i == lastDot);
      if (UNSAFE.indexOf(c) >= 0 || unsafeDot) {
        safe.append('%').append(HEX.toHexDigits((byte) c));
      } else {
        safe.append(c);
      }
    }
    return shortened(safe.toString());
  }

  /** A name that is too long for a file keeps its beginning and gets a number of its own. */
  private static String shortened(String name) {
    if (name.getBytes(StandardCharsets.UTF_8).length <= OCTETS_MAX) {
      return name;
    }
    // A character has at most four octets, two chars each.
    return name.substring(0, OCTETS_MAX / 4) + "~" + Integer.toHexString(name.hashCode());
  }

  /**
   * Maildir++: INBOX is the root itself, all others are beside each other, a dot before each level,
   * in modified UTF-7 (RFC 3501 §5.1.3).
   */
  static Path maildir(Path root, MailboxName name) {
    if (name.isInbox()) {
      return root;
    }
    StringBuilder folder = new StringBuilder();
    for (String level : levels(name)) {
      folder.append('.').append(modifiedUtf7(level.replace('.', '_')));
    }
    return root.resolve(shortened(folder.toString()));
  }

  private static String modifiedUtf7(String text) {
    StringBuilder encoded = new StringBuilder();
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '&') {
        encoded.append("&-");
        i++;
      } else if (c >= ' ' && c <= '~') {
        encoded.append(c);
        i++;
      } else {
        int end = i;
        while (end < text.length() && (text.charAt(end) < ' ' || text.charAt(end) > '~')) {
          end++;
        }
        encoded.append('&').append(base64(text.substring(i, end))).append('-');
        i = end;
      }
    }
    return encoded.toString();
  }

  private static String base64(String text) {
    byte[] octets = text.getBytes(StandardCharsets.UTF_16BE);
    return Base64.getEncoder()
        .withoutPadding()
        .encodeToString(octets)
        .replace('/', ',');
  }
}
