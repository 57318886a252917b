package portineria.store.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import portineria.store.Directory;
import portineria.store.Refusal;
import portineria.store.Subscription;
import portineria.store.sqlite.database.Database;

/** The logins of the box. */
final class SqliteDirectory implements Directory {
  private static final String LOGINS =
      """
      SELECT accounts.name, disabled, password_hash, pop3_deletion, withheld, accounts.id
      FROM logins JOIN accounts ON accounts.id = logins.account
      """;

  private static final String ALL_LOGINS = LOGINS + "ORDER BY accounts.name";

  private static final String ONE_LOGIN = LOGINS + "WHERE accounts.name = ?";

  private static final String DEVICES =
      """
      SELECT label, selector, password_hash, created_ms, last_seen_ms
      FROM devices WHERE account = ? ORDER BY id
      """;

  static final String INSERT =
      "INSERT INTO logins (account, password_hash, disabled, pop3_deletion) VALUES (?, NULL, 0, ?)";

  private static final String UPDATE =
      "UPDATE logins SET disabled = ?, pop3_deletion = ? WHERE account = ?";

  private static final String WITHHOLD = "UPDATE logins SET withheld = ? WHERE account = ?";

  private static final String SET_PASSWORD =
      "UPDATE logins SET password_hash = ? WHERE account = ?";

  private static final String DELETE = "DELETE FROM logins WHERE account = ?";

  private static final String FIND = "SELECT account FROM logins WHERE account = ?";

  private static final String ADD_DEVICE =
      """
      INSERT INTO devices (account, label, selector, password_hash, created_ms, last_seen_ms)
      VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
      """;

  private static final String REVOKE_DEVICE = "DELETE FROM devices WHERE account = ? AND label = ?";

  private static final String REVOKE_DEVICES = "DELETE FROM devices WHERE account = ?";

  private static final String SEEN =
      "UPDATE devices SET last_seen_ms = ? WHERE account = ? AND label = ?";

  private static final String CLOSE =
      "UPDATE logins SET password_hash = NULL, disabled = ? WHERE account = ?";

  private static final String FORGET_SEEN =
      "UPDATE devices SET last_seen_ms = NULL WHERE last_seen_ms < ?";

  private final Engine engine;

  /** What {@link #seen} was told and the index was not yet. */
  private final Map<Seen, Instant> seen;

  private final NamesFile names;

  /** Who hears of accounts that were renamed. */
  private final List<Consumer<String>> renamed;

  SqliteDirectory(Engine engine, NamesFile names) {
    this(engine, new ConcurrentHashMap<>(), names, new CopyOnWriteArrayList<>());
  }

  private SqliteDirectory(
      Engine engine, Map<Seen, Instant> seen, NamesFile names, List<Consumer<String>> renamed) {
    this.engine = engine;
    this.seen = seen;
    this.names = names;
    this.renamed = renamed;
  }

  /** The same logins, changed through another engine. */
  SqliteDirectory through(Engine other) {
    return new SqliteDirectory(other, seen, names, renamed);
  }

  private record Seen(String account, String label) {}

  @Override
  public List<Login> logins() {
    return engine
        .readers()
        .read(
            database -> {
              List<Login> logins = new ArrayList<>();
              for (Head head : database.rows(ALL_LOGINS, Head::read)) {
                logins.add(login(database, head));
              }
              return logins;
            });
  }

  @Override
  public Optional<Login> login(String account) {
    return engine
        .readers()
        .read(
            database -> {
              Optional<Head> head = database.row(ONE_LOGIN, Head::read, account);
              return head.isEmpty()
                  ? Optional.<Login>empty()
                  : Optional.of(login(database, head.get()));
            });
  }

  private Login login(Database database, Head head) throws SQLException {
    List<Device> devices =
        database.rows(
            DEVICES,
            row ->
                new Device(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    Instant.ofEpochMilli(row.getLong(4)),
                    lastSeen(head.account, row.getString(1), Rows.instant(row, 5))),
            head.id);
    return new Login(
        head.account, head.disabled, head.passwordHash, head.pop3Deletion, devices, head.withheld);
  }

  private Optional<Instant> lastSeen(String account, String label, Optional<Instant> written) {
    Optional<Instant> heard = Optional.ofNullable(seen.get(new Seen(account, label)));
    return heard.isPresent() ? heard : written;
  }

  private record Head(
      String account,
      boolean disabled,
      Optional<String> passwordHash,
      Pop3Deletion pop3Deletion,
      Set<String> withheld,
      long id) {
    static Head read(ResultSet row) throws SQLException {
      return new Head(
          row.getString(1),
          row.getBoolean(2),
          Rows.text(row, 3),
          Pop3Deletion.valueOf(row.getString(4)),
          words(row.getString(5)),
          row.getLong(6));
    }

    private static Set<String> words(String withheld) {
      return withheld.isEmpty() ? Set.of() : Set.of(withheld.split(" "));
    }
  }

  @Override
  public void update(String account, boolean disabled, Pop3Deletion pop3Deletion) throws Refusal {
    change(
        account, (database, id) -> database.run(UPDATE, disabled ? 1 : 0, pop3Deletion.name(), id));
  }

  @Override
  public void withhold(String account, Set<String> capabilities) throws Refusal {
    String words = String.join(" ", new TreeSet<>(capabilities));
    change(account, (database, id) -> database.run(WITHHOLD, words, id));
  }

  @Override
  public void setPassword(String account, String passwordHash) throws Refusal {
    change(account, (database, id) -> database.run(SET_PASSWORD, passwordHash, id));
  }

