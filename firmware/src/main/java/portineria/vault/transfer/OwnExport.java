package portineria.vault.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A folder that {@link Export} wrote. What its lists say counts: octets, flags and dates are those
 * of the day of the export, whatever the format could hold of them.
 */
final class OwnExport implements MailSource {
  private final Path root;

  private OwnExport(Path root) {
    this.root = root;
  }

  /** Empty where there is none, or its lists were taken away. */
  static Optional<MailSource> at(Path root) throws IOException {
    ExportFolder folder = new ExportFolder(root);
    if (folder.isBegun()) {
      throw new IOException(
          root + " holds an export that did not end: give that command again first");
    }
    return folder.isComplete() && ExportPlan.read(root).isPresent()
        ? Optional.of(new OwnExport(root))
        : Optional.empty();
  }

  @Override
  public String ownName() {
    return String.valueOf(root.getFileName());
  }

  @Override
  public long octets() throws IOException {
    long octets = 0;
    try (MessageList list = MessageList.open(root)) {
      for (Optional<MessageRow> row = list.next(); row.isPresent(); row = list.next()) {
        octets += row.get().octets();
      }
    }
    return octets;
  }

  @Override
  public void each(Finder finder) throws IOException, Stopped {
    for (MailboxRow row : ExportPlan.read(root).orElse(List.of())) {
      finder.mailbox(row);
    }
    try (MessageList list = MessageList.open(root)) {
      Optional<MessageRow> row = list.next();
      while (row.isPresent()) {
        Optional<MessageRow> following = list.next();
        try {
          finder.letter(letter(row.get(), following));
        } catch (IOException e) {
          finder.trouble(where(row.get()), Unreadable.words(e));
        }
        row = following;
      }
    }
  }

  private static String where(MessageRow row) {
    return row.file() + ", UID " + row.uid();
  }

  private Letter letter(MessageRow row, Optional<MessageRow> following) throws IOException {
    Path file = root.resolve(row.file()).normalize();
    if (!file.startsWith(root.normalize())) {
      throw new Unreadable("it lies outside of the export");
    }
    return new Letter(
        where(row),
        row.mailbox().value(),
        Set.copyOf(row.flags()),
        row.internalDate(),
        row.octets(),
        Optional.of(row.digest()),
        content(file, row, following));
  }

  /** In an mbox a message ends where the next one begins. */
  private static Letter.Content content(Path file, MessageRow row, Optional<MessageRow> following)
      throws IOException {
    if (!row.file().endsWith(".mbox")) {
      return () -> Files.newInputStream(file);
    }
    Optional<Long> next =
        following.filter(other -> other.file().equals(row.file())).map(MessageRow::position);
    long end = next.isPresent() ? next.get() : Files.size(file);
    MboxEntry entry = new MboxEntry(row.position(), end, row.lineEnds());
    return () -> entry.open(file);
  }
}
