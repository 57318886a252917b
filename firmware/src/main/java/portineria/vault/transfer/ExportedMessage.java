package portineria.vault.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import portineria.store.Account;
import portineria.store.Digest;
import portineria.store.Flag;
import portineria.store.MailboxName;
import portineria.store.MessageId;
import portineria.store.View;

/** A message on its way out. */
record ExportedMessage(
    Account account,
    MailboxName mailbox,
    long uid,
    MessageId id,
    long size,
    Instant internalDate,
    List<Flag> flags) {
  static ExportedMessage of(Account account, MailboxName mailbox, View view, int index) {
    return new ExportedMessage(
        account,
        mailbox,
        view.uid(index),
        view.message(index),
        view.size(index),
        Instant.ofEpochSecond(view.internalDate(index)),
        view.flagTable().flags(view.flagBits(index)));
  }

  Digest digest() {
    return account.digest(id);
  }

  /** Its row in the list. */
  MessageRow row(String file, long position, LineEnds lineEnds) {
    return new MessageRow(
        mailbox, uid, flags, internalDate, size, digest(), file, position, lineEnds);
  }

  /** Whether {@code row} says all of it. */
  boolean isSaidBy(MessageRow row) {
    return isMeantBy(row)
        && row.internalDate().equals(internalDate)
        && Set.copyOf(row.flags()).equals(Set.copyOf(flags));
  }

  /** Whether {@code row} is about it, whatever its flags were then. */
  boolean isMeantBy(MessageRow row) {
    return row.uid() == uid && row.digest().equals(digest());
  }

  /**
   * Copies it as it is.
   *
   * @throws Unreadable as {@link MessageCopy#write}
   */
  void copyTo(OutputStream to) throws IOException {
    MessageCopy.write(account, id, to);
  }

  /**
   * Makes {@code file} hold it as it is, unless it does already; the file's time is the
   * INTERNALDATE.
   */
  void copyTo(Path file) throws IOException {
    if (!isIn(file)) {
      WholeFile.write(file, this::copyTo);
    }
    Files.setLastModifiedTime(file, FileTime.from(internalDate));
  }

  private boolean isIn(Path file) throws IOException {
    if (!Files.isRegularFile(file) || Files.size(file) != size) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      return Sha256.of(in).digest().equals(digest());
    }
  }
}
