package portineria.backup;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portineria.store.Account;
import portineria.store.Actor;
import portineria.store.Digest;
import portineria.store.Incoming;
import portineria.store.Refusal;
import portineria.store.Scrub;
import portineria.store.Store;

/**
 * Heals messages that the box's own disk has damaged, from a backup: those that the store's {@link
 * Scrub}, or a verification, has noted. What comes from a target counts only where it has the
 * message's digest; so a target need not be trusted for this, nor a snapshot be green.
 *
 * <p>Safe for many threads.
 */
public final class Healer {
  private static final int PIECE_OCTETS = 64 * 1024;

  private static final Actor HEALS = new Actor("", "box");

  private static final Logger log = LoggerFactory.getLogger(Healer.class);

  private final Store store;
  private final Backups backups;

  /** What was looked for in a target and not found. */
  private final Map<String, Set<Digest>> missing = new ConcurrentHashMap<>();

  public Healer(Store store, Backups backups) {
    this.store = store;
    this.backups = backups;
  }

  /** How many messages the box knows to be damaged now; none where it may not change anything. */
  public int damages() {
    return store.isReadOnly() ? 0 : store.scrub().state().damaged().size();
  }

  /**
   * Heals what can be healed from a target, for the box itself: what was not found there is looked
   * for once, not every hour.
   */
  public void visit(Target target) throws IOException {
    Map<Digest, Set<String>> damaged = damaged();
    Set<Digest> known = missing.getOrDefault(target.name(), Set.of());
    damaged.keySet().removeAll(known);
    if (!damaged.isEmpty()) {
      int healed = from(target.name(), damaged, Watch.NOBODY);
      assert healed >= 0;
    }
  }

  /**
   * Heals what can be healed from a target.
   *
   * @return how many messages are whole again
   * @throws IOException with a sentence, when the target could not be read, or the store refused to
   *     take a message; what was healed by then stays healed
   */
  public int from(String target, Watch watch) throws IOException {
    Map<Digest, Set<String>> damaged = damaged();
    return damaged.isEmpty() ? 0 : from(target, damaged, watch);
  }

  private int from(String target, Map<Digest, Set<String>> damaged, Watch watch)
      throws IOException {
    Taking taking = new Taking(damaged);
    Set<Digest> absent = backups.bringBack(target, damaged.keySet(), taking::take, watch);
    missing.merge(target, Set.copyOf(absent), Healer::both);
    log.info("healed target={} messages={} missing={}", target, taking.healed, absent.size());
    return taking.healed;
  }

  private static Set<Digest> both(Set<Digest> some, Set<Digest> others) {
    Set<Digest> both = new HashSet<>(some);
    both.addAll(others);
    return both;
  }

  /** The accounts that have a damaged message, by the message. */
  private Map<Digest, Set<String>> damaged() {
    Map<Digest, Set<String>> damaged = new LinkedHashMap<>();
    if (store.isReadOnly()) {
      return damaged;
    }
    for (Scrub.Damage one : store.scrub().state().damaged()) {
      damaged.computeIfAbsent(one.digest(), fresh -> new TreeSet<>()).add(one.account());
    }
    return damaged;
  }

  /** What comes, in the order in which it comes; of the thread that reads the backup. */
  private final class Taking {
    private final Map<Digest, Set<String>> damaged;
    private int healed;

    Taking(Map<Digest, Set<String>> damaged) {
      this.damaged = damaged;
    }

    boolean take(Digest digest, long size, InputStream octets) throws IOException {
      List<String> accounts = List.copyOf(damaged.getOrDefault(digest, Set.of()));
      try {
        return heal(accounts, digest, size, octets);
      } catch (Refusal refusal) {
        throw new IOException(
            "a damaged message can't be healed now: " + refusal.getMessage(), refusal);
      }
    }

    /** The others read what the first one has taken in. */
    private boolean heal(List<String> accounts, Digest digest, long size, InputStream octets)
        throws IOException, Refusal {
      Account account = account(accounts.getFirst());
      try (Incoming incoming = account.incoming(size)) {
        incoming.writeAll(octets, new byte[PIECE_OCTETS]);
        Incoming.Received received = incoming.finish();
        if (!received.digest().equals(digest)) {
          return false;
        }
        if (account.heal(received)) {
          healed++;
        }
        List<String> others = accounts.subList(1, accounts.size());
        if (!others.isEmpty()) {
          heal(others, digest, size, received.octets().stream());
        }
        return true;
      }
    }

    private Account account(String name) throws IOException {
      return store
          .account(name, HEALS)
          .orElseThrow(() -> new IOException("there is no account " + name + " any more"));
    }
  }
}
