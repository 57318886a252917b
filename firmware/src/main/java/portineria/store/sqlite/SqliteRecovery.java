package portineria.store.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import portineria.store.Actor;
import portineria.store.MailboxName;
import portineria.store.Recovery;
import portineria.store.Refusal;
import portineria.store.Removal;
import portineria.store.SpecialUse;
import portineria.store.UidSet;

/** What was removed from one account, and how it comes back, in the hands of an actor. */
final class SqliteRecovery implements Recovery {
  private static final String REMOVALS =
      """
      SELECT removals.name, place.special_use, device, door, how, begun, removals.ended,
        shown.name, first_uid, last_uid, accepted,
        (SELECT count(*) FROM entries
         WHERE mailbox = recoverable AND uid BETWEEN first_uid AND last_uid AND removed IS NULL)
      FROM removals JOIN mailboxes AS place ON place.id = removals.mailbox
        JOIN mailboxes AS shown ON shown.id = recoverable JOIN actors ON actors.id = actor
      WHERE removals.ended >= ? AND place.account = ?
      ORDER BY begun, removals.ended, recoverable, first_uid
      """;

  /** The unary plus keeps SQLite from going through all live entries of each mailbox. */
  private static final String LOST =
      """
      SELECT count(*) FROM entries AS shown
      WHERE mailbox = (
          SELECT id FROM mailboxes WHERE account = ?1 AND name = ?2 AND removed_ms IS NULL)
        AND uid BETWEEN ?3 AND ?4 AND removed IS NULL
        AND NOT EXISTS (
          SELECT 1 FROM entries AS live JOIN mailboxes ON mailboxes.id = live.mailbox
          WHERE live.message = shown.message AND live.removed IS NULL AND +kind = 0)
      """;

  private static final String ACCEPT =
      """
      UPDATE removals SET accepted = 1
      WHERE ended <= ? AND accepted = 0
        AND mailbox IN (SELECT id FROM mailboxes WHERE account = ?)
      """;

  private final LiveAccount account;
  private final Engine engine;
  private final Actor actor;

  SqliteRecovery(LiveAccount account, Engine engine, Actor actor) {
    this.account = account;
    this.engine = engine;
    this.actor = actor;
  }

  @Override
  public List<Removal> removals(Instant since) {
    return engine
        .readers()
        .read(
            database ->
                database.rows(
                    REMOVALS, SqliteRecovery::removal, since.getEpochSecond(), account.id()));
  }

  private static Removal removal(ResultSet row) throws SQLException {
    Removal.Shown shown =
        new Removal.Shown(
            new MailboxName(row.getString(8)),
            UidSet.range(row.getLong(9), row.getLong(10)),
            row.getInt(12));
    return new Removal(
        new MailboxName(row.getString(1)),
        Rows.text(row, 2).map(SpecialUse::valueOf),
        new Actor(row.getString(3), row.getString(4)),
        Entries.How.of(row.getInt(5)) == Entries.How.MAILBOX_DELETED,
        Instant.ofEpochSecond(row.getLong(6)),
        Instant.ofEpochSecond(row.getLong(7)),
        shown,
        row.getBoolean(11));
  }

  @Override
  public long lost(Removal removal) {
    UidSet uids = removal.shown().uids();
    return engine
        .readers()
        .read(
            database ->
                database.number(
                    LOST,
                    account.id(),
                    removal.shown().mailbox().value(),
                    uids.first(0),
                    uids.last(0)));
  }

  @Override
  public void accept(Instant until) throws Refusal {
    engine
        .changes()
        .perform(
            transaction ->
                transaction.database().run(ACCEPT, until.getEpochSecond(), account.id()));
  }

  @Override
  public Restored restore(Restoration wanted) throws Refusal {
    List<PastMailbox> past = engine.readers().read(database -> PastMailbox.all(database, account));
    Moment moment = moment(past, wanted);
    List<PastMailbox> meant = moment.mailboxes(past);
    if (meant.isEmpty()) {
      String what = wanted.mailbox().map(name -> "no mailbox " + name).orElse("nothing");
      throw new Refusal(Refusal.Reason.NONEXISTENT, "there was " + what + " at that time");
    }
    List<Comeback.Task> tasks = new ArrayList<>();
    Map<Long, MailboxName> places = new HashMap<>();
    past.stream()
        .filter(one -> one.wasThereAt(moment.second()))
        .forEach(one -> places.put(one.id(), one.nameAt(moment.second())));
    for (PastMailbox mailbox : meant) {
      tasks.add(task(mailbox, moment, wanted));
      places.put(mailbox.id(), tasks.getLast().target());
    }
    Whereabouts.Then then = new Whereabouts.Then(moment.second(), places);
    List<Part> parts = new ArrayList<>();
    Unfinished unfinished = new Unfinished(engine, account);
    boolean marked = wanted.asOf().isEmpty() && wanted.into().isEmpty();
    if (marked) {
      unfinished.begin(wanted.mailbox().orElseThrow(), moment);
    }
    for (Comeback.Task task : tasks) {
      parts.add(new Comeback(engine, account, actor, task, then).run());
    }
    if (marked) {
      unfinished.end();
    }
    return new Restored(Instant.ofEpochSecond(moment.second()), parts);
  }

  private Moment moment(List<PastMailbox> past, Restoration wanted) throws Refusal {
    if (wanted.asOf().isPresent()) {
      return new Moment(wanted.asOf().get().getEpochSecond(), wanted.mailbox());
    }
    if (wanted.mailbox().isEmpty()) {
      throw new Refusal(Refusal.Reason.CANNOT, "say as of when all is to be as it was");
    }
    if (wanted.into().isEmpty()) {
      Optional<Moment> begun = new Unfinished(engine, account).of(wanted.mailbox().get());
      if (begun.isPresent()) {
        return begun.get();
      }
    }
    PastMailbox deleted = Moment.deleted(past, wanted.mailbox().get());
    return engine.readers().read(database -> Moment.before(database, account, past, deleted));
  }

  /** The same place under the name that was asked for, or under the other one that was wished. */
  private static Comeback.Task task(PastMailbox mailbox, Moment moment, Restoration wanted)
      throws Refusal {
    MailboxName was = mailbox.nameAt(moment.second());
    String under = was.value();
    String top = wanted.into().map(MailboxName::value).orElse("");
    if (moment.root().isPresent()) {
      under = under.substring(moment.root().get().value().length());
      top = wanted.into().or(wanted::mailbox).orElseThrow().value();
    } else if (wanted.into().isPresent()) {
      top += MailboxName.SEPARATOR;
    }
    try {
      return new Comeback.Task(
          mailbox.id(), was, new MailboxName(top + under), mailbox.use(), wanted.into().isEmpty());
    } catch (IllegalArgumentException tooLong) {
      throw new Refusal(Refusal.Reason.CANNOT, String.valueOf(tooLong.getMessage()), tooLong);
    }
  }
}
