package portineria.vault.transfer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import portineria.imap.wire.ModifiedUtf7;
import portineria.store.Flag;
import portineria.store.MailboxName;

/** How Maildir++ and Dovecot name folders, and flags at the end of a message's file name. */
final class MaildirNames {
  /** Small letters that there are: {@code a} is the first line of {@code dovecot-keywords}. */
  static final int KEYWORDS_MAX = 26;

  private static final Map<Character, Flag> FLAGS =
      Map.of(
          'D',
          Flag.DRAFT,
          'F',
          Flag.FLAGGED,
          'R',
          Flag.ANSWERED,
          'S',
          Flag.SEEN,
          'T',
          Flag.DELETED);

  /** Octets of a name on most disks, less some for what Dovecot puts behind it. */
  private static final int NAME_MAX = 240;

  private MaildirNames() {}

  /**
   * {@code Clienti/Rossi} is the folder {@code .Clienti.Rossi}, in modified UTF-7; INBOX is the
   * Maildir itself. A dot within a level and a tilde at the beginning can't be, so they are {@code
   * _}: the true name stands in {@code mailboxes.csv}.
   */
  static String folder(MailboxName mailbox) {
    if (mailbox.isInbox()) {
      return ".";
    }
    String[] levels = visible(mailbox).split("/", -1);
    String name = Stream.of(levels).map(ModifiedUtf7::encode).collect(Collectors.joining("."));
    if (name.length() > NAME_MAX) {
      name = shortened(levels[levels.length - 1]) + FileNames.mark(mailbox.value());
    }
    return "." + name;
  }

  /** As programs show it. */
  private static String visible(MailboxName mailbox) {
    String name = mailbox.value().replace('.', '_');
    return name.startsWith("~") ? "_" + name.substring(1) : name;
  }

  /** As many whole characters as there is room for. */
  private static String shortened(String level) {
    int end = level.length();
    while (ModifiedUtf7.encode(level.substring(0, end)).length() > NAME_MAX / 2) {
      end = level.offsetByCodePoints(end, -1);
    }
    return ModifiedUtf7.encode(level.substring(0, end));
  }

  /** {@code subscriptions} as Dovecot keeps it since version 2.2: tabs between the levels. */
  static void writeSubscriptions(Path folder, Set<MailboxName> names) throws IOException {
    WholeFile.writeText(
        folder.resolve("subscriptions"),
        out -> {
          out.write("V\t2\n\n");
          for (MailboxName name : new TreeSet<>(names)) {
            out.write(visible(name).replace('/', '\t') + "\n");
          }
        });
  }

  /** The letters for {@code flags}, in alphabetical order as the format wants them. */
  static String letters(Iterable<Flag> flags, List<Flag> keywords) {
    Set<Character> letters = new TreeSet<>();
    for (Flag flag : flags) {
      int keyword = keywords.indexOf(flag);
      if (keyword >= 0 && keyword < KEYWORDS_MAX) {
        letters.add((char) ('a' + keyword));
      }
      FLAGS.forEach(
          (letter, meant) -> {
            if (meant.equals(flag)) {
              letters.add(letter);
            }
          });
    }
    return letters.stream().map(String::valueOf).collect(Collectors.joining());
  }

  /** The flags that {@code letters} stand for; a letter that means nothing here is passed over. */
  static Set<Flag> flags(String letters, Map<Character, Flag> keywords) {
    return letters
        .chars()
        .mapToObj(c -> (char) c)
        .flatMap(
            letter -> Stream.of(FLAGS, keywords).flatMap(map -> Stream.ofNullable(map.get(letter))))
        .collect(Collectors.toSet());
  }
}
