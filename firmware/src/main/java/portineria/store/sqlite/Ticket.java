package portineria.store.sqlite;

import java.util.concurrent.CompletableFuture;
import portineria.store.Refusal;

/**
 * A change that waits for its commit. The writer fills it; it is opened when the commit is on the
 * disk.
 */
final class Ticket<T> {
  private final Change<T> change;
  private final long octets;

  /** Opened by the writer with what {@link #outcome} is then. */
  private final CompletableFuture<Outcome<T>> opened = new CompletableFuture<>();

  /** Writer only. */
  private Outcome<T> outcome = new Outcome.Refused<>(Refusal.Reason.UNAVAILABLE, "not done");

  Ticket(Change<T> change, long octets) {
    this.change = change;
    this.octets = octets;
  }

  /** What came of a change. */
  private sealed interface Outcome<T> {
    record Done<T>(T value) implements Outcome<T> {}

    record Refused<T>(Refusal.Reason reason, String why) implements Outcome<T> {}
  }

  long octets() {
    return octets;
  }

  /** Does it as one step of {@code transaction}. */
  void run(Transaction transaction) throws Exception {
    try {
      outcome = new Outcome.Done<>(change.apply(transaction));
      transaction.keepStep();
    } catch (Refusal refused) {
      transaction.discardStep();
      refuse(refused.reason(), String.valueOf(refused.getMessage()));
    }
  }

  /** Whatever came of it is replaced by this. */
  void refuse(Refusal.Reason reason, String why) {
    outcome = new Outcome.Refused<>(reason, why);
  }

  /** Wakes the one who waits. */
  void open() {
    opened.complete(outcome);
  }

  /**
   * Waits, whether or not the thread is interrupted: whoever asked must know what came of it. The
   * exception is made here, so that it shows the stack of the one who asked.
   */
  T await() throws Refusal {
    return switch (opened.join()) {
      case Outcome.Done<T>(T value) -> value;
      case Outcome.Refused<T>(Refusal.Reason reason, String why) -> throw new Refusal(reason, why);
    };
  }
}
