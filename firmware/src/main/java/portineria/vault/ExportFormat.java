package portineria.vault;

/** How an account is written to a folder. */
public enum ExportFormat {
  /** A folder for each mailbox, a file for each message, every octet as received. */
  EML,
  /** A file for each mailbox in the "mboxrd" form; line ends become LF. */
  MBOX,
  /** Maildir++ as Dovecot reads it, every octet as received. */
  MAILDIR
}
