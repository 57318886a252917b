package portineria.vault.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
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
  private static final int BUFFER_OCTETS = 64 * 1024;

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
   * Copies it as it is, and looks whether it is what it was when it came.
   *
   * @throws Unreadable when it is not, or can't be read: what {@code to} has got is worthless then
   */
  void copyTo(OutputStream to) throws IOException {
    MessageDigest seen = Sha256.begin();
    byte[] buffer = new byte[BUFFER_OCTETS];
    InputStream in = account.octets(id).stream();
    for (int n = read(in, buffer); n > 0; n = read(in, buffer)) {
      seen.update(buffer, 0, n);
      to.write(buffer, 0, n);
    }
    if (!Digest.of(seen.digest()).equals(digest())) {
      throw new Unreadable("it is damaged: portineria verify says more");
    }
  }

  private static int read(InputStream in, byte[] buffer) throws Unreadable {
    try {
      return in.read(buffer);
    } catch (IOException e) {
      throw new Unreadable("it can't be read: portineria verify says more", e);
    }
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
