package portineria.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Logins in memory; their lock is the store's. */
final class FakeDirectory implements Directory {
  private final FakeStore store;
  private final Map<String, Login> logins = new TreeMap<>();

  /** Former names, each with the account's name now. */
  private final Map<String, String> former = new LinkedHashMap<>();

  private final List<Consumer<String>> renamed = new CopyOnWriteArrayList<>();

  FakeDirectory(FakeStore store) {
    this.store = store;
  }

  void created(String account) {
    logins.put(account, new Login(account, false, Optional.empty(), Pop3Deletion.HIDE, List.of()));
  }

  @Override
  public List<Login> logins() {
    synchronized (store.lock) {
      return List.copyOf(logins.values());
    }
  }

  @Override
  public Optional<Login> login(String account) {
    synchronized (store.lock) {
      return Optional.ofNullable(logins.get(account));
    }
  }

  @Override
  public void update(String account, boolean disabled, Pop3Deletion pop3Deletion) throws Refusal {
    change(
        account,
        was ->
            new Login(
                account,
                disabled,
                was.passwordHash(),
                pop3Deletion,
                was.devices(),
                was.withheld()));
  }

  @Override
  public void withhold(String account, Set<String> capabilities) throws Refusal {
    change(
        account,
        was ->
            new Login(
                account,
                was.disabled(),
                was.passwordHash(),
                was.pop3Deletion(),
                was.devices(),
                capabilities));
  }

  @Override
  public void setPassword(String account, String passwordHash) throws Refusal {
    change(
        account,
        was ->
            new Login(
                account,
                was.disabled(),
                Optional.of(passwordHash),
                was.pop3Deletion(),
                was.devices(),
                was.withheld()));
  }

  @Override
  public void addDevice(String account, Device device) throws Refusal {
    store.change(
        () -> {
          Login login = mustExist(account);
          List<Device> devices = new ArrayList<>(login.devices());
          if (devices.stream().anyMatch(other -> other.label().equals(device.label()))) {
            throw new Refusal(Refusal.Reason.ALREADY_EXISTS, "there is a device " + device.label());
          }
          devices.add(device);
          return put(login, devices);
        });
  }

  @Override
  public void revokeDevice(String account, String label) throws Refusal {
    store.change(
        () -> {
          Login login = mustExist(account);
          List<Device> devices = new ArrayList<>(login.devices());
          if (!devices.removeIf(device -> device.label().equals(label))) {
            throw new Refusal(Refusal.Reason.NONEXISTENT, "there is no device " + label);
          }
          return put(login, devices);
        });
  }

  @Override
  public void seen(String account, String label, Instant when) {
    synchronized (store.lock) {
      Login login = logins.get(account);
      if (login == null) {
        return;
      }
      List<Device> devices =
          login.devices().stream()
              .map(device -> device.label().equals(label) ? seen(device, when) : device)
              .toList();
      put(login, devices);
    }
  }

  private static Device seen(Device device, Instant when) {
    return seen(device, Optional.of(when));
  }

  private static Device seen(Device device, Optional<Instant> when) {
    return new Device(
        device.label(), device.selector(), device.passwordHash(), device.created(), when);
  }

  /** With the lock. */
  void close(String account, Optional<Device> handover) throws Refusal {
    if (handover.isPresent() || logins.containsKey(account)) {
      Login login = mustExist(account);
      List<Device> devices = handover.map(List::of).orElse(List.of());
      logins.put(
          account,
          new Login(
              account,
              handover.isEmpty(),
              Optional.empty(),
              login.pop3Deletion(),
              devices,
              login.withheld()));
    }
  }

  /** With the lock. */
  void reopen(String account) {
    Login login = logins.get(account);
    if (login != null) {
      logins.put(
          account,
          new Login(
              account, false, Optional.empty(), login.pop3Deletion(), List.of(), login.withheld()));
    }
  }

  /** With the lock. */
  void forgetSeen(Instant before) {
    for (Login login : List.copyOf(logins.values())) {
      put(
          login,
          login.devices().stream()
              .map(device -> seen(device, device.lastSeen().filter(at -> !at.isBefore(before))))
              .toList());
    }
  }

  @Override
  public void remove(String account) throws Refusal {
    store.change(
        () -> {
          mustExist(account);
          store.sharing.forget(account);
          return logins.remove(account);
        });
  }

  @Override
  public void open(String account) throws Refusal {
    store.change(
        () -> {
          if (!store.accountNames().contains(account)) {
            throw new Refusal(Refusal.Reason.NONEXISTENT, "there is no account " + account);
          }
          if (logins.containsKey(account)) {
            throw new Refusal(Refusal.Reason.ALREADY_EXISTS, "there is a login " + account);
          }
          created(account);
          return account;
        });
  }

  @Override
  public void rename(String account, String name) throws Refusal {
    store.change(
        () -> {
          Login was = mustExist(account);
          store.mustBeName(name);
          if (!former.getOrDefault(name, account).equals(account)) {
            throw new Refusal(Refusal.Reason.ALREADY_EXISTS, name + " was another's name");
          }
          store.renamed(account, name);
          former.replaceAll((before, now) -> now.equals(account) ? name : now);
          former.remove(name);
          former.put(account, name);
          logins.remove(account);
          logins.put(
              name,
              new Login(
                  name,
                  was.disabled(),
                  was.passwordHash(),
                  was.pop3Deletion(),
                  was.devices(),
                  was.withheld()));
          return name;
        });
    renamed.forEach(listener -> listener.accept(account));
  }

  @Override
  public List<String> formerNames(String account) {
    synchronized (store.lock) {
      return former.keySet().stream().filter(name -> former.get(name).equals(account)).toList();
    }
  }

  @Override
  public Optional<String> nameNow(String name) {
    synchronized (store.lock) {
      return store.accountNames().contains(name)
          ? Optional.of(name)
          : Optional.ofNullable(former.get(name));
    }
  }

  @Override
  public Subscription tellOfRenamed(Consumer<String> listener) {
    renamed.add(listener);
    return () -> renamed.remove(listener);
  }

  private Login put(Login login, List<Device> devices) {
    Login changed =
        new Login(
            login.account(),
            login.disabled(),
            login.passwordHash(),
            login.pop3Deletion(),
            devices,
            login.withheld());
    logins.put(login.account(), changed);
    return changed;
  }

  private void change(String account, UnaryOperator<Login> change) throws Refusal {
    store.change(() -> logins.put(account, change.apply(mustExist(account))));
  }

  private Login mustExist(String account) throws Refusal {
    Login login = logins.get(account);
    if (login == null) {
      throw new Refusal(Refusal.Reason.NONEXISTENT, "there is no login " + account);
    }
    return login;
  }
}
