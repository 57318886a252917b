package portineria.vault.retention;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import portineria.fetch.Ages;
import portineria.fetch.TrustedClock;
import portineria.store.Account;
import portineria.store.Act;
import portineria.store.Act.Kind;
import portineria.store.Act.Part;
import portineria.store.Actor;
import portineria.store.Leaver;
import portineria.store.MessageId;
import portineria.store.Policy;
import portineria.store.Refusal;
import portineria.store.Remains;
import portineria.store.Store;

/**
 * Looks at every message that no mailbox lists, and at those of people who have left, and takes
 * away for good what {@link Rules} says. One use each, by one thread.
 */
public final class Sweeper {
  /** Messages that are judged and erased together. */
  static final int PAGE = 500;

  private final Store store;
  private final Actor by;
  private final Rules rules;
  private final Optional<Eraser> eraser;
  private final Watch watch;
  private final Map<String, Tally> tallies = new TreeMap<>();
  private long looked;

  private Sweeper(Store store, Actor by, Rules rules, Optional<Eraser> eraser, Watch watch) {
    this.store = store;
    this.by = by;
    this.rules = rules;
    this.eraser = eraser;
    this.watch = watch;
  }

  /** Hears how far it is, and may end it between two pages. */
  public interface Watch {
    /** So many messages were looked at; false ends it. */
    boolean goesOn(long messages);
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
   * @param tallies by account
   */
  public record Report(boolean clockTrusted, Map<String, Tally> tallies) {}

  /**
   * Sweeps.
   *
   * @param eraser empty for a dry run
   */
  public static Report run(
      Store store, TrustedClock clock, Actor by, Optional<Eraser> eraser, Watch watch)
      throws Refusal {
    Ages ages = Ages.asOf(clock, store);
    Rules rules = new Rules(policies(store), new Holds(store.decisions().holds()), ages);
    return new Sweeper(store, by, rules, eraser, watch).run();
  }

  private static Map<String, Policy> policies(Store store) {
    Map<String, Policy> policies = new HashMap<>();
    for (String account : store.accountNames()) {
      store.decisions().policy(account).ifPresent(policy -> policies.put(account, policy));
    }
    return policies;
  }

  private Report run() throws Refusal {
    if (rules.ages().clockTrusted()) {
      boolean whole = sweep();
      for (Leaver leaver : store.decisions().leavers()) {
        if (whole && !isFed(leaver.account())) {
          whole = erase(leaver);
        }
      }
    }
    return new Report(rules.ages().clockTrusted(), tallies);
  }

  /** Gives whether it came to the end. */
  private boolean sweep() throws Refusal {
    List<Remains> page = store.contents().unlisted(Optional.empty(), PAGE);
    while (!page.isEmpty()) {
      Map<String, List<Remains>> due = new TreeMap<>();
      for (Remains message : page) {
        Optional<Subject> subject = subject(message);
        if (subject.isPresent() && isDue(message, rules.verdict(message, subject.get()))) {
          due.computeIfAbsent(message.account(), account -> new ArrayList<>()).add(message);
        }
      }
      for (Map.Entry<String, List<Remains>> one : due.entrySet()) {
        erase(one.getValue(), false, act(Kind.MAIL_SWEPT, one.getKey()));
      }
      if (isStopped(page)) {
        return false;
      }
      page = store.contents().unlisted(last(page), PAGE);
    }
    return true;
  }

  /** Erases all mail of somebody who has left, if the day has come. Gives whether it may go on. */
  private boolean erase(Leaver leaver) throws Refusal {
    Act act = act(Kind.MAIL_ERASED, leaver.account()).with(Part.REASON, leaver.reason());
    List<Remains> page = store.contents().of(leaver.account(), Optional.empty(), PAGE);
    while (!page.isEmpty()) {
      List<Remains> due = new ArrayList<>();
      for (Remains message : page) {
        Optional<Subject> subject = subject(message);
        if (subject.isPresent() && isDue(message, rules.verdict(leaver, subject.get()))) {
          due.add(message);
        }
      }
      if (!due.isEmpty()) {
        erase(due, true, act);
      }
      if (isStopped(page)) {
        return false;
      }
      page = store.contents().of(leaver.account(), last(page), PAGE);
    }
    if (rules.isOver(leaver) && isEmpty(leaver.account())) {
      Act emptied = act(Kind.ACCOUNT_EMPTIED, leaver.account());
      store.recording(emptied).decisions().emptied(leaver.account());
    }
    return true;
  }

  private boolean isEmpty(String account) {
    return eraser.isPresent() && store.contents().of(account, Optional.empty(), 1).isEmpty();
  }

  private boolean isDue(Remains message, Verdict verdict) {
    tallies.merge(
        message.account(),
        Tally.NONE.plus(verdict, message),
        (before, ignored) -> before.plus(verdict, message));
    return verdict instanceof Verdict.Due;
  }

  private void erase(List<Remains> messages, boolean listedToo, Act act) throws Refusal {
    if (eraser.isPresent()) {
      eraser.get().erase(messages, rules.holds().inForce(), listedToo, act);
    }
  }

  /** As long as mail comes in, it must not be erased: nobody would ever see it. */
  private boolean isFed(String account) {
    return store.sources().all().stream()
        .anyMatch(source -> source.account().equals(account) && !source.paused());
  }

  private Act act(Kind kind, String account) {
    return Act.of(kind, by).with(Part.ACCOUNT, account);
  }

  private Optional<Subject> subject(Remains message) {
    Optional<Account> account = store.account(message.account(), by);
    return account.map(whose -> new MessageSubject(message, whose.octets(message.message())));
  }

  private boolean isStopped(List<Remains> page) {
    looked += page.size();
    return !watch.goesOn(looked);
  }

  private static Optional<MessageId> last(List<Remains> page) {
    return Optional.of(page.getLast().message());
  }
}
