package portineria.vault.rights;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import portineria.search.TextIndex;
import portineria.store.Account;
import portineria.store.Actor;
import portineria.store.Erasure.Target;
import portineria.store.Hold;
import portineria.store.MessageId;
import portineria.store.Refusal;
import portineria.store.Remains;
import portineria.store.Store;
import portineria.vault.retention.Rules;
import portineria.vault.retention.Subject;

/**
 * What would be erased, and whether it may be. Nothing is erased where a single message may not go:
 * a person decides anew then.
 */
final class ErasurePlan {
  /** Messages that a refusal names. */
  private static final int NAMED_MAX = 3;

  private final Store store;
  private final Wish wish;
  private final Rules rules;
  private final List<Remains> messages = new ArrayList<>();
  private final List<Target> missing = new ArrayList<>();
  private final List<Remains> unreadable = new ArrayList<>();
  private final List<Remains> foreign = new ArrayList<>();
  private final Map<String, List<Remains>> heldBy = new LinkedHashMap<>();
  private long retained;

  private ErasurePlan(Store store, Wish wish, Rules rules) {
    this.store = store;
    this.wish = wish;
    this.rules = rules;
  }

  /**
   * Looks at everything that is meant.
   *
   * @param ticked what is, unless all is
   * @throws Refusal where it may not go, or there is nothing
   */
  static ErasurePlan of(
      Store store, TextIndex index, Rules rules, Wish wish, Collection<Target> ticked)
      throws Refusal, IOException {
    ErasurePlan plan = new ErasurePlan(store, wish, rules);
    Heard heard = plan.new Heard();
    if (wish.all()) {
      new Finder(store, index, plan.by()).find(wish.person(), heard);
    } else {
      new Chosen(store, plan.by()).look(wish.person(), ticked, heard);
    }
    plan.check();
    return plan;
  }

  private Actor by() {
    return new Actor("", wish.act().door());
  }

  /** Those that go. */
  List<Remains> messages() {
    return messages;
  }

  /** Ticked, but not there. */
  List<Target> missing() {
    return missing;
  }

  /** They may be about the person, and can't be read; they stay unless they are ticked. */
  List<Remains> unreadable() {
    return unreadable;
  }

  long retained() {
    return retained;
  }

  long octets() {
    return messages.stream().mapToLong(Remains::size).sum();
  }

  List<Target> targets() {
    return messages.stream().map(ErasurePlan::target).toList();
  }

  /** The holds by which it was judged. */
  List<Hold> holds() {
    return rules.holds().inForce();
  }

  /** The accounts that lose something. */
  List<String> accounts() {
    return messages.stream().map(Remains::account).distinct().sorted().toList();
  }

  private static Target target(Remains message) {
    return new Target(message.account(), message.digest());
  }

  private final class Heard implements Finder.Listener, Chosen.Listener {
    @Override
    public void found(Found message) {
      take(message.remains());
    }

    @Override
    public void unreadable(Remains message, String why) {
      unreadable.add(message);
      if (!wish.all()) {
        take(message); // somebody has seen it, and ticked it
      }
    }

    @Override
    public void foreign(Remains message) {
      foreign.add(message);
    }

    @Override
    public void missing(Target target) {
      missing.add(target);
    }

    @Override
    public void looked(MessageId at, MessageId last) {}
  }

  private void take(Remains message) {
    messages.add(message);
    Account account = store.account(message.account(), by()).orElseThrow();
    Subject subject = Subject.of(message, () -> account.octets(message.message()));
    for (Hold hold : rules.holds().covering(subject)) {
      heldBy.computeIfAbsent(hold.name(), name -> new ArrayList<>()).add(message);
    }
    retained += rules.isRetained(message) ? 1 : 0;
  }

  private void check() throws Refusal {
    if (!foreign.isEmpty()) {
      throw new Refusal(
          Refusal.Reason.CANNOT,
          count(foreign.size())
              + " ticked that are not about the person, so nothing was erased: say who as it was"
              + " said to gdpr find, or take out the ticks of "
              + named(foreign));
    }
    if (!heldBy.isEmpty()) {
      throw new Refusal(
          Refusal.Reason.CANNOT,
          "nothing was erased, because of what must not go: "
              + heldBy.entrySet().stream()
                  .map(
                      held ->
                          "the hold '"
                              + held.getKey()
                              + "' covers "
                              + count(held.getValue().size())
                              + ", "
                              + named(held.getValue()))
                  .collect(Collectors.joining("; "))
              + ": take out their ticks, or end the hold",
          new HeldBack(List.copyOf(heldBy.keySet())));
    }
    if (messages.isEmpty()) {
      throw new Refusal(Refusal.Reason.NONEXISTENT, "there is nothing to erase: see gdpr find");
    }
    if (retained > 0 && wish.reason().isEmpty()) {
      throw new Refusal(
          Refusal.Reason.CANNOT,
          "nothing was erased: for "
              + count(retained)
              + " the time for which mail is kept is not over, or nobody has decided it; if they go"
              + " all the same, say why with --reason");
    }
  }

  private static String count(long messages) {
    return messages == 1 ? "1 message" : messages + " messages";
  }

  private static String named(List<Remains> messages) {
    Stream<String> names =
        messages.stream()
            .limit(NAMED_MAX)
            .map(message -> message.account() + " " + message.digest().hex());
    int more = messages.size() - NAMED_MAX;
    return names.collect(Collectors.joining(", ")) + (more > 0 ? " and " + more + " more" : "");
  }
}
