package portineria.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What was decided, in memory; its lock is the store's. */
final class FakeDecisions implements Decisions {
  private final FakeStore store;
  private final Map<String, Policy> policies = new TreeMap<>();
  private final Map<String, Leaver> leavers = new TreeMap<>();
  private final Map<String, Hold> holds = new TreeMap<>();

  FakeDecisions(FakeStore store) {
    this.store = store;
  }

  @Override
  public Optional<Policy> policy(String account) {
    synchronized (store.lock) {
      return Optional.ofNullable(policies.get(account));
    }
  }

  @Override
  public void decide(Policy policy) throws Refusal {
    store.change(
        () -> {
          mustExist(policy.account());
          return policies.put(policy.account(), policy);
        });
  }

  @Override
  public List<Leaver> leavers() {
    synchronized (store.lock) {
      return List.copyOf(leavers.values());
    }
  }

  @Override
  public void leave(Leaver leaver, Optional<Directory.Device> handover) throws Refusal {
    store.change(
        () -> {
          mustExist(leaver.account());
          if (leaver.handedTo().isPresent()) {
            mustExist(leaver.handedTo().get());
          }
          store.directory.close(leaver.account(), handover);
          store.sharing.forget(leaver.account());
          return leavers.put(leaver.account(), leaver);
        });
  }

  @Override
  public void emptied(String account) throws Refusal {
    store.change(
        () -> {
          mustHaveLeft(account);
          store.directory.close(account, Optional.empty());
          return leavers.remove(account);
        });
  }

  @Override
  public void stay(String account) throws Refusal {
    store.change(
        () -> {
          mustHaveLeft(account);
          store.directory.reopen(account);
          return leavers.remove(account);
        });
  }

  private void mustHaveLeft(String account) throws Refusal {
    if (!leavers.containsKey(account)) {
      throw new Refusal(Refusal.Reason.NONEXISTENT, account + " has not left");
    }
  }

  @Override
  public List<Hold> holds() {
    synchronized (store.lock) {
      return List.copyOf(holds.values());
    }
  }

  @Override
  public void begin(Hold hold) throws Refusal {
    store.change(
        () -> {
          if (hold.account().isPresent()) {
            mustExist(hold.account().get());
          }
          if (holds.containsKey(hold.name())) {
            throw new Refusal(Refusal.Reason.ALREADY_EXISTS, "there is a hold " + hold.name());
          }
          return holds.put(hold.name(), hold);
        });
  }

  @Override
  public void end(String hold) throws Refusal {
    store.change(
        () -> {
          if (holds.remove(hold) == null) {
            throw new Refusal(Refusal.Reason.NONEXISTENT, "there is no hold " + hold);
          }
          return hold;
        });
  }

  private void mustExist(String account) throws Refusal {
    if (!store.accountNames().contains(account)) {
      throw new Refusal(Refusal.Reason.NONEXISTENT, "there is no account " + account);
    }
  }
}
