package portineria.imap;

import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import portineria.imap.wire.No;
import portineria.store.Account;
import portineria.store.Flag;
import portineria.store.Mailbox;
import portineria.store.Mailbox.Copied;
import portineria.store.MailboxKind;
import portineria.store.Refusal;
import portineria.store.Rights;
import portineria.store.UidSet;

/**
 * A mailbox into which something is put, by who has the right to.
 *
 * @param account whose it is
 * @param rights in it, when the command began
 */
public record Target(Account account, Mailbox mailbox, Rights rights) {
  /** With these, whatever flags a message has may come along. */
  private static final Rights ALL_FLAGS = Rights.of("swt");

  /** Those of {@code flags} that may be set here; the others are left out: RFC 4314 §4. */
  public Set<Flag> permitted(Set<Flag> flags) {
    return flags.stream().filter(rights::permits).collect(Collectors.toSet());
  }

  /** Copies messages, to here from wherever they are. */
  public Copied copy(SelectedMailbox from, UidSet among) throws No, Refusal, IOException {
    return takesEntries(from)
        ? from.mailbox().copy(among, mailbox)
        : Carrying.carry(from, among, this);
  }

  /**
   * Moves messages. Between accounts it is a copy first, and then, when all is there, a removal: in
   * the account that they leave they can be had back, as after any removal.
   */
  public Copied move(SelectedMailbox from, UidSet among) throws No, Refusal, IOException {
    if (takesEntries(from)) {
      return from.mailbox().move(among, mailbox);
    }
    if (from.mailbox().kind() != MailboxKind.ORDINARY) {
      throw new No("CANNOT", "Out of this mailbox a message can only be copied to there");
    }
    Copied carried = Carrying.carry(from, among, this);
    from.mailbox().remove(UidSet.of(carried.source()));
    return carried;
  }

  /** Whether no bytes need to move. */
  private boolean takesEntries(SelectedMailbox from) {
    return from.account().name().equals(account.name()) && rights.hasAll(ALL_FLAGS);
  }
}
