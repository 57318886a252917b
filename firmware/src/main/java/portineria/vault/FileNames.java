package portineria.vault;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import portineria.store.MailboxName;

/** Mailbox names as names of folders that every system takes, memory sticks included. */
final class FileNames {
  /** What Windows and FAT refuse, and the percent sign itself. */
  private static final String ESCAPED = "<>:\"\\|?*%";

  private FileNames() {}

  static Path path(Path folder, MailboxName mailbox) {
    Path path = folder;
    for (String level : mailbox.value().split("/", -1)) {
      path = path.resolve(escape(level));
    }
    return path;
  }

  /** One level: a percent sign and two hexadecimal digits for each octet of what is not allowed. */
  static String escape(String level) {
    StringBuilder text = new StringBuilder();
    int last = level.length() - 1;
    for (int i = 0; i <= last; i++) {
      char c = level.charAt(i);
      boolean edge = (c == '.' && (i == 0 || i == last)) || (c == ' ' && i == last);
      if (edge || c < ' ' || ESCAPED.indexOf(c) >= 0) {
        for (byte octet : String.valueOf(c).getBytes(StandardCharsets.UTF_8)) {
          text.append(String.format("%%%02X", octet & 0xFF));
        }
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }
}
