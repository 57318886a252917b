package portineria.store;

import java.util.Optional;

/** One thing that an account may do in a mailbox that is shared with it: RFC 4314 §2.1. */
public enum Right {
  /** It is in lists. Without it the mailbox does not exist for that account. */
  LOOKUP('l'),
  /** Its messages can be read. */
  READ('r'),
  /** {@code \Seen} can be changed, which is the same for all who use the mailbox. */
  SEEN('s'),
  /** All other flags can be changed, but {@code \Deleted}. */
  WRITE('w'),
  /** Messages can be put into it. */
  INSERT('i'),
  /** Mail can be sent to it; the box does not ask for it, but keeps it. */
  POST('p'),
  /** Mailboxes can be made under it. */
  CREATE('k'),
  /** It can be deleted or renamed. */
  DELETE_MAILBOX('x'),
  /** {@code \Deleted} can be changed. */
  DELETE_MESSAGE('t'),
  /** Messages that carry {@code \Deleted} can be removed. */
  EXPUNGE('e'),
  /** Rights can be given and taken. */
  ADMINISTER('a');

  private final char letter;

  Right(char letter) {
    this.letter = letter;
  }

  /** As programs write it. */
  public char letter() {
    return letter;
  }

  /** The right of that letter. */
  static Optional<Right> of(char letter) {
    for (Right right : values()) {
      if (right.letter == letter) {
        return Optional.of(right);
      }
    }
    return Optional.empty();
  }
}
