package portineria.vault.retention;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import portineria.fetch.TrustedClock;
import portineria.store.Account;
import portineria.store.Act;
import portineria.store.Act.Kind;
import portineria.store.Act.Part;
import portineria.store.Actor;
import portineria.store.Erasure;
import portineria.store.Erasure.Extent;
import portineria.store.Erasure.Judgement;
import portineria.store.Erasure.Target;
import portineria.store.Leaver;
import portineria.store.MessageId;
import portineria.store.Refusal;
import portineria.store.Remains;
import portineria.store.Store;

/**
 * Looks at every message that no mailbox lists, and at those of people who have left, and takes
 * away for good what {@link Rules} says. One use each, by one thread.
 */
public final class Sweeper {
  /** Messages that are read from the index at once. */
  static final int PAGE = 500;

  /**
   * Messages of one erasure, of whatever accounts. Many, because after each of them the search
   * index is written anew; not all, because they are decided by one commit and kept in memory.
   */
  static final int TOGETHER = 10_000;

  private static final String SETTING = "vault.swept";

  private static final Actor LOOKS = new Actor("", "box");

  private final Store store;
  private final Rules rules;

  /** Who takes away; nobody in a dry run. */
  private final Optional<Actor> by;

  private final Watch watch;
  private final Map<String, Tally> tallies = new TreeMap<>();
  private long looked;
  private long gone;

  private Sweeper(Store store, Rules rules, Optional<Actor> by, Watch watch) {
    this.store = store;
    this.rules = rules;
    this.by = by;
    this.watch = watch;
  }

  /** Hears how far it is, and may end it. */
  @FunctionalInterface
  public interface Watch {
    /**
     * So many messages were looked at, and so many are gone.
     *
     * @return whether to go on; an erasure that was begun ends first
     */
    boolean at(long looked, long gone);
  }

  /**
   * What was found of an account.
   *
   * @param due messages that went, or would go
   * @param held whose time has come, but which a hold covers
   * @param undecided that wait for somebody's decision how long they are kept
   */
  public record Tally(long due, long dueOctets, long held, long undecided) {
    static final Tally NONE = new Tally(0, 0, 0, 0);

    /** Whether there is nothing to say. */
    public boolean isNone() {
      return equals(NONE);
    }

    Tally plus(Verdict verdict, Remains message) {
      return switch (verdict) {
        case Verdict.Due() -> new Tally(due + 1, dueOctets + message.size(), held, undecided);
        case Verdict.Held held -> new Tally(due, dueOctets, this.held + 1, undecided);
        case Verdict.Undecided() -> new Tally(due, dueOctets, held, undecided + 1);
        case Verdict.Listed(), Verdict.Waits() -> this;
      };
    }
  }

  /**
   * What came of it.
   *
   * @param clockTrusted if not, nothing could be judged
   * @param tallies by account, sorted
   */
  public record Report(boolean clockTrusted, Map<String, Tally> tallies) {
    /** All accounts together. */
    public Tally sum() {
      return tallies.values().stream()
          .reduce(
              Tally.NONE,
              (one, other) ->
                  new Tally(
                      one.due + other.due,
                      one.dueOctets + other.dueOctets,
                      one.held + other.held,
                      one.undecided + other.undecided));
    }
  }

  /** Sweeps. */
  public static Report sweep(Store store, TrustedClock clock, Actor by, Watch watch)
      throws Refusal {
    return begin(store, clock, Optional.of(by), watch).run();
  }

  /** Says what a sweep would take away by now. */
  public static Report dryRun(Store store, TrustedClock clock, Watch watch) throws Refusal {
    return begin(store, clock, Optional.empty(), watch).run();
  }

  /** When a sweep last came to its end. */
  public static Optional<Instant> last(Store store) {
    return store.setting(SETTING).map(Instant::parse);
  }

  private static Sweeper begin(Store store, TrustedClock clock, Optional<Actor> by, Watch watch)
      throws Refusal {
    return new Sweeper(store, Rules.asOf(clock, store), by, watch);
  }

  private Report run() throws Refusal {
    boolean trusted = rules.ages().clockTrusted();
    if (trusted && isWhole() && by.isPresent()) {
      store.putSetting(SETTING, rules.ages().now().toString());
    }
    return new Report(trusted, tallies);
  }

