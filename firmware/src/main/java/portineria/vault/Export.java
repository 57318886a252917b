package portineria.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import portineria.store.Account;
import portineria.store.Mailbox;
import portineria.store.MailboxInfo;
import portineria.store.View;

/**
 * Writes all of an account's own mailboxes to a folder, and beside them {@code messages.csv}: which
 * file is which message, with UID, flags, date and SHA-256. What a format can't say stands there.
 */
public final class Export {
  private final Account account;
  private final Path folder;
  private final Progress progress;

  /** Hears how far it is. */
  public interface Progress {
    /**
     * Another message is written.
     *
     * @param done messages written so far
     * @param all messages there are
     */
    void at(long done, long all);
  }

  /**
   * An export of {@code account} into {@code folder}.
   *
   * @param folder need not exist; what an earlier, interrupted export left in it is used
   */
  public Export(Account account, Path folder, Progress progress) {
    this.account = account;
    this.folder = folder;
    this.progress = progress;
  }

  /**
   * Does it.
   *
   * @return how many messages there are in the folder now
   * @throws IOException when the folder can't be written or a message can't be read; what was
   *     written until then stays and is used by the next try
   */
  public long run(ExportFormat format) throws IOException {
    refuseForeignFolder();
    Files.createDirectories(folder);
    List<MailboxInfo> mailboxes =
        account.mailboxes().stream()
            .filter(info -> info.selectable() && info.kind().isChangeable())
            .toList();
    long all = mailboxes.stream().mapToLong(MailboxInfo::messages).sum();
    long done = 0;
    try (ExportIndex index = new ExportIndex(folder)) {
      for (MailboxInfo info : mailboxes) {
        Mailbox mailbox = account.mailbox(info.name()).orElse(null);
        if (mailbox == null) {
          continue; // deleted meanwhile
        }
        View view = mailbox.view();
        try (MailboxWriter writer = writer(format, info, view)) {
          for (int i = 0; i < view.count(); i++) {
            ExportedMessage message = ExportedMessage.of(account, info.name(), view, i);
            index.add(message, writer.write(message));
            progress.at(++done, all);
          }
          writer.finish();
        }
      }
      index.finish();
    }
    return done;
  }

  private MailboxWriter writer(ExportFormat format, MailboxInfo info, View view)
      throws IOException {
    return switch (format) {
      case EML -> EmlWriter.open(folder, info.name());
      case MBOX -> MboxWriter.open(folder, info.name());
      case MAILDIR -> MaildirWriter.open(folder, info.name(), view.flagTable());
    };
  }

  /** Somebody's documents must not be mixed with mail because of a slip of the keyboard. */
  private void refuseForeignFolder() throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> entries = Files.list(folder)) {
      if (entries.findAny().isPresent() && !ExportIndex.isBegun(folder)) {
        throw new IOException(
            folder + " holds other files: name an empty folder, or one that does not exist yet");
      }
    }
  }
}
