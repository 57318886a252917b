package portineria.vault.rights;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import portineria.store.Actor;
import portineria.store.Digest;
import portineria.store.Erasure.Target;
import portineria.store.Remains;
import portineria.store.Store;

/**
 * The messages that somebody has ticked. Each is looked at again: a list of somebody else, or of
 * yesterday, must not hand over or erase what is not about the person.
 */
public final class Chosen {
  private static final int PAGE = 500;

  private final Store store;
  private final Actor by;

  public Chosen(Store store, Actor by) {
    this.store = store;
    this.by = by;
  }

  /** Hears of each, account by account. */
  public interface Listener {
    void found(Found message) throws IOException;

    /** It is not about the person. */
    void foreign(Remains message) throws IOException;

    /** It can't be read, so nobody knows. */
    void unreadable(Remains message, String why) throws IOException;

    /** The account does not have it, or not any more. */
    void missing(Target target) throws IOException;
  }

  /** Looks at all of them. */
  public void look(Person person, Collection<Target> targets, Listener listener)
      throws IOException {
    Map<String, List<Digest>> byAccount = new LinkedHashMap<>();
    for (Target target : targets) {
      byAccount.computeIfAbsent(target.account(), name -> new ArrayList<>()).add(target.digest());
    }
    for (Map.Entry<String, List<Digest>> one : byAccount.entrySet()) {
      List<Digest> digests = one.getValue();
      for (int from = 0; from < digests.size(); from += PAGE) {
        List<Digest> page = digests.subList(from, Math.min(digests.size(), from + PAGE));
        look(person, one.getKey(), page, listener);
      }
    }
  }

  private void look(Person person, String account, List<Digest> digests, Listener listener)
      throws IOException {
    Map<Digest, Remains> there = new LinkedHashMap<>();
    store.contents().of(account, digests).forEach(one -> there.put(one.digest(), one));
    for (Digest digest : digests) {
      Remains remains = there.get(digest);
      if (remains == null || !look(person, remains, listener)) {
        listener.missing(new Target(account, digest));
      }
    }
  }

  /** Whether it is there. */
  private boolean look(Person person, Remains remains, Listener listener) throws IOException {
    switch (Sight.of(store, by, person, remains)) {
      case Sight.About(Found found) -> listener.found(found);
      case Sight.Foreign() -> listener.foreign(remains);
      case Sight.Unreadable(String why) -> listener.unreadable(remains, why);
      case Sight.Gone() -> {
        return false;
      }
    }
    return true;
  }
}
