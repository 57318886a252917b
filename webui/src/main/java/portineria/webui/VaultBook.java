package portineria.webui;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was deleted from accounts, and how it comes back. In the hands of who has mail here it is
 * about their own account alone: any other is unknown.
 */
public interface VaultBook {

  /** The accounts whose removals there are to see, by name. */
  List<String> accounts();

  /**
   * What was removed, the newest first.
   *
   * @param account of one account; of all of {@link #accounts} where it is empty
   * @param since what ended before is left out
   */
  List<Removal> removals(Optional<String> account, Instant since) throws Refused;

  /**
   * Brings back what one removal took away.
   *
   * @return how many messages came back
   */
  long putBack(String account, String removal, Progress progress) throws Refused;

  /** A person knows of that removal, and of what was removed before, and wants it so. */
  void accept(String account, String removal) throws Refused;

  /** By what a removal was done. */
  enum Way {
    IMAP,
    POP3,
    COMMAND,
    PAGES,
    /** Another account, with which the mailbox is shared. */
    COLLEAGUE,
    OTHER
  }

  /**
   * What somebody removed without a long pause.
   *
   * @param id by which it is named among those of its account
   * @param device its label, or who gave the command, or the colleague; empty for the account's own
   *     password
   * @param parts mailbox by mailbox
   * @param left how many of the messages can still be had back by this
   * @param asWhole whether a deleted mailbox would come back, as it was before this began
   * @param isMass whether it is more than people clear away in passing, and nobody has said that it
   *     was meant
   */
  record Removal(
      String id,
      String account,
      Way way,
      String device,
      Instant begun,
      List<Part> parts,
      long left,
      boolean asWhole,
      boolean isMass) {
    public Removal {
      parts = List.copyOf(parts);
    }

    long messages() {
      return parts.stream().mapToLong(Part::messages).sum();
    }

    /** Whether a mailbox itself was deleted. */
    boolean withMailbox() {
      return parts.stream().anyMatch(Part::withMailbox);
    }

    /** The mailboxes' names, each once. */
    List<String> mailboxes() {
      return parts.stream().map(Part::mailbox).distinct().toList();
    }
  }

  /**
   * What was removed from one mailbox.
   *
   * @param withMailbox whether the mailbox was deleted, too
   */
  record Part(String mailbox, long messages, boolean withMailbox) {}
}
