package portineria.vault;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import portineria.message.Octets;
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

  Octets octets() {
    return account.octets(id);
  }

  Digest digest() {
    return account.digest(id);
  }

  /**
   * Writes it as it is to {@code file}, unless it is there; the file's time is the INTERNALDATE.
   */
  void copyTo(Path file) throws IOException {
    if (Files.exists(file) && Files.size(file) == size) {
      return;
    }
    Path partial = file.resolveSibling(file.getFileName() + ".part");
    try (OutputStream out = Files.newOutputStream(partial)) {
      octets().stream().transferTo(out);
    }
    Files.setLastModifiedTime(partial, FileTime.from(internalDate));
    moveTo(partial, file);
  }

  static void moveTo(Path partial, Path file) throws IOException {
    try {
      Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING); // some memory sticks
    }
  }
}
