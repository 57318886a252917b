package portineria.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import portineria.message.Octets;

/**
 * A store in memory, short enough to be seen to be right: plain lists, one lock, listeners called
 * after the change and still under the lock, so that they hear in the order of the commits. What it
 * does is said by the contract suite, which it passes like every other store.
 */
public final class FakeStore implements Store {
  final InstantSource clock;
  final Object lock = new Object();
  final FakeDirectory directory = new FakeDirectory(this);
  private final List<Derived> derived = new CopyOnWriteArrayList<>();
  private final FakeSources sources = new FakeSources(this);
  final FakeSharing sharing = new FakeSharing(this);
  private final FakeDecisions decisions = new FakeDecisions(this);
  private final FakeTroubles troubles = new FakeTroubles(this);
  private final FakeAudit audit = new FakeAudit(this);

  private volatile boolean interrupted;

  /** What the present change is recorded as, where it is. */
  Optional<Act> recorded = Optional.empty();

  final FakeArrivals arrivals = new FakeArrivals(this);
  private final Map<String, FakeAccount> accounts = new TreeMap<>();
  private final Map<String, String> settings = new HashMap<>();
  private Optional<Refusal.Reason> refusing = Optional.empty();
  private Refusal.Reason refusingLater = Refusal.Reason.UNAVAILABLE;
  private long changesLeft = Long.MAX_VALUE;
  private final List<List<MessageId>> rechecked = new ArrayList<>();
  private long lastNumber;
  private long bad = Long.MAX_VALUE;
  private long good = Long.MAX_VALUE;
  long generation = 1;

  public FakeStore(InstantSource clock) {
    this.clock = clock;
  }

  /** From now on every change is refused for this reason: a full disk, say. */
  public void refuseChanges(Refusal.Reason reason) {
    synchronized (lock) {
      refusing = Optional.of(reason);
    }
  }

  /** So many changes are made yet, and then none. */
  public void refuseChangesAfter(int changes, Refusal.Reason reason) {
    synchronized (lock) {
      changesLeft = changes;
      refusingLater = reason;
    }
  }

  /** Ends {@link #refuseChanges} and {@link #refuseChangesAfter}. */
  public void allowChanges() {
    synchronized (lock) {
      refusing = Optional.empty();
      changesLeft = Long.MAX_VALUE;
    }
  }

  /** What was to be looked at again, call after call. */
  public List<List<MessageId>> rechecked() {
    return List.copyOf(rechecked);
  }

  /** From now on a message is known to be damaged, until its octets come again. */
  public void damage(String account, Digest digest) {
    synchronized (lock) {
      accounts.get(account).damage(digest);
    }
  }

  /** From now on no message can be read beyond so many octets: a file that was cut short. */
  public void damageAfter(long octets) {
    damage(octets, Long.MAX_VALUE);
  }

  /** From now on of every message these octets can't be read: a bad spot of the disk. */
  public void damage(long from, long to) {
    synchronized (lock) {
      bad = from;
      good = to;
    }
  }

  Octets damaged(Octets octets) {
    synchronized (lock) {
      return octets.size() > bad ? new DamagedOctets(octets, bad, good) : octets;
    }
  }

  /** Forgets what a store keeps in memory alone, as if it had been closed and opened again. */
  public FakeStore restarted() {
    synchronized (lock) {
      accounts.values().forEach(FakeAccount::forgetRecent);
    }
    return this;
  }

  @Override
  public Directory directory() {
    return directory;
  }

  @Override
  public List<String> accountNames() {
    synchronized (lock) {
      return List.copyOf(accounts.keySet());
    }
  }

  @Override
  public Optional<Account> account(String name, Actor actor) {
    synchronized (lock) {
      Optional<FakeAccount> found = Optional.ofNullable(accounts.get(name));
      found.ifPresent(account -> account.actor = actor);
      return found.map(account -> account);
    }
  }

  @Override
  public Account createAccount(String name, Actor actor) throws Refusal {
    return change(
        () -> {
          if (accounts.containsKey(name)) {
            throw new Refusal(Refusal.Reason.ALREADY_EXISTS, "there is an account " + name);
          }
          if (!name.matches("[a-z0-9][a-z0-9._@+-]{0,63}")) {
            throw new Refusal(Refusal.Reason.CANNOT, "not a name for an account: " + name);
          }
          if (directory.nameNow(name).isPresent()) {
            throw new Refusal(Refusal.Reason.ALREADY_EXISTS, name + " was another account's name");
          }
          FakeAccount account = new FakeAccount(this, name);
          account.actor = actor;
          accounts.put(name, account);
          directory.created(name);
          return account;
        });
  }

  /** With the lock. */
  void renamed(String from, String to) {
    FakeAccount account = accounts.remove(from);
    account.name(to);
    accounts.put(to, account);
    sources.renamed(from, to);
    sharing.renamed(from, to);
  }

  /** With the lock. */
  void mustBeName(String name) throws Refusal {
    if (accounts.containsKey(name)) {
      throw new Refusal(Refusal.Reason.ALREADY_EXISTS, "there is an account " + name);
    }
    if (!name.matches("[a-z0-9][a-z0-9._@+-]{0,63}")) {
      throw new Refusal(Refusal.Reason.CANNOT, "not a name for an account: " + name);
    }
  }

  @Override
  public Subscription tellOfErased(Derived one) {
    derived.add(one);
    return () -> derived.remove(one);
  }

  /** All at once, so that nobody sees it at work. */
  @Override
  public boolean isErasing() {
    return interrupted;
  }

  /** As if an erasure had been interrupted. */
  public void interruptErasure() {
    interrupted = true;
  }

