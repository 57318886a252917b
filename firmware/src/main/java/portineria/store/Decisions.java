package portineria.store;

import java.util.List;
import java.util.Optional;

/**
 * What an administrator has decided about how long mail is kept. The store remembers it; the vault
 * acts on it.
 */
public interface Decisions {

  /** Empty where nobody has decided yet. */
  Optional<Policy> policy(String account);

  /** Replaces what was decided for that account before. */
  void decide(Policy policy) throws Refusal;

  /** Those whose mail is not erased yet, by account. */
  List<Leaver> leavers();

  /**
   * Closes the login of somebody who leaves, or changes what was decided of a leaver: the password
   * and all devices are worthless from now on, and nothing is shared with or by the account.
   *
   * @param handover with which the colleague gets in; whoever had one before has it no more
   */
  void leave(Leaver leaver, Optional<Directory.Device> handover) throws Refusal;

  /** All mail of a leaver is erased: nobody gets in any more, and nothing is left to decide. */
  void emptied(String account) throws Refusal;

  /** The account is no leaver's any more; its login needs a new password. */
  void stay(String account) throws Refusal;

  /** Those in force, by name. */
  List<Hold> holds();

  /** From now on it holds; {@code ALREADY_EXISTS} where one has that name. */
  void begin(Hold hold) throws Refusal;

  /** From now on it does not hold any more. */
  void end(String hold) throws Refusal;
}
