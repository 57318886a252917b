package portineria.vault.rights;

import static portineria.vault.rights.ErasureWire.octets;

import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import portineria.fetch.TrustedClock;
import portineria.search.TextIndex;
import portineria.store.Act;
import portineria.store.Erasure;
import portineria.store.Erasure.Extent;
import portineria.store.Erasure.Judgement;
import portineria.store.Refusal;
import portineria.store.Store;
import portineria.vault.retention.Rules;

/** The box's side of an erasure: plans it, tells the report, erases. One use, one thread. */
public final class Erasing implements EraseDesk {
  /** Characters of a piece of the report: far below what an answer takes. */
  private static final int PIECE_CHARS = 100_000;

  private final Store store;
  private final TextIndex index;
  private final TrustedClock clock;
  private final Wish wish;
  private Optional<Begun> begun = Optional.empty();

  /** What was planned, and how much of its report was told. */
  private record Begun(ErasurePlan plan, ErasureReport report, Iterator<String> lines) {}

  public Erasing(Store store, TextIndex index, TrustedClock clock, Wish wish) {
    this.store = store;
    this.index = index;
    this.clock = clock;
    this.wish = wish;
  }

  @Override
  public byte[] answer(byte[] question, InputStream octets) throws Refusal, IOException {
    return octets(
        switch (ErasureWire.question(question)) {
          case PLAN -> plan(octets);
          case REPORT -> report(planned());
          case ERASE -> erase(planned());
        });
  }

  private Begun planned() throws IOException {
    return begun.orElseThrow(() -> new IOException("nothing was planned"));
  }

  private String plan(InputStream octets) throws Refusal, IOException {
    Rules rules = Rules.asOf(clock, store);
    ErasurePlan plan = ErasurePlan.of(store, index, rules, wish, ErasureWire.targets(octets));
    ErasureReport report = new ErasureReport(store, wish, plan, clock.instant());
    begun = Optional.of(new Begun(plan, report, report.begin().iterator()));
    return Integer.toString(plan.messages().size());
  }

  private static String report(Begun begun) {
    StringBuilder piece = new StringBuilder();
    while (begun.lines.hasNext() && piece.length() < PIECE_CHARS) {
      piece.append(begun.lines.next());
    }
    return piece.toString();
  }

  /** A hold that was begun since the plan refuses it. */
  private String erase(Begun begun) throws Refusal {
    List<String> accounts = begun.plan.accounts();
    Act act =
        accounts.size() == 1 ? wish.act().with(Act.Part.ACCOUNT, accounts.getFirst()) : wish.act();
    int erased =
        store
            .erase(
                new Erasure(
                    begun.plan.targets(),
                    Extent.EVERYWHERE,
                    act,
                    Optional.of(new Judgement(begun.plan.holds(), true))),
                (done, all) -> {})
            .size();
    return begun.report.end(erased, clock.instant());
  }
}
