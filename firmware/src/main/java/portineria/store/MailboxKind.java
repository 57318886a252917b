package portineria.store;

/** What a mailbox is to the box: an account's own, or one that the box keeps for it. */
public enum MailboxKind {
  /** The account does with it what it likes. */
  ORDINARY,
  /** Shows what was removed; whatever is copied or moved out of it is live again. */
  RECOVERABLE,
  /** Shows every message of the account, by year. */
  ALL_MAIL;

  /** Whether the account may change it: deliver into it, set flags, remove, rename, delete. */
  public boolean isChangeable() {
    return this == ORDINARY;
  }
}
