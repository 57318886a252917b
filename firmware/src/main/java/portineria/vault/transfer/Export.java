package portineria.vault.transfer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import portineria.store.Account;
import portineria.store.Mailbox;
import portineria.store.MailboxName;

/**
 * Writes all of an account's own mailboxes to a folder, and beside them {@code mailboxes.csv} and
 * {@code messages.csv}: which file is which message, with UID, flags, date and SHA-256. What a
 * format can't say stands there, and {@link Import} reads it.
 */
public final class Export {
  private final Account account;
  private final ExportFolder folder;
  private final Listener listener;
  private long messages;
  private long messagesTotal;
  private long octets;
  private long octetsTotal;
  private long unreadable;

  /** Hears how it goes, on the thread of the export. */
  public interface Listener {
    /** Another message is in the folder. */
    void progressed(long messages, long messagesTotal, long octets, long octetsTotal)
        throws IOException;

    /** A message could not be read; the others are written. */
    void unreadable(MailboxName mailbox, long uid, String why) throws IOException;
  }

  /**
   * What was done.
   *
   * @param messages that are in the folder
   * @param unreadable that could not be read and are not
   */
  public record Result(long messages, long octets, long unreadable) {}

  /** Whether an export is in {@code folder}, to its end. */
  static boolean isComplete(Path folder) {
    return new ExportFolder(folder).isComplete();
  }

  /**
   * An export of {@code account} into {@code folder}.
   *
   * @param folder need not exist; what an earlier, interrupted export left in it is used
   */
  public Export(Account account, Path folder, Listener listener) {
    this.account = account;
    this.folder = new ExportFolder(folder);
    this.listener = listener;
  }

  /**
   * Does it.
   *
   * @throws IOException when the folder can't be written; what was written until then stays and is
   *     used by the next try
   */
  public Result run(ExportFormat format) throws IOException {
    ExportPlan plan = ExportPlan.of(account, format);
    for (ExportPlan.Planned one : plan.mailboxes()) {
      messagesTotal += one.info().messages();
      octetsTotal += one.info().octets();
    }
    folder.begin(plan, format);
    for (ExportPlan.Planned one : plan.mailboxes()) {
      Optional<Mailbox> mailbox = account.mailbox(one.info().name());
      if (mailbox.isPresent()) { // else it was deleted a moment ago
        new MailboxExport(account, folder, format, one, mailbox.get().view(), heard()).run();
      }
    }
    if (format == ExportFormat.MAILDIR) {
      MaildirNames.writeSubscriptions(folder.path(), account.subscriptions());
    }
    folder.finish(plan);
    return new Result(messages, octets, unreadable);
  }

  private MailboxExport.Heard heard() {
    return new MailboxExport.Heard() {
      @Override
      public void written(ExportedMessage message) throws IOException {
        messages++;
        octets += message.size();
        listener.progressed(messages, messagesTotal, octets, octetsTotal);
      }

      @Override
      public void unreadable(ExportedMessage message, Unreadable why) throws IOException {
        unreadable++;
        String reason = String.valueOf(why.getMessage());
        folder.note(message.mailbox(), message.uid(), reason);
        listener.unreadable(message.mailbox(), message.uid(), reason);
      }
    };
  }
}
