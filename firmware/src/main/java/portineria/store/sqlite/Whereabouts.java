package portineria.store.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import portineria.store.MailboxKind;
import portineria.store.MailboxName;
import portineria.store.SpecialUse;

/**
 * Where the messages of an account are, seen from a mailbox that comes back: whether they are
 * there, and whether somebody has filed them elsewhere since.
 *
 * <p>Filed means: another of the account's own mailboxes holds more copies than it did then. The
 * Trash, and what is under it, is no place for filing. What another mailbox holds again, because it
 * was brought back itself, is not filed there; otherwise a message that was in two mailboxes would
 * come back to the first alone.
 */
final class Whereabouts {
  private static final String ENTRIES =
      """
      SELECT mailbox, uid, save_date, removed, ifnull(origin_mailbox, 0), ifnull(origin_uid, 0)
      FROM entries WHERE message = ?
      """;

  private final Transaction transaction;
  private final LiveMailbox target;
  private final long second;

  /** The mailboxes that show what was removed. */
  private final Map<Long, LiveMailbox> recoverable = new HashMap<>();

  /** The account's own mailboxes in which something can have been filed. */
  private final Set<Long> own = new HashSet<>();

  /** By mailboxes that were there: those that stand in their places now. */
  private final Map<Long, Long> heirs = new HashMap<>();

  /**
   * All of the account's own mailboxes at one moment.
   *
   * @param second seconds since 1970
   * @param places by the index's numbers: where each comes back, unless it is still there
   */
  record Then(long second, Map<Long, MailboxName> places) {
    Then {
      places = Map.copyOf(places);
    }
  }

  Whereabouts(Transaction transaction, LiveAccount account, LiveMailbox target, Then then) {
    this.transaction = transaction;
    this.target = target;
    this.second = then.second;
    Map<MailboxName, LiveMailbox> now = account.mailboxes().draft();
    Optional<MailboxName> trash =
        now.values().stream()
            .map(one -> one.state().draft())
            .filter(state -> state.use().equals(Optional.of(SpecialUse.TRASH)))
            .map(MailboxState::name)
            .findFirst();
    for (LiveMailbox mailbox : now.values()) {
      MailboxName name = mailbox.state().draft().name();
      if (mailbox.kind() == MailboxKind.RECOVERABLE) {
        recoverable.put(mailbox.id(), mailbox);
      } else if (mailbox.kind() == MailboxKind.ORDINARY
          && !trash.map(top -> name.equals(top) || name.isUnder(top)).orElse(false)) {
        own.add(mailbox.id());
      }
    }
    Set<Long> there = new HashSet<>();
    now.values().forEach(mailbox -> there.add(mailbox.id()));
    then.places.forEach(
        (mailbox, place) -> {
          LiveMailbox heir = now.get(place);
          if (there.contains(mailbox)) {
            heirs.put(mailbox, mailbox);
          } else if (heir != null) {
            heirs.put(mailbox, heir.id());
          }
        });
  }

  LiveMailbox target() {
    return target;
  }

  /** An entry of a recoverable mailbox. */
  record Shown(LiveMailbox in, long uid) {}

  /**
   * What there is of one message.
   *
   * @param inTarget copies in the mailbox that comes back
   * @param filed copies elsewhere that were not there then
   * @param shown what shows the entry that was asked for as removed
   */
  record Found(int inTarget, int filed, Optional<Shown> shown) {}

  /** Of a message, and of its entry in the mailbox {@code from}. */
  Found of(long message, long from, long uid) throws SQLException {
    int[] inTarget = {0};
    Map<Long, Integer> more = new HashMap<>();
    Map<Long, Copies> then = new HashMap<>();
    Map<Boolean, Shown> shown = new HashMap<>();
    transaction
        .database()
        .each(
            ENTRIES,
            row -> {
              long mailbox = row.getLong(1);
              LiveMailbox shows = recoverable.get(mailbox);
              boolean live = isLive(row);
              if (live && mailbox == target.id()) {
                inTarget[0]++;
              } else if (live && own.contains(mailbox)) {
                more.merge(mailbox, 1, Integer::sum);
              }
              if (live && shows != null && row.getLong(5) == from && row.getLong(6) == uid) {
                shown.put(true, new Shown(shows, row.getLong(2)));
              }
              if (heirs.containsKey(mailbox) && wasThere(row)) {
                then.computeIfAbsent(mailbox, first -> new Copies()).add(row, second);
              }
            },
            message);
    for (Map.Entry<Long, Copies> past : then.entrySet()) {
      more.merge(heirs.getOrDefault(past.getKey(), 0L), -past.getValue().count(), Integer::sum);
    }
    more.remove(target.id());
    int filed = more.values().stream().mapToInt(surplus -> Math.max(0, surplus)).sum();
    return new Found(inTarget[0], filed, Optional.ofNullable(shown.get(true)));
  }

  /** How many copies of a message a mailbox held in a second, as {@code Comeback} counts them. */
  private static final class Copies {
    private int atBegin;
    private int atEnd;

    void add(ResultSet row, long second) throws SQLException {
      atBegin += row.getLong(3) < second ? 1 : 0;
      atEnd += row.getLong(4) > second || isLive(row) ? 1 : 0;
    }

    int count() {
      return Math.max(Math.max(atBegin, atEnd), 1);
    }
  }

  private static boolean isLive(ResultSet row) throws SQLException {
    row.getLong(4);
    return row.wasNull();
  }

  private boolean wasThere(ResultSet row) throws SQLException {
    long removed = row.getLong(4);
    return row.getLong(3) <= second && (isLive(row) || removed >= second);
  }
}
