package portineria.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What was seen of one source, in memory; its lock is the store's. */
final class FakeIntake implements Intake {
  private final FakeStore store;
  private final Map<String, Seen> seen = new LinkedHashMap<>();
  private final Set<String> goneUpstream = new HashSet<>();
  private final Map<String, Failure> failures = new LinkedHashMap<>();
  private int asides;

  FakeIntake(FakeStore store) {
    this.store = store;
  }

  /** With the lock. */
  void forgetReasons(Instant before) {
    failures.replaceAll(
        (key, failure) ->
            failure.lastAttempt().isBefore(before)
                ? new Failure(key, failure.attempts(), failure.lastAttempt(), Optional.empty())
                : failure);
  }

  @Override
  public Set<String> known(Collection<String> keys) {
    synchronized (store.lock) {
      return keys.stream().filter(seen::containsKey).collect(Collectors.toSet());
    }
  }

  @Override
  public List<Seen> withDigest(Digest digest) {
    synchronized (store.lock) {
      return seen.values().stream().filter(one -> one.digest().equals(digest)).toList();
    }
  }

  @Override
  public List<Seen> upstream() {
    synchronized (store.lock) {
      return seen.values().stream().filter(one -> !goneUpstream.contains(one.key())).toList();
    }
  }

  @Override
  public List<Optional<Uid>> deliver(Mailbox into, List<Fetched> fetched) throws Refusal {
    FakeMailbox mailbox = (FakeMailbox) into;
    return store.change(
        () -> {
          List<Mailbox.Delivery> fresh =
              fetched.stream()
                  .map(Fetched::delivery)
                  .filter(one -> !mailbox.account().hasErased(one.message().digest()))
                  .toList();
          Iterator<Uid> given = into.append(fresh).iterator();
          List<Optional<Uid>> uids = new ArrayList<>();
          for (Fetched one : fetched) {
            boolean isFresh = fresh.contains(one.delivery());
            uids.add(isFresh ? Optional.of(given.next()) : Optional.empty());
            Incoming.Received message = one.delivery().message();
            long octets = message.octets().size();
            setAside(one.key());
            seen.put(one.key(), new Seen(one.key(), message.digest(), octets, one.when()));
            goneUpstream.remove(one.key());
            failures.remove(one.key());
          }
          return uids;
        });
  }

  /** What is still upstream stays known, so that it does not come again. */
  void erase(Digest digest) {
    seen.values().removeIf(one -> one.digest().equals(digest) && goneUpstream.contains(one.key()));
  }

  @Override
  public void rename(Map<String, String> newKeyByOldKey) throws Refusal {
    store.change(
        () -> {
          Map<String, Seen> before = new LinkedHashMap<>(seen);
          seen.keySet().removeAll(newKeyByOldKey.keySet());
          goneUpstream.removeAll(newKeyByOldKey.keySet());
          newKeyByOldKey.forEach(
              (oldKey, newKey) -> {
                Seen was = before.get(oldKey);
                if (was != null) {
                  setAside(newKey);
                  seen.put(newKey, new Seen(newKey, was.digest(), was.octets(), was.fetched()));
                  failures.remove(newKey);
                }
              });
          return seen;
        });
  }

  /** What had this key may be there still. */
  private void setAside(String key) {
    Seen was = seen.remove(key);
    if (was != null) {
      String aside = "aside " + asides++;
      seen.put(aside, new Seen(aside, was.digest(), was.octets(), was.fetched()));
      goneUpstream.remove(key);
      goneUpstream.add(aside);
    }
  }

  @Override
  public void deletedUpstream(Collection<String> keys, Instant when) throws Refusal {
    store.change(() -> goneUpstream.addAll(keys));
  }

  @Override
  public void vanishedUpstream(Collection<String> keys, Instant when) throws Refusal {
    store.change(() -> goneUpstream.addAll(keys));
  }

  @Override
  public void failed(String key, String reason, Instant when) throws Refusal {
    store.change(
        () -> {
          int before = failures.containsKey(key) ? failures.get(key).attempts() : 0;
          return failures.put(key, new Failure(key, before + 1, when, Optional.of(reason)));
        });
  }

  @Override
  public List<Failure> failures() {
    synchronized (store.lock) {
      return List.copyOf(failures.values());
    }
  }

  @Override
  public void forgetFailures(Collection<String> keys) throws Refusal {
    store.change(() -> failures.keySet().removeAll(keys));
  }
}
