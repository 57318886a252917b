package portineria.vault;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import portineria.message.Octets;
import portineria.store.Account;
import portineria.store.Mailbox;
import portineria.store.MailboxInfo;
import portineria.store.View;

/** Writes an account's mailboxes as files that other programs read. Used once, by one thread. */
public final class Export {
  /** Messages between two words of progress. */
  private static final int STEP = 100;

  private final Account account;
  private final Path folder;
  private final Format format;
  private int done;

  /** What the files look like. */
  public enum Format {
    /** A folder for each mailbox, a file for each message: exactly its octets. */
    EML,
    /** A file for each mailbox, in the "mboxrd" manner: lines end with LF. RFC 4155. */
    MBOX,
    /** Maildir++: a folder for each mailbox, flags in the files' names. */
    MAILDIR
  }

  /** Hears how far it is. */
  @FunctionalInterface
  public interface Progress {
    void at(String line) throws IOException;
  }

  /**
   * An export that has not begun.
   *
   * @param folder empty, or not there yet
   */
  public Export(Account account, Path folder, Format format) {
    this.account = account;
    this.folder = folder;
    this.format = format;
  }

  /**
   * Writes everything.
   *
   * @return how many messages
   * @throws IOException also when there is something in the folder already
   */
  public int run(Progress progress) throws IOException {
    Files.createDirectories(folder);
    try (Stream<Path> there = Files.list(folder)) {
      if (there.findAny().isPresent()) {
        throw new IOException(folder + " is not empty: name another folder");
      }
    }
    for (MailboxInfo info : account.mailboxes()) {
      Optional<Mailbox> mailbox =
          info.selectable() ? account.mailbox(info.name()) : Optional.empty();
      if (mailbox.isPresent()) {
        write(mailbox.get(), progress);
      }
    }
    return done;
  }

  private void write(Mailbox mailbox, Progress progress) throws IOException {
    View view = mailbox.view();
    try (MailboxFiles files = files(mailbox)) {
      for (int i = 0; i < view.count(); i++) {
        files.add(view, i, account.octets(view.message(i)));
        done++;
        if (done % STEP == 0) {
          progress.at(mailbox.name() + " " + (i + 1) + "/" + view.count());
        }
      }
    }
  }

  private MailboxFiles files(Mailbox mailbox) throws IOException {
    return switch (format) {
      case EML -> new EmlFiles(FileNames.nested(folder, mailbox.name()));
      case MBOX -> new MboxFile(FileNames.nested(folder, mailbox.name()));
      case MAILDIR -> new Maildir(FileNames.maildir(folder, mailbox.name()));
    };
  }

  /** A new file that was last changed when the message arrived. */
  static void copy(Octets message, Path file, Instant arrived)
      throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 64 * 1024)) {
      message.stream().transferTo(out);
    }
    Files.setLastModifiedTime(file, FileTime.from(arrived));
  }
}
