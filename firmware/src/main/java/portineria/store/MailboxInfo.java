package portineria.store;

import java.util.Optional;

/**
 * A mailbox in a list, with the figures that STATUS gives: RFC 9051 §6.3.11.
 *
 * @param selectable false for a name that only stands above others
 * @param octets the sum of the messages' sizes
 */
public record MailboxInfo(
    MailboxName name,
    MailboxKind kind,
    Optional<SpecialUse> use,
    boolean selectable,
    UidValidity uidValidity,
    Uid uidNext,
    ModSeq highestModSeq,
    int messages,
    int unseen,
    int deleted,
    long octets,
    String objectId) {

  /** As it is told to another account: by another name, and what it is for is the owner's. */
  public MailboxInfo seenAs(MailboxName other) {
    return new MailboxInfo(
        other,
        kind,
        Optional.empty(),
        selectable,
        uidValidity,
        uidNext,
        highestModSeq,
        messages,
        unseen,
        deleted,
        octets,
        objectId);
  }
}
