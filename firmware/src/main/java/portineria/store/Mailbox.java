package portineria.store;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One mailbox. Every changing method is one transaction: when it returns, the change is on disk and
 * the listeners have been told, in the order of the commits. Safe for use by many threads.
 */
public interface Mailbox {

  MailboxName name();

  /** Of any kind but {@link MailboxKind#ORDINARY} every change is refused with {@code CANNOT}. */
  MailboxKind kind();

  UidValidity uidValidity();

  /** Never given to two mailboxes, kept by a rename: RFC 8474 §4. */
  String objectId();

  /** The mailbox as of now; never changes afterwards. Costs nothing. */
  View view();

  /** Whether the mailbox was deleted since it was opened. */
  boolean isDeleted();

  /**
   * How often this mailbox holds each of these contents, and ever held it. One answer for each of
   * {@code digests}, in order; what is removed or was moved away counts in {@link Copies#ever}.
   */
  List<Copies> copies(List<Digest> digests);

  /** Adds messages, all or none, and gives their UIDs in the same order: RFC 3502. */
  List<Uid> append(List<Delivery> deliveries) throws Refusal;

  /**
   * Changes flags of those messages of {@code among} that are there and whose modseq is not above
   * {@code unchangedSince}: RFC 7162 §3.1.3. Use {@link ModSeq#MAX} for an unconditional change.
   */
  Flagged store(UidSet among, FlagChange change, ModSeq unchangedSince) throws Refusal;

  /**
   * Copies messages, with flags and dates, to a mailbox of the same account: no bytes move.
   *
   * <p>What is copied out of a recoverable mailbox is live again: it comes with the flags that it
   * had when it was removed, less {@code \Deleted}, and is not shown there any more.
   */
  Copied copy(UidSet among, Mailbox target) throws Refusal;

  /**
   * As {@link #copy}, and removes them here, in one step: RFC 6851 §3. Possible out of a
   * recoverable mailbox too, but not out of one that shows all mail.
   */
  Copied move(UidSet among, Mailbox target) throws Refusal;

  /**
   * The UIDs of messages that were removed after {@code since}: RFC 7162 §3.2.6. Where that is not
   * known any more, all UIDs that are not in use; so there may be more of them, and never fewer.
   */
  UidSet vanishedSince(ModSeq since);

  /** Removes those of {@code among} that carry {@code \Deleted}; the others stay. */
  UidSet expunge(UidSet among) throws Refusal;

  /** Removes those of {@code among}, whatever their flags: POP3's deletion where it is set so. */
  UidSet remove(UidSet among) throws Refusal;

  /**
   * The first UID that no session was told of as recent, and from now on is taken: RFC 3501 §2.3.2.
   * Kept in memory: after a restart nothing is recent until something arrives.
   */
  Uid claimRecent();

  /** The recent ones begin here, without claiming them: EXAMINE and STATUS. */
  Uid peekRecent();

  /** From now on {@code listener} is told after every commit, until the subscription is closed. */
  Subscription subscribe(Listener listener);

  /**
   * How many entries of one mailbox have the same content.
   *
   * @param now those that are there
   * @param ever those and the removed ones
   */
  record Copies(int now, int ever) {}

  /**
   * What {@link #store} did.
   *
   * @param modSeq the modseq that all changed messages got
   * @param changed those whose flags are different now
   * @param conflicted those that were changed by somebody else since {@code unchangedSince}
   */
  record Flagged(ModSeq modSeq, UidSet changed, UidSet conflicted) {}

  /** What {@link #copy} and {@link #move} did; the two lists go together, in order: RFC 4315 §3. */
  record Copied(UidValidity targetValidity, List<Uid> source, List<Uid> target) {
    public Copied {
      source = List.copyOf(source);
      target = List.copyOf(target);
      assert source.size() == target.size();
    }
  }

  /**
   * A change of flags.
   *
   * @param flags never {@code \Recent}
   * @param rights of who changes them: what these do not permit stays as it is, RFC 4314 §4
   */
  record FlagChange(Kind kind, Set<Flag> flags, Rights rights) {
    public FlagChange {
      flags = flags.stream().filter(rights::permits).collect(Collectors.toUnmodifiableSet());
    }

    /** By who may change all flags. */
    public FlagChange(Kind kind, Set<Flag> flags) {
      this(kind, flags, Rights.ALL);
    }

    /** What {@code before} becomes in a mailbox of this table; flags that it lacks are left out. */
    public long applied(long before, FlagTable table) {
      return (before & kept(table)) | set(table);
    }

    /** The bits that stay as they are, as far as {@link #set} does not set them. */
    public long kept(FlagTable table) {
      return switch (kind) {
        case ADD -> -1;
        case REMOVE -> ~table.mask(flags);
        case REPLACE -> table.mask(flag -> !rights.permits(flag));
      };
    }

    /** The bits that are set afterwards. */
    public long set(FlagTable table) {
      return kind == Kind.REMOVE ? 0 : table.mask(flags);
    }

    /** FLAGS, +FLAGS and -FLAGS: RFC 9051 §6.4.6. */
    public enum Kind {
      REPLACE,
      ADD,
      REMOVE
    }
  }

  /**
   * A message on its way into a mailbox.
   *
   * @param internalDate RFC 9051 §2.3.3; kept to the second
   */
  record Delivery(Incoming.Received message, Set<Flag> flags, Instant internalDate) {
    public Delivery {
      flags = Set.copyOf(flags);
    }
  }
}
