package portineria.vault.transfer;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import portineria.store.Account;
import portineria.store.View;

/**
 * One mailbox on its way out. A row is noted only behind its message, so what the rows of an
 * interrupted run say is there; it is looked at again all the same, because a power cut may have
 * taken it.
 */
final class MailboxExport {
  private final Account account;
  private final ExportFolder folder;
  private final ExportFormat format;
  private final ExportPlan.Planned mailbox;
  private final View view;
  private final Heard heard;

  /** What happens, message by message. */
  interface Heard {
    void written(ExportedMessage message) throws IOException;

    void unreadable(ExportedMessage message, Unreadable why) throws IOException;
  }

  MailboxExport(
      Account account,
      ExportFolder folder,
      ExportFormat format,
      ExportPlan.Planned mailbox,
      View view,
      Heard heard) {
    this.account = account;
    this.folder = folder;
    this.format = format;
    this.mailbox = mailbox;
    this.view = view;
    this.heard = heard;
  }

  void run() throws IOException {
    Path done = folder.done(mailbox.row().uidValidity());
    if (format.isForced() && Files.exists(done) && isAsItWas(done)) {
      for (int i = 0; i < view.count(); i++) {
        heard.written(message(i));
      }
      return;
    }
    Files.deleteIfExists(done);
    Path rows = folder.rows(mailbox.row().uidValidity());
    try (MailboxWriter writer =
        format.open(folder.path(), mailbox.row().place(), mailbox.info(), view)) {
      int kept = keep(writer, rows);
      try (BufferedWriter out = Files.newBufferedWriter(rows, StandardOpenOption.APPEND)) {
        for (int i = kept; i < view.count(); i++) {
          write(message(i), writer, out);
        }
      }
      writer.finish(view);
    }
    Files.move(rows, done, StandardCopyOption.REPLACE_EXISTING);
  }

  private ExportedMessage message(int index) {
    return ExportedMessage.of(account, mailbox.info().name(), view, index);
  }

  private void write(ExportedMessage message, MailboxWriter writer, BufferedWriter out)
      throws IOException {
    try {
      out.write(writer.write(message).csv());
      out.flush();
      heard.written(message);
    } catch (Unreadable e) {
      heard.unreadable(message, e);
    }
  }

  /** Whether nothing has happened in the mailbox since these rows were written. */
  private boolean isAsItWas(Path rows) throws IOException {
    try (MessageList list = MessageList.rows(rows)) {
      int count = 0;
      for (Optional<MessageRow> row = list.next(); row.isPresent(); row = list.next()) {
        if (count == view.count() || !message(count).isSaidBy(row.get())) {
          return false;
        }
        count++;
      }
      return count == view.count();
    }
  }

  /**
   * Keeps the messages that stand at the begin of the mailbox and of what was written of it. The
   * last one that was written is not among them: it may be torn.
   *
   * @return how many
   */
  private int keep(MailboxWriter writer, Path rows) throws IOException {
    Path kept = WholeFile.partial(rows);
    int count = 0;
    long end = 0;
    try (BufferedWriter out = Files.newBufferedWriter(kept)) {
      if (Files.exists(rows)) {
        try (MessageList list = MessageList.rows(rows)) {
          Optional<MessageRow> last = list.next();
          while (last.isPresent() && count < view.count()) {
            Optional<MessageRow> next = list.next();
            ExportedMessage message = message(count);
            if (next.isEmpty()
                || !message.isMeantBy(last.get())
                || !writer.holds(last.get(), next.get().position())) {
              break;
            }
            MessageRow row = last.get();
            out.write(message.row(row.file(), row.position(), row.lineEnds()).csv());
            heard.written(message);
            count++;
            end = next.get().position();
            last = next;
          }
        }
      }
    }
    writer.goOn(end);
    WholeFile.finish(rows);
    return count;
  }
}