  /** Gives whether it came to the end. */
  private boolean isWhole() throws Refusal {
    List<Leaver> leaving =
        store.decisions().leavers().stream()
            .filter(leaver -> rules.isOver(leaver) && !isFed(leaver.account()))
            .toList();
    Set<String> others = new HashSet<>(store.accountNames());
    leaving.forEach(leaver -> others.remove(leaver.account()));
    boolean whole = sweep(others);
    for (Leaver leaver : leaving) {
      whole = whole && erase(leaver);
    }
    return whole;
  }

  /**
   * One way through messages.
   *
   * @param listedToo whether those go too that a mailbox lists
   * @param act by which they go; none in a dry run
   */
  private record Round(Pages pages, Judge judge, boolean listedToo, Optional<Act> act) {}

  private interface Pages {
    List<Remains> after(Optional<MessageId> last);
  }

  private interface Judge {
    Verdict of(Remains message, Subject subject);
  }

  private boolean sweep(Set<String> accounts) throws Refusal {
    return isWhole(
        new Round(
            last -> store.contents().unlisted(last, PAGE),
            (message, subject) ->
                accounts.contains(message.account())
                    ? rules.verdict(message, subject)
                    : new Verdict.Waits(),
            false,
            by.map(who -> Act.of(Kind.MAIL_SWEPT, who))));
  }

  /** Erases all mail of somebody who has left. */
  private boolean erase(Leaver leaver) throws Refusal {
    String account = leaver.account();
    boolean whole =
        isWhole(
            new Round(
                last -> store.contents().of(account, last, PAGE),
                (message, subject) -> rules.verdict(leaver, subject),
                true,
                by.map(who -> Act.of(Kind.MAIL_ERASED, who).with(Part.REASON, leaver.reason()))));
    boolean empty = store.contents().of(account, Optional.empty(), 1).isEmpty();
    if (whole && by.isPresent() && empty) {
      Act emptied = Act.of(Kind.ACCOUNT_EMPTIED, by.get()).with(Part.ACCOUNT, account);
      store.recording(emptied).decisions().emptied(account);
    }
    return whole;
  }

  /** Gives whether it came to the end. */
  private boolean isWhole(Round round) throws Refusal {
    List<Target> due = new ArrayList<>();
    List<Remains> page = round.pages.after(Optional.empty());
    while (!page.isEmpty()) {
      for (Remains message : page) {
        if (isDue(message, round.judge)) {
          due.add(new Target(message.account(), message.digest()));
        }
      }
      if (due.size() >= TOGETHER) {
        takeAway(due, round);
      }
      looked += page.size();
      if (!watch.at(looked, gone)) {
        return false;
      }
      page = round.pages.after(Optional.of(page.getLast().message()));
    }
    takeAway(due, round);
    return true;
  }

  private boolean isDue(Remains message, Judge judge) {
    Optional<Account> account = store.account(message.account(), LOOKS);
    if (account.isEmpty()) {
      return false;
    }
    Subject subject = Subject.of(message, () -> account.get().octets(message.message()));
    Verdict verdict = judge.of(message, subject);
    Tally before = tallies.getOrDefault(message.account(), Tally.NONE);
    tallies.put(message.account(), before.plus(verdict, message));
    return verdict instanceof Verdict.Due;
  }

  /** What was decided otherwise since they were judged counts: the store looks once more. */
  private void takeAway(List<Target> due, Round round) throws Refusal {
    if (round.act.isPresent() && !due.isEmpty()) {
      Judgement judgement = new Judgement(rules.holds().inForce(), round.listedToo);
      long before = gone;
      Erasure erasure = new Erasure(due, Extent.MESSAGES, round.act.get(), Optional.of(judgement));
      gone += store.erase(erasure, (done, all) -> watch.at(looked, before + done)).size();
    }
    due.clear();
  }

  /** As long as mail comes in, it must not be erased: nobody would ever see it. */
  private boolean isFed(String account) {
    return store.sources().all().stream()
        .anyMatch(source -> source.account().equals(account) && !source.paused());
  }
}
