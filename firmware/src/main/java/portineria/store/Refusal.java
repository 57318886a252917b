package portineria.store;

/** The store did not do what it was asked to; nothing was changed. The message is for a person. */
public final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why. A door turns each into its protocol's response code: RFC 9051 §7.1, RFC 3206. */
  public enum Reason {
    /** No such mailbox, account or source. */
    NONEXISTENT,
    /** The name is taken. */
    ALREADY_EXISTS,
    /** Never possible: INBOX deleted, a name that is not allowed. */
    CANNOT,
    /** The mailbox has inferior mailboxes, or the like. */
    IN_USE,
    /** A limit of the store: keywords of a mailbox, mailboxes of an account. */
    LIMIT,
    /** The message was erased, and is not taken in again: see {@link Store#erase}. */
    ERASED,
    /** The disk has no room, or less than the reserve that removing and erasing need. */
    NO_SPACE,
    /** The account holds as much as it may: see {@link Quota}. */
    OVER_QUOTA,
    /** The store is open for reading only. */
    READ_ONLY,
    /** The disk or the database failed; the same may work later. */
    UNAVAILABLE
  }

  private final Reason reason;

  public Refusal(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Refusal(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
