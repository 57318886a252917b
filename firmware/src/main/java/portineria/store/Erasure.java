package portineria.store;

import java.util.List;
import java.util.Optional;

/**
 * What is to be erased, and how far.
 *
 * @param targets any number; one that the account does not have is passed over
 * @param act what is recorded for each account that loses some, with its name and their number, in
 *     the commit from which there is no way back
 * @param judgement on what ground, where that may have changed since
 */
public record Erasure(List<Target> targets, Extent extent, Act act, Optional<Judgement> judgement) {
  public Erasure {
    targets = List.copyOf(targets);
  }

  /** Whatever holds say, and whether or not a mailbox lists them. */
  public Erasure(List<Target> targets, Extent extent, Act act) {
    this(targets, extent, act, Optional.empty());
  }

  /** Who erases. */
  public Actor actor() {
    return new Actor(act.names().getOrDefault(Act.Part.BY, ""), act.door());
  }

  /**
   * What was looked at when it was decided that these messages go.
   *
   * @param holds those in force: where there are others by now, nothing is erased
   * @param listedToo whether those go too that a mailbox of the account's own lists
   */
  public record Judgement(List<Hold> holds, boolean listedToo) {
    public Judgement {
      holds = List.copyOf(holds);
    }
  }

  /** How far an erasure goes. */
  public enum Extent {
    /**
     * The messages, what the index knows of them, and what was derived from them. What copies of
     * the index and pages that SQLite no longer uses still say of them, their digests at the most,
     * goes with these, within some days. For what is swept every night.
     */
    MESSAGES,
    /** Everything at once: afterwards not an octet of them is in the data folder. */
    EVERYWHERE
  }

  /** A message of an account, which may have been renamed since. */
  public record Target(String account, Digest digest) {}

  /** Hears how far it is. */
  @FunctionalInterface
  public interface Progress {
    /** So many messages are overwritten, of so many. */
    void at(long done, long all);
  }
}
