package portineria.store.sqlite;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import portineria.store.Act;
import portineria.store.Actor;
import portineria.store.Removal;

/**
 * Notices when somebody removes many messages of a mailbox, at once or one by one, and records it
 * together with the removal: spring cleaning, or a program that empties what it has fetched. Moving
 * is no removal, because the message stays in the account. Immutable; what is under way is kept in
 * memory alone.
 */
record MassRemovals(Map<Place, Burst> bursts) {
  static final int MESSAGES = Removal.MANY;

  static final Duration PAUSE = Removal.PAUSE;

  /** Under way at one time; of more, the one that rests longest is forgotten. */
  static final int BURSTS_MAX = 256;

  static final MassRemovals NONE = new MassRemovals(Map.of());

  /** Whose removals are counted together. */
  record Place(long mailbox, Actor actor) {}

  /**
   * Removals with no long pause between them.
   *
   * @param recorded how many they were when they were last recorded
   */
  record Burst(Instant last, long messages, long recorded) {
    boolean isOver(Instant now) {
      return Duration.between(last, now).compareTo(PAUSE) > 0;
    }

    Burst with(Instant now, int more) {
      return new Burst(now, messages + more, recorded);
    }

    /** A long burst is recorded again whenever it has doubled. */
    boolean isNews() {
      return messages >= MESSAGES && messages >= 2 * recorded;
    }

    Burst told() {
      return new Burst(last, messages, messages);
    }
  }

  /** To be called in the step that removes them. */
  static void note(Transaction transaction, LiveMailbox mailbox, Actor actor, int messages)
      throws SQLException {
    Cell<MassRemovals> cell = transaction.catalog().massRemovals();
    Instant now = transaction.now();
    Map<Place, Burst> bursts = new HashMap<>(cell.draft().bursts);
    bursts.values().removeIf(burst -> burst.isOver(now));
    Place place = new Place(mailbox.id(), actor);
    Burst burst = bursts.getOrDefault(place, new Burst(now, 0, 0)).with(now, messages);
    if (burst.isNews()) {
      burst = burst.told();
      AuditChain.append(
          transaction,
          Act.of(Act.Kind.MASS_REMOVAL, actor)
              .with(Act.Part.ACCOUNT, mailbox.account().name())
              .with(Act.Part.MAILBOX, mailbox.state().draft().name().value())
              .with(Act.Figure.MESSAGES, burst.messages));
    }
    bursts.put(place, burst);
    if (bursts.size() > BURSTS_MAX) {
      bursts.entrySet().stream()
          .min(Comparator.comparing(each -> each.getValue().last))
          .map(Map.Entry::getKey)
          .ifPresent(bursts::remove);
    }
    transaction.set(cell, new MassRemovals(Map.copyOf(bursts)));
  }
}
