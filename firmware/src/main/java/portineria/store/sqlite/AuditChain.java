package portineria.store.sqlite;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import portineria.store.Act;
import portineria.store.AuditText;
import portineria.store.Digest;

/**
 * Appends to the audit chain, as part of a transaction. Nothing of the chain is in memory: an entry
 * follows what stands in the index, and the counter tells when something is missing there.
 */
final class AuditChain {
  /** The counter of the last number that was given out. */
  static final String COUNTER = "audit";

  /** So many octets of chance can't be tried out, even where the name can be guessed. */
  private static final int SALT_OCTETS = 32;

  private static final String LAST = "SELECT text FROM audit ORDER BY number DESC LIMIT 1";

  private static final String LAST_NUMBER =
      """
      SELECT max(
        ifnull((SELECT value FROM counters WHERE name = 'audit'), 0),
        ifnull((SELECT max(number) FROM audit), 0))
      """;

  private static final String APPEND = "INSERT INTO audit (number, text, hash) VALUES (?, ?, ?)";

  private static final String NAME =
      "INSERT INTO audit_names (entry, part, salt, name) VALUES (?, ?, ?, ?)";

  private AuditChain() {}

  /** Gives the number of the new entry. */
  static long append(Transaction transaction, Act act) throws SQLException {
    AuditText.Head head = head(transaction);
    long number = head.number() + 1;
    Map<Act.Part, Digest> commitments = new EnumMap<>(Act.Part.class);
    for (Map.Entry<Act.Part, String> name : act.names().entrySet()) {
      byte[] salt = transaction.random(SALT_OCTETS);
      byte[] octets = name.getValue().getBytes(StandardCharsets.UTF_8);
      transaction.database().run(NAME, number, name.getKey().word(), salt, octets);
      commitments.put(name.getKey(), AuditText.commitment(salt, octets));
    }
    String text = AuditText.after(head, transaction.now(), act, commitments).text();
    byte[] octets = text.getBytes(StandardCharsets.US_ASCII);
    transaction.database().run(APPEND, number, octets, AuditText.hash(text).octets());
    Index.putCounter(transaction.database(), COUNTER, number);
    return number;
  }

  private static AuditText.Head head(Transaction transaction) throws SQLException {
    long number = transaction.database().number(LAST_NUMBER);
    Digest hash =
        transaction
            .database()
            .row(LAST, row -> Rows.latin(row, 1))
            .map(AuditText::hash)
            .orElse(AuditText.NOTHING);
    return new AuditText.Head(number, hash);
  }
}
