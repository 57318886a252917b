package portineria.store;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Sources in memory; their lock is the store's. */
final class FakeSources implements Sources {
  private final FakeStore store;
  private final Map<String, Source> sources = new TreeMap<>();
  private final Map<String, FakeIntake> intakes = new HashMap<>();
  private final Map<String, Status> statuses = new HashMap<>();
  private final Map<String, Sending> sendings = new HashMap<>();

  FakeSources(FakeStore store) {
    this.store = store;
  }

  @Override
  public List<Source> all() {
    synchronized (store.lock) {
      return List.copyOf(sources.values());
    }
  }

  @Override
  public Optional<Source> source(String name) {
    synchronized (store.lock) {
      return Optional.ofNullable(sources.get(name));
    }
  }

  @Override
  public void add(Source source) throws Refusal {
    store.change(
        () -> {
          if (sources.containsKey(source.name())) {
            throw new Refusal(Refusal.Reason.ALREADY_EXISTS, "there is a source " + source.name());
          }
          mustHaveAccount(source);
          intakes.put(source.name(), new FakeIntake(store));
          return sources.put(source.name(), source);
        });
  }

  void renamed(String from, String to) {
    sources.replaceAll(
        (name, source) -> source.account().equals(from) ? ofAccount(source, to) : source);
  }

  private static Source ofAccount(Source source, String account) {
    return new Source(
        source.name(),
        account,
        source.host(),
        source.port(),
        source.tls(),
        source.user(),
        source.sealedPassword(),
        source.keep(),
        source.every(),
        source.trustPem(),
        source.mailbox(),
        source.passwordExpires(),
        source.seenAfter(),
        source.paused(),
        source.upstreamOctetsMax());
  }

  void erase(Digest digest) {
    intakes.values().forEach(intake -> intake.erase(digest));
  }

  @Override
  public void update(Source source) throws Refusal {
    store.change(
        () -> {
          mustExist(source.name());
          mustHaveAccount(source);
          return sources.put(source.name(), source);
        });
  }

  private void mustHaveAccount(Source source) throws Refusal {
    if (!store.accountNames().contains(source.account())) {
      throw new Refusal(Refusal.Reason.NONEXISTENT, "there is no account " + source.account());
    }
  }

  @Override
  public void remove(String name) throws Refusal {
    store.change(
        () -> {
          mustExist(name);
          statuses.remove(name);
          sendings.remove(name);
          intakes.remove(name);
          return sources.remove(name);
        });
  }

  @Override
  public Intake intake(String name) throws Refusal {
    synchronized (store.lock) {
      mustExist(name);
      return intakes.get(name);
    }
  }

  @Override
  public Status status(String name) {
    synchronized (store.lock) {
      return statuses.getOrDefault(name, Status.NEVER);
    }
  }

  @Override
  public void putStatus(String name, Status status) throws Refusal {
    store.change(
        () -> {
          mustExist(name);
          return statuses.put(name, status);
        });
  }

  @Override
  public Optional<Sending> sending(String name) {
    synchronized (store.lock) {
      return Optional.ofNullable(sendings.get(name));
    }
  }

  @Override
  public void putSending(String name, Sending sending) throws Refusal {
    store.change(
        () -> {
          mustExist(name);
          return sendings.put(name, sending);
        });
  }

  /** With the lock. */
  void forgetReasons(Instant before) {
    intakes.values().forEach(intake -> intake.forgetReasons(before));
  }

  private void mustExist(String name) throws Refusal {
    if (!sources.containsKey(name)) {
      throw new Refusal(Refusal.Reason.NONEXISTENT, "there is no source " + name);
    }
  }
}