  @Override
  public List<Erasure.Target> erase(Erasure erasure, Erasure.Progress progress) throws Refusal {
    List<MessageId> ids = new ArrayList<>();
    List<Erasure.Target> erased =
        change(
            () -> {
              if (erasure.judgement().filter(one -> !isOfToday(one)).isPresent()) {
                throw new Refusal(Refusal.Reason.IN_USE, "other holds are in force");
              }
              boolean listedToo =
                  erasure.judgement().map(Erasure.Judgement::listedToo).orElse(true);
              List<Erasure.Target> gone =
                  erasure.targets().stream()
                      .filter(target -> accounts.containsKey(target.account()))
                      .filter(target -> erase(target, listedToo, ids))
                      .toList();
              gone.stream()
                  .collect(
                      Collectors.groupingBy(
                          Erasure.Target::account, TreeMap::new, Collectors.counting()))
                  .forEach(
                      (account, count) ->
                          audit.append(
                              erasure
                                  .act()
                                  .with(Act.Part.ACCOUNT, account)
                                  .with(Act.Figure.MESSAGES, count)));
              return gone;
            });
    erased.forEach(one -> sources.erase(one.digest()));
    for (Derived one : derived) {
      try {
        one.forget(ids);
      } catch (IOException failed) {
        throw new Refusal(Refusal.Reason.UNAVAILABLE, "not forgotten", failed);
      }
    }
    progress.at(erased.size(), erased.size());
    return erased;
  }

  private boolean isOfToday(Erasure.Judgement judgement) {
    return Set.copyOf(judgement.holds()).equals(Set.copyOf(decisions.holds()));
  }

  private boolean erase(Erasure.Target target, boolean listedToo, List<MessageId> ids) {
    FakeAccount account = accounts.get(target.account());
    boolean stays = !listedToo && account.isListed(target.digest());
    Optional<MessageId> erased = stays ? Optional.empty() : account.erase(target.digest());
    erased.ifPresent(ids::add);
    return erased.isPresent();
  }

  @Override
  public Sources sources() {
    return sources;
  }

  /** Memory does not rot. */
  @Override
  public Scrub scrub() {
    return new Scrub() {
      @Override
      public long advance(int parts) {
        return 0;
      }

      @Override
      public void recheck(Collection<MessageId> messages) {
        rechecked.add(List.copyOf(messages));
      }

      @Override
      public State state() {
        return new State(Optional.empty(), List.of());
      }
    };
  }

  @Override
  public Contents contents() {
    return new Contents() {
      @Override
      public List<Remains> unlisted(Optional<MessageId> after, int count) {
        return remains(after, count, one -> !one.isListed());
      }

      @Override
      public List<Remains> of(String account, Optional<MessageId> after, int count) {
        return remains(after, count, one -> one.account().equals(account));
      }

      @Override
      public List<Remains> of(String account, List<Digest> digests) {
        List<Remains> all = of(account, Optional.empty(), Integer.MAX_VALUE);
        return digests.stream()
            .flatMap(digest -> all.stream().filter(one -> one.digest().equals(digest)))
            .toList();
      }
    };
  }

  private List<Remains> remains(Optional<MessageId> after, int count, Predicate<Remains> wanted) {
    synchronized (lock) {
      return accounts.values().stream()
          .flatMap(account -> account.remains().stream())
          .filter(one -> after.isEmpty() || one.message().value() > after.get().value())
          .filter(wanted)
          .sorted(Comparator.comparingLong(one -> one.message().value()))
          .limit(count)
          .toList();
    }
  }

  @Override
  public Sharing sharing() {
    return sharing;
  }

  /** With the lock. */
  Optional<FakeAccount> fake(String account) {
    return Optional.ofNullable(accounts.get(account));
  }

  @Override
  public Decisions decisions() {
    return decisions;
  }

  @Override
  public Troubles troubles() {
    return troubles;
  }

  @Override
  public Audit audit() {
    return audit;
  }

  @Override
  public Store recording(Act act) {
    return FakeRecording.of(this, Store.class, this, act);
  }

  @Override
  public void forgetTraces(Instant before) throws Refusal {
    change(
        () -> {
          directory.forgetSeen(before);
          sources.forgetReasons(before);
          return before;
        });
  }

  @Override
  public Arrivals arrivals() {
    return arrivals;
  }

  @Override
  public Bygone bygone(Path index) throws IOException {
    throw new IOException("a store in memory reads no files");
  }

  @Override
  public Optional<String> setting(String key) {
    synchronized (lock) {
      return Optional.ofNullable(settings.get(key));
    }
  }

  @Override
  public void putSetting(String key, String value) throws Refusal {
    change(() -> settings.put(key, value));
  }

  @Override
  public Optional<String> readOnlyReason() {
    synchronized (lock) {
      return refusing
          .filter(reason -> reason == Refusal.Reason.READ_ONLY)
          .map(reason -> "this store was told to refuse");
    }
  }

  @Override
  public List<String> losses() {
    return List.of();
  }

  @Override
  public void close() {}

  /** For UIDVALIDITYs, modseqs, message and object ids: no two things ever get the same number. */
  long nextNumber() {
    return ++lastNumber;
  }

  long now() {
    return clock.instant().getEpochSecond();
  }

  /** Each changing method checks first and applies then, in here. */
  <T> T change(Step<T> step) throws Refusal {
    synchronized (lock) {
      if (changesLeft-- == 0) {
        refusing = Optional.of(refusingLater);
      }
      if (refusing.isPresent()) {
        throw new Refusal(refusing.get(), "this store was told to refuse");
      }
      T done = step.run();
      recorded.ifPresent(audit::append);
      return done;
    }
  }

  interface Step<T> {
    T run() throws Refusal;
  }
}
