package portineria.vault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import portineria.imap.wire.ModifiedUtf7;
import portineria.store.Flag;
import portineria.store.FlagTable;
import portineria.store.MailboxName;

/**
 * Maildir++ as Dovecot keeps it: INBOX is the folder itself, {@code Clienti/Rossi} is {@code
 * .Clienti.Rossi} in modified UTF-7, a message's flags are letters at the end of its file's name,
 * and keywords are small letters that {@code dovecot-keywords} explains.
 */
final class MaildirWriter implements MailboxWriter {
  private static final Map<Flag, Character> LETTERS =
      Map.of(
          Flag.DRAFT,
          'D',
          Flag.FLAGGED,
          'F',
          Flag.ANSWERED,
          'R',
          Flag.SEEN,
          'S',
          Flag.DELETED,
          'T');

  /** Small letters that there are. */
  private static final int KEYWORDS_MAX = 26;

  private final Path cur;
  private final FlagTable table;

  private MaildirWriter(Path cur, FlagTable table) {
    this.cur = cur;
    this.table = table;
  }

  static MaildirWriter open(Path folder, MailboxName mailbox, FlagTable table) throws IOException {
    Path place = mailbox.isInbox() ? folder : folder.resolve(name(mailbox));
    Files.createDirectories(place.resolve("new"));
    Files.createDirectories(place.resolve("tmp"));
    Path cur = Files.createDirectories(place.resolve("cur"));
    if (!mailbox.isInbox()) {
      Files.writeString(place.resolve("maildirfolder"), "");
    }
    StringBuilder keywords = new StringBuilder();
    for (int i = 0; i < Math.min(KEYWORDS_MAX, table.keywords().size()); i++) {
      keywords.append(i).append(' ').append(table.keywords().get(i).name()).append('\n');
    }
    if (!keywords.isEmpty()) {
      Files.writeString(place.resolve("dovecot-keywords"), keywords, StandardCharsets.UTF_8);
    }
    return new MaildirWriter(cur, table);
  }

  /**
   * Dots separate the levels here, so one inside a name is written as a Unicode shift of its own.
   */
  static String name(MailboxName mailbox) {
    StringBuilder name = new StringBuilder();
    for (String level : mailbox.value().split("/", -1)) {
      name.append('.').append(ModifiedUtf7.encode(level).replace(".", "&AC4-"));
    }
    return name.toString();
  }

  @Override
  public Path write(ExportedMessage message) throws IOException {
    TreeSet<Character> letters = new TreeSet<>();
    for (Flag flag : message.flags()) {
      Character letter = LETTERS.get(flag);
      int keyword = table.keywords().indexOf(flag);
      if (letter != null) {
        letters.add(letter);
      } else if (keyword >= 0 && keyword < KEYWORDS_MAX) {
        letters.add((char) ('a' + keyword));
      }
    }
    StringBuilder name =
        new StringBuilder(
            "%d.%010d.portineria,S=%d:2,"
                .formatted(message.internalDate().getEpochSecond(), message.uid(), message.size()));
    letters.forEach(name::append);
    Path file = cur.resolve(name.toString());
    message.copyTo(file);
    return file;
  }

  @Override
  public void finish() {
    // Each message was a file of its own.
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
