package portineria.store.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import portineria.store.Flag;
import portineria.store.FlagTable;
import portineria.store.MailboxKind;
import portineria.store.MailboxName;
import portineria.store.Quota;
import portineria.store.SpecialUse;
import portineria.store.UidValidity;
import portineria.store.sqlite.database.Database;
import portineria.store.volume.Position;

/** Reads the catalog from the index, at start. */
final class CatalogLoader {
  private static final String ACCOUNTS =
      """
      SELECT accounts.id, accounts.name, ifnull(max(mailboxes.modseq), 0),
        accounts.id IN (SELECT account FROM all_mail), accounts.filed
      FROM accounts LEFT JOIN mailboxes ON mailboxes.account = accounts.id
      GROUP BY accounts.id
      """;

  private static final String MAILBOXES =
      """
      SELECT id, account, name, special_use, object_id, uidvalidity, uidnext, modseq, messages,
        unseen, deleted, octets, kind
      FROM mailboxes WHERE removed_ms IS NULL
      """;

  private static final String KEYWORDS = "SELECT mailbox, name FROM keywords ORDER BY mailbox, bit";

  private static final String SUBSCRIPTIONS = "SELECT account, name FROM subscriptions";

  private static final String COUNTER = "SELECT ifnull(max(value), 0) FROM counters WHERE name = ?";

  private static final String LAST_MESSAGE = "SELECT ifnull(max(id), 0) FROM messages";

  private static final String LAST_MAILBOX = "SELECT ifnull(max(id), 0) FROM mailboxes";

  private static final String END = "SELECT open_volume, end, last_volume FROM volumes_end";

  private final Database database;
  private final Map<Long, LiveAccount> accounts = new HashMap<>();
  private final Map<Long, NavigableMap<MailboxName, LiveMailbox>> mailboxes = new HashMap<>();
  private final Map<Long, List<Flag>> keywords = new HashMap<>();

  private CatalogLoader(Database database) {
    this.database = database;
  }

  static Catalog load(Database database) throws SQLException {
    return new CatalogLoader(database).load();
  }

  static Position volumesEnd(Database database) throws SQLException {
    return database
        .row(END, row -> new Position(row.getInt(1), row.getLong(2), row.getInt(3)))
        .orElseThrow(() -> new SQLException("the index does not say how far the volumes go"));
  }

  private Catalog load() throws SQLException {
    database.each(
        KEYWORDS,
        row ->
            keywords
                .computeIfAbsent(row.getLong(1), mailbox -> new ArrayList<>())
                .add(new Flag(row.getString(2))));
    loadAccounts();
    database.each(MAILBOXES, this::loadMailbox);
    NavigableMap<String, LiveAccount> byName = new TreeMap<>();
    accounts.values().forEach(account -> byName.put(account.name(), account));
    return new Catalog(
        Collections.unmodifiableNavigableMap(byName),
        Shares.load(database),
        new Catalog.Counters(
            database.number(COUNTER, Index.UID_VALIDITY),
            database.number(LAST_MESSAGE),
            database.number(LAST_MAILBOX),
            volumesEnd(database),
            database.number(COUNTER, Index.GENERATION)));
  }

  private void loadAccounts() throws SQLException {
    Map<Long, Set<MailboxName>> subscriptions = new HashMap<>();
    database.each(
        SUBSCRIPTIONS,
        row ->
            subscriptions
                .computeIfAbsent(row.getLong(1), account -> new TreeSet<>())
                .add(new MailboxName(row.getString(2))));
    Map<Long, Quota.Limits> limits = Quotas.load(database);
    database.each(
        ACCOUNTS,
        row -> {
          long id = row.getLong(1);
          NavigableMap<MailboxName, LiveMailbox> own = new TreeMap<>();
          mailboxes.put(id, own);
          accounts.put(
              id,
              new LiveAccount(
                  id,
                  new LiveAccount.Names(row.getString(2), row.getString(5)),
                  Collections.unmodifiableNavigableMap(own),
                  Set.copyOf(subscriptions.getOrDefault(id, Set.of())),
                  row.getLong(3),
                  new LiveAccount.Shape(
                      row.getBoolean(4), limits.getOrDefault(id, Quota.Limits.NONE))));
        });
  }

  private void loadMailbox(ResultSet row) throws SQLException {
    long id = row.getLong(1);
    long account = row.getLong(2);
    LiveAccount owner = accounts.get(account);
    NavigableMap<MailboxName, LiveMailbox> siblings = mailboxes.get(account);
    if (owner == null || siblings == null) {
      throw new SQLException("mailbox " + id + " has no account");
    }
    MailboxState state =
        new MailboxState(
            new MailboxName(row.getString(3)),
            Optional.ofNullable(row.getString(4)).map(SpecialUse::valueOf),
            row.getLong(7),
            row.getLong(8),
            new FlagTable(keywords.getOrDefault(id, List.of())),
            row.getInt(9),
            row.getInt(10),
            row.getInt(11),
            row.getLong(12),
            false);
    MailboxKind kind = Rows.kind(row, 13);
    UidValidity uidValidity = new UidValidity(row.getLong(6));
    siblings.put(
        state.name(),
        new LiveMailbox(id, owner, kind, uidValidity, row.getLong(5), state, state.uidNext()));
  }
}
