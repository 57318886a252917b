package portineria.vault.transfer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import portineria.store.Digest;
import portineria.store.Flag;
import portineria.store.MailboxName;
import portineria.store.SpecialUse;

/** What the side that reads mail asks, in this order: a mailbox, what it lacks, one by one, all. */
sealed interface ImportQuestion {
  /**
   * Makes sure that a mailbox is there. Answered by a {@link Place}.
   *
   * @param subscribed whether to be subscribed to it, if it is made now
   * @param use what it is for, if it is made now and there is none for this yet
   */
  record Wanted(MailboxName name, boolean subscribed, Optional<SpecialUse> use)
      implements ImportQuestion {}

  /**
   * A mailbox that there is.
   *
   * @param number by which it is named from now on; -1 when it can't be
   * @param why it can't be
   */
  record Place(int number, String why) {}

  /** Which of these are missing. Answered by one {@link Standing} for each, in order. */
  record Offer(List<Offered> messages) implements ImportQuestion {
    public Offer {
      messages = List.copyOf(messages);
    }
  }

  /**
   * A message that could come.
   *
   * @param ordinal how many with this content come for this mailbox, this one included
   */
  record Offered(int mailbox, Digest digest, int ordinal) {}

  /** How a mailbox stands to a message. */
  enum Standing {
    /** It has never had it. */
    MISSING,
    /** It has it. */
    THERE,
    /** It had it; somebody has moved or removed it since. */
    REMOVED,
    /** It has it, and what is on the disk is damaged. */
    DAMAGED,
    /** It had it, and what is on the disk is damaged. */
    REMOVED_DAMAGED,
    /** The account had it, and it was erased. */
    ERASED
  }

  /**
   * Takes a message, whose octets come along. Answered by why not, or nothing.
   *
   * @param heals whether only to bring its octets back, at once
   */
  record Take(int mailbox, Digest digest, long octets, Set<Flag> flags, Instant date, boolean heals)
      implements ImportQuestion {
    public Take {
      flags = Set.copyOf(flags);
    }
  }

  /** Makes durable all that was taken. Answered by one {@link Remark} for each that was special. */
  record Deliver() implements ImportQuestion {}

  /**
   * What was special about a message.
   *
   * @param index which of those that were taken since the last delivery
   * @param text what is to be said of it, unless it was erased
   */
  record Remark(int index, Fate fate, String text) {}

  /** What became of a message. */
  enum Fate {
    /** It is there all the same. */
    DELIVERED,
    LEFT_OUT,
    /** It was erased, after it had been asked whether it is missing. */
    ERASED
  }
}
