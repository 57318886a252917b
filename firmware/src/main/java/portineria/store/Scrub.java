package portineria.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The box's own look at whether what it keeps is still what it received: message after message is
 * read and compared with its digest, in rounds without end. Disks lose octets in silence, and a
 * backup copies them faithfully; who notices within days has a backup that is older than the loss.
 *
 * <p>How far a round has come survives a restart, within a hundredth of the whole.
 */
public interface Scrub {

  /**
   * Reads on where it stopped: a part of all that is kept, at least a message, or what is left of
   * the round; the next call begins a new one then.
   *
   * @param parts a round takes so many calls
   * @return how many octets were read
   */
  long advance(int parts) throws Refusal;

  /**
   * Reads these now, and takes note of which are damaged and which are whole: what another reader
   * says of them is a reason to look, not to believe it. Those that are gone are left out.
   */
  void recheck(Collection<MessageId> messages) throws Refusal;

  /** As of now. */
  State state();

  /**
   * What it found.
   *
   * @param lastRoundEnded when all had been read once
   * @param damaged the one that was found first comes first
   */
  record State(Optional<Instant> lastRoundEnded, List<Damage> damaged) {
    public State {
      damaged = List.copyOf(damaged);
    }
  }

  /**
   * A message that is not what was received.
   *
   * @param mailboxes those that list it, of its account
   * @param found when it was first seen so
   */
  record Damage(String account, Digest digest, List<MailboxName> mailboxes, Instant found) {
    public Damage {
      mailboxes = List.copyOf(mailboxes);
    }
  }
}
