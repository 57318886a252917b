package portineria.vault.transfer;

import java.io.IOException;
import java.nio.file.Path;
import portineria.store.MailboxInfo;
import portineria.store.MailboxName;
import portineria.store.View;

/** How an account is written to a folder. */
public enum ExportFormat {
  /** A folder for each mailbox, a file for each message, every octet as received. */
  EML,
  /** A file for each mailbox in the "mboxrd" form. */
  MBOX,
  /** Maildir++ as Dovecot reads it, every octet as received. */
  MAILDIR;

  /** Where a mailbox would like to be; another one may be there already. */
  String place(MailboxName mailbox) {
    return switch (this) {
      case EML -> FileNames.path(mailbox);
      case MBOX -> FileNames.path(mailbox) + ".mbox";
      case MAILDIR -> MaildirNames.folder(mailbox);
    };
  }

  /** The same for the second and further ones. */
  String otherPlace(MailboxName mailbox) {
    String mark = FileNames.mark(mailbox.value());
    return switch (this) {
      case EML -> FileNames.path(mailbox) + mark;
      case MBOX -> FileNames.path(mailbox) + mark + ".mbox";
      case MAILDIR -> MaildirNames.folder(mailbox) + mark;
    };
  }

  /** Places with equal keys are the same; a Maildir is written only where capitals count. */
  String key(String place) {
    return this == MAILDIR ? place : FileNames.key(place);
  }

  /**
   * Whether a mailbox that is done is on the disk for certain: one file is worth waiting for, a
   * hundred thousand small ones are not. Those are compared again when an export goes on.
   */
  boolean isForced() {
    return this == MBOX;
  }

  MailboxWriter open(Path folder, String place, MailboxInfo info, View view) throws IOException {
    return switch (this) {
      case EML -> EmlWriter.open(folder, place);
      case MBOX -> MboxWriter.open(folder, place);
      case MAILDIR -> MaildirWriter.open(folder, place, info, view);
    };
  }

  /** Deletes what an earlier run wrote of a mailbox that is no more. */
  void sweep(Path place) throws IOException {
    switch (this) {
      case EML -> EmlWriter.sweep(place);
      case MBOX -> MboxWriter.sweep(place);
      case MAILDIR -> MaildirWriter.sweep(place);
    }
  }
}
