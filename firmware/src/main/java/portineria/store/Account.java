package portineria.store;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import portineria.message.Octets;

/** The mail of one account, in the hands of one {@link Actor}. Safe for many threads. */
public interface Account {

  /** The account's name, as it logs in. */
  String name();

  /** All mailboxes in the order of their names, INBOX first. Cheap: nothing is opened. */
  List<MailboxInfo> mailboxes();

  /** Names the account is subscribed to; they need not exist: RFC 9051 §6.3.7. */
  Set<MailboxName> subscriptions();

  /** Opens a mailbox; the same mailbox is shared by all who open it. */
  Optional<Mailbox> mailbox(MailboxName name);

  /**
   * Makes a mailbox, and those above it that are missing: RFC 9051 §6.3.4.
   *
   * @param use for CREATE-SPECIAL-USE, RFC 6154 §3
   */
  Mailbox create(MailboxName name, Optional<SpecialUse> use) throws Refusal;

  /**
   * Deletes a mailbox; its entries are marked removed. One with inferior mailboxes is refused with
   * {@code IN_USE}: RFC 9051 §6.3.5.
   */
  void delete(MailboxName name) throws Refusal;

  /**
   * Renames a mailbox and those under it. INBOX stays and loses its messages to the new mailbox:
   * RFC 9051 §6.3.6.
   */
  void rename(MailboxName from, MailboxName to) throws Refusal;

  /** Adds a subscription or takes it away. */
  void subscribe(MailboxName name, boolean wanted) throws Refusal;

  /** How much it may hold and how much it does, as of now. Cheap: nothing is opened. */
  Quota quota();

  /**
   * How much it may hold from now on. What comes beyond it is refused with {@code OVER_QUOTA}, by
   * {@link Mailbox#append} and {@link Mailbox#copy} and for the fetcher; what was removed can
   * always be had back, because the box keeps it anyway, and so can what is moved.
   */
  void limit(Quota.Limits limits) throws Refusal;

  /**
   * Starts taking in a message. Memory is bounded whatever its size.
   *
   * @param octetsExpected its size where it is known, else 0; the message may have any other size
   */
  Incoming incoming(long octetsExpected) throws Refusal;

  /**
   * The octets of a message, exactly as received. Positional reads by many threads at once.
   *
   * @throws java.io.UncheckedIOException because of {@link ErasedMessage} where it was erased; when
   *     that happens later, reading throws it
   */
  Octets octets(MessageId message);

  /**
   * The digest of a message.
   *
   * @throws java.io.UncheckedIOException as {@link #octets}
   */
  Digest digest(MessageId message);

  /**
   * Those of {@code digests} whose messages were erased: the account does not take them in again.
   */
  Set<Digest> erased(Collection<Digest> digests);

  /**
   * Those of {@code digests} whose messages are known not to be what came: {@link Scrub} has found
   * them so, or their file is missing or cut short. No message is read for that.
   */
  Set<Digest> damaged(Collection<Digest> digests);

  /**
   * Brings the octets of a damaged message back, for who has them from elsewhere, from a backup for
   * instance: it is what came again, in all its mailboxes. Whatever delivers such a message does
   * the same beside.
   *
   * @return whether that was so; nothing was done where the account does not have the message, or
   *     where it is not known to be damaged, as {@link #damaged} says
   */
  boolean heal(Incoming.Received message) throws Refusal;

  /** What was derived from messages and may be thrown away. */
  Summaries summaries();

  /** Whether it shows all its mail, by year. */
  AllMail allMail();

  /** What was removed, and how it comes back. */
  Recovery recovery();

  /** What a device that speaks POP3 does not want to see any more. */
  Hidden hidden(String device);

  /**
   * The POP3 unique-ids of the messages of {@code view}, in its order: the digest, and an ordinal
   * for identical copies; at most 70 characters; stable over restart, rebuild and restore. RFC 1939
   * §7.
   */
  List<String> uniqueIds(View view);
}
