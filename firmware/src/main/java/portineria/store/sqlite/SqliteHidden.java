package portineria.store.sqlite;

import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import portineria.store.Digest;
import portineria.store.Hidden;
import portineria.store.Refusal;

/** What one device has deleted over POP3. */
final class SqliteHidden implements Hidden {
  private static final String ALL = "SELECT unique_id FROM hidden WHERE account = ? AND device = ?";

  private static final String HIDE =
      "INSERT INTO hidden (account, device, unique_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING";

  private static final Pattern UNIQUE_ID = Pattern.compile("[0-9a-f]{64}");

  private final LiveAccount account;
  private final String device;
  private final Engine engine;

  SqliteHidden(LiveAccount account, String device, Engine engine) {
    this.account = account;
    this.device = device;
    this.engine = engine;
  }

  @Override
  public Set<String> uniqueIds() {
    return engine
        .readers()
        .read(
            database ->
                new HashSet<>(database.rows(ALL, row -> row.getString(1), account.id(), device)));
  }

  /** A session may still know one that was erased: its digest must not come back by this. */
  private boolean isErased(Transaction transaction, String uniqueId) throws SQLException {
    if (!UNIQUE_ID.matcher(uniqueId).lookingAt()) {
      return false;
    }
    Digest digest = Digest.parse(uniqueId.substring(0, 2 * Digest.OCTETS));
    return Messages.isErased(transaction, account, digest);
  }

  @Override
  public void hide(Collection<String> uniqueIds) throws Refusal {
    List<String> wanted = List.copyOf(uniqueIds);
    engine
        .changes()
        .perform(
            transaction -> {
              for (String uniqueId : wanted) {
                if (!isErased(transaction, uniqueId)) {
                  transaction.database().run(HIDE, account.id(), device, uniqueId);
                }
              }
              return wanted;
            });
  }
}
