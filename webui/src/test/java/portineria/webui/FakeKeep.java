package portineria.webui;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import portineria.webui.Refused.Why;

/** Holds, leavers and a chain in memory. */
final class FakeKeep {
  static final String HEAD = "0123456789abcdef".repeat(4);

  private final List<String> acts;
  final List<KeepBook.Hold> holds = new ArrayList<>();
  final List<KeepBook.Leaver> leavers = new ArrayList<>();
  final List<ChainBook.Entry> entries = new ArrayList<>();
  final List<String> problems = new ArrayList<>();

  FakeKeep(List<String> acts) {
    this.acts = acts;
  }

  /** What has happened: number {@code number}. */
  static ChainBook.Entry entry(long number, String act, String by, Map<String, String> about) {
    return new ChainBook.Entry(
        number,
        Optional.of(FakeAppliance.NOW.minus(Duration.ofMinutes(1000 - number))),
        act,
        "web",
        by,
        about,
        number == 1);
  }

  KeepBook keep(Visitor by) {
    return new KeepBook() {
      @Override
      public List<Hold> holds() {
        return List.copyOf(holds);
      }

      @Override
      public void hold(Hold hold) throws Refused {
        if (hold.account().or(hold::correspondent).or(hold::text).isEmpty()) {
          throw new Refused(Why.HOLD_NOTHING);
        }
        holds.add(hold);
        acts.add(by + " hold " + hold.name());
      }

      @Override
      public void lift(String name) throws Refused {
        if (!holds.removeIf(hold -> hold.name().equals(name))) {
          throw new Refused(Why.HOLD_UNKNOWN, name);
        }
        acts.add(by + " lifted " + name);
      }

      @Override
      public List<Leaver> leavers() {
        return List.copyOf(leavers);
      }

      @Override
      public Optional<String> leave(Leaver leaver) {
        leavers.add(leaver);
        acts.add(by + " left " + leaver.account() + " " + leaver.eraseOn());
        return leaver.handedTo().map(colleague -> FakeAppliance.DEVICE_PASSWORD);
      }

      @Override
      public void stay(String account) {
        leavers.removeIf(leaver -> leaver.account().equals(account));
        acts.add(by + " stayed " + account);
      }
    };
  }

  ChainBook chain(Visitor by) {
    return new ChainBook() {
      @Override
      public Page entries(String filter, Optional<Long> before) {
        List<Entry> all =
            entries.reversed().stream()
                .filter(one -> one.number() < before.orElse(Long.MAX_VALUE))
                .filter(one -> (one.act() + one.by() + one.about()).contains(filter))
                .toList();
        return new Page(
            all.stream().limit(3).toList(),
            all.size() > 3 ? Optional.of(all.get(2).number()) : Optional.empty());
      }

      @Override
      public Check check(String head) throws Refused {
        if (!head.isEmpty() && !head.equals(HEAD)) {
          throw new Refused(Why.CHAIN_HEAD);
        }
        acts.add(by + " checked");
        return new Check(
            entries.size(), problems, HEAD, head.isEmpty() ? Optional.empty() : Optional.of(2L));
      }

      @Override
      public int nameDays() {
        return 21;
      }
    };
  }
}
