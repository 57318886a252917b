package portineria.store.sqlite;

import portineria.store.Act;
import portineria.store.Refusal;

/** Where changes are handed in. */
interface Changes {
  /**
   * Does {@code change} and returns when it is on the disk and the listeners were told. Waits
   * without holding the carrier of a virtual thread.
   *
   * @param octets of messages that it brings along: no more than so much goes into one group
   */
  <T> T perform(long octets, Change<T> change) throws Refusal;

  /** Does what changes nothing on the disk: possible even where nothing can be changed any more. */
  <T> T look(Change<T> change) throws Refusal;

  default <T> T perform(Change<T> change) throws Refusal {
    return perform(0, change);
  }

  /** Records an act with each change, in the same step. */
  record Recorded(Changes changes, Act act) implements Changes {
    @Override
    public <T> T perform(long octets, Change<T> change) throws Refusal {
      return changes.perform(
          octets,
          transaction -> {
            T done = change.apply(transaction);
            AuditChain.append(transaction, act);
            return done;
          });
    }

    @Override
    public <T> T look(Change<T> change) throws Refusal {
      return changes.look(change);
    }
  }

  /** Of a store that is open for reading only; says why. */
  record None(String why) implements Changes {
    @Override
    public <T> T perform(long octets, Change<T> change) throws Refusal {
      throw new Refusal(Refusal.Reason.READ_ONLY, why);
    }

    @Override
    public <T> T look(Change<T> change) throws Refusal {
      throw new Refusal(Refusal.Reason.READ_ONLY, why);
    }
  }
}