  @Override
  public void addDevice(String account, Device device) throws Refusal {
    change(account, (database, id) -> addDevice(database, id, device));
  }

  private static void addDevice(Database database, long account, Device device)
      throws Refusal, SQLException {
    int added =
        database.run(
            ADD_DEVICE,
            account,
            device.label(),
            device.selector(),
            device.passwordHash(),
            device.created().toEpochMilli(),
            Rows.milliseconds(device.lastSeen()));
    if (added == 0) {
      throw new Refusal(
          Refusal.Reason.ALREADY_EXISTS, "there is a device " + device.label() + " already");
    }
  }

  @Override
  public void revokeDevice(String account, String label) throws Refusal {
    change(
        account,
        (database, id) -> {
          if (database.run(REVOKE_DEVICE, id, label) == 0) {
            throw new Refusal(
                Refusal.Reason.NONEXISTENT,
                "there is no device " + label + ": see portineria device list");
          }
        });
    seen.remove(new Seen(account, label));
  }

  @Override
  public void remove(String account) throws Refusal {
    engine
        .changes()
        .perform(
            transaction -> {
              long id = login(transaction, account).id();
              transaction.database().run(REVOKE_DEVICES, id);
              transaction.database().run(DELETE, id);
              Shares.forget(transaction, id);
              return account;
            });
  }

  @Override
  public void open(String account) throws Refusal {
    engine
        .changes()
        .perform(
            transaction -> {
              LiveAccount closed = transaction.catalog().accounts().draft().get(account);
              if (closed == null) {
                throw new Refusal(Refusal.Reason.NONEXISTENT, "there is no account " + account);
              }
              Database database = transaction.database();
              if (hasLogin(database, closed)) {
                throw new Refusal(
                    Refusal.Reason.ALREADY_EXISTS, "there is a login " + account + " already");
              }
              database.run(INSERT, closed.id(), Pop3Deletion.HIDE.name());
              return account;
            });
  }

  @Override
  public void rename(String account, String name) throws Refusal {
    engine
        .changes()
        .perform(
            transaction -> {
              AccountNames.rename(transaction, login(transaction, account), name);
              return name;
            });
    names.follow(engine.readers());
    for (Seen one : Set.copyOf(seen.keySet())) {
      Instant when = one.account.equals(account) ? seen.remove(one) : null;
      if (when != null) {
        seen.put(new Seen(name, one.label), when);
      }
    }
    renamed.forEach(listener -> listener.accept(account));
  }

  @Override
  public List<String> formerNames(String account) {
    return engine.readers().read(index -> AccountNames.former(index, account));
  }

  @Override
  public Optional<String> nameNow(String name) {
    return engine.readers().read(index -> AccountNames.now(index, name));
  }

  @Override
  public Subscription tellOfRenamed(Consumer<String> listener) {
    renamed.add(listener);
    return () -> renamed.remove(listener);
  }

  /** What could not be written when an account was renamed. */
  void writeNames() {
    names.follow(engine.readers());
  }

  private static boolean hasLogin(Database database, LiveAccount account) throws SQLException {
    return database.row(FIND, row -> row.getLong(1), account.id()).isPresent();
  }

  @Override
  public void seen(String account, String label, Instant when) {
    seen.put(new Seen(account, label), when);
  }

  /** Writes down who was seen, if anybody was. */
  void writeSeen() throws Refusal {
    Map<Seen, Instant> news = Map.copyOf(seen);
    if (news.isEmpty()) {
      return;
    }
    engine
        .changes()
        .perform(
            transaction -> {
              for (Map.Entry<Seen, Instant> one : news.entrySet()) {
                LiveAccount account =
                    transaction.catalog().accounts().draft().get(one.getKey().account);
                if (account != null) {
                  transaction
                      .database()
                      .run(SEEN, one.getValue().toEpochMilli(), account.id(), one.getKey().label);
                }
              }
              return news;
            });
    news.forEach(seen::remove);
  }

  /** Nobody gets in any more, except with the device {@code handover}. */
  static void close(Transaction transaction, long account, Optional<Device> handover)
      throws Refusal, SQLException {
    Shares.forget(transaction, account);
    Database database = transaction.database();
    database.run(REVOKE_DEVICES, account);
    int logins = database.run(CLOSE, handover.isPresent() ? 0 : 1, account);
    if (handover.isPresent()) {
      if (logins == 0) {
        throw new Refusal(
            Refusal.Reason.NONEXISTENT, "the login was removed: it can't be handed to anybody");
      }
      addDevice(database, account, handover.get());
    }
  }

  /** The devices go, and a password may be set again. */
  static void reopen(Transaction transaction, long account) throws SQLException {
    transaction.database().run(REVOKE_DEVICES, account);
    transaction.database().run(CLOSE, 0, account);
  }

  static void forgetSeen(Database database, Instant before) throws SQLException {
    database.run(FORGET_SEEN, before.toEpochMilli());
  }

  private void change(String name, LoginChange change) throws Refusal {
    engine
        .changes()
        .perform(
            transaction -> {
              change.apply(transaction.database(), login(transaction, name).id());
              return name;
            });
  }

  /** The account of a login that there is. */
  private static LiveAccount login(Transaction transaction, String name)
      throws Refusal, SQLException {
    LiveAccount account = transaction.catalog().accounts().draft().get(name);
    if (account == null || !hasLogin(transaction.database(), account)) {
      throw new Refusal(Refusal.Reason.NONEXISTENT, "there is no login " + name);
    }
    return account;
  }

  /** A change to the login of an account that has one. */
  private interface LoginChange {
    void apply(Database database, long account) throws Refusal, SQLException;
  }
}
