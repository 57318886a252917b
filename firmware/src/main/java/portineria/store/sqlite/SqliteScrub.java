package portineria.store.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portineria.store.Digest;
import portineria.store.MailboxName;
import portineria.store.MessageId;
import portineria.store.Refusal;
import portineria.store.Scrub;
import portineria.store.sqlite.database.Database;
import portineria.store.volume.Location;

/**
 * Rounds over all messages, in the order of their numbers, which is nearly that in which they lie
 * on the disk. One thread at a time advances; any thread may recheck and ask for the state.
 *
 * <p>What was read well is written down only now and then, because each commit is a sync; what was
 * found damaged, or whole again, at once.
 */
final class SqliteScrub implements Scrub {
  private static final Logger LOG = LoggerFactory.getLogger(SqliteScrub.class);

  private static final int MESSAGES_AT_ONCE = 64;
  private static final int BUFFER_OCTETS = 64 * 1024;

  /** So many times in a round its place is written down. */
  private static final int NOTES_PER_ROUND = 100;

  private static final String PLACE = "SELECT last_message FROM scrub";

  private static final String ENDED = "SELECT ended_ms FROM scrub";

  private static final String NEXT =
      """
      SELECT messages.id, digest, volume, position, size, damaged.message IS NOT NULL
      FROM messages LEFT JOIN damaged ON damaged.message = messages.id
      WHERE messages.id > ? AND volume > 0 ORDER BY messages.id LIMIT ?
      """;

  private static final String ONE =
      """
      SELECT messages.id, digest, volume, position, size, damaged.message IS NOT NULL
      FROM messages LEFT JOIN damaged ON damaged.message = messages.id
      WHERE messages.id = ? AND volume > 0
      """;

  private static final String IS_THERE =
      """
      SELECT count(*) FROM messages WHERE id = ? AND volume = ? AND position = ?
      """;

  private static final String DAMAGED =
      "INSERT INTO damaged (message, found_ms) VALUES (?, ?) ON CONFLICT DO NOTHING";

  private static final String WHOLE = "DELETE FROM damaged WHERE message = ?";

  private static final String NOTE = "UPDATE scrub SET last_message = ?";

  private static final String END = "UPDATE scrub SET last_message = 0, ended_ms = ?";

  /** Walks over all messages: asked for once in a round. */
  private static final String TOTAL = "SELECT ifnull(sum(size), 0) FROM messages WHERE volume > 0";

  private static final String ALL_DAMAGED =
      """
      SELECT damaged.message, accounts.name, digest, found_ms
      FROM damaged JOIN messages ON messages.id = damaged.message
        JOIN accounts ON accounts.id = messages.account
      ORDER BY found_ms, damaged.message
      """;

  private static final String LISTED =
      """
      SELECT DISTINCT mailboxes.name FROM entries JOIN mailboxes ON mailboxes.id = entries.mailbox
      WHERE entries.message = ? AND entries.removed IS NULL ORDER BY mailboxes.name
      """;

  private final Engine engine;
  private final Object advancing = new Object();

  /** The last message that was read; negative before the first call. */
  private long last = -1;

  /** Of all messages, when the round began. */
  private long total;

  /** Octets read since the place was written down. */
  private long unnoted;

  SqliteScrub(Engine engine) {
    this.engine = engine;
  }

  private record Kept(long id, Digest digest, Location location, boolean damaged) {
    static Kept read(ResultSet row) throws SQLException {
      return new Kept(
          row.getLong(1),
          Digest.of(row.getBytes(2)),
          new Location(row.getInt(3), row.getLong(4), row.getLong(5)),
          row.getBoolean(6));
    }
  }

  @Override
  public long advance(int parts) throws Refusal {
    synchronized (advancing) {
      if (last < 0) {
        begin(engine.readers().read(database -> database.number(PLACE)));
      }
      long wanted = Math.max(1, total / parts);
      long read = 0;
      while (read < wanted) {
        long after = last;
        List<Kept> next =
            engine
                .readers()
                .read(database -> database.rows(NEXT, Kept::read, after, MESSAGES_AT_ONCE));
        if (next.isEmpty()) {
          endRound();
          return read;
        }
        read += look(next, wanted - read);
      }
      note(read);
      return read;
    }
  }

  @Override
  public void recheck(Collection<MessageId> messages) throws Refusal {
    for (MessageId message : messages) {
      Optional<Kept> kept =
          engine.readers().read(database -> database.row(ONE, Kept::read, message.value()));
      if (kept.isPresent()) {
        look(kept.get());
      }
    }
  }

  private void begin(long place) {
    last = place;
    unnoted = 0;
    total = engine.readers().read(database -> database.number(TOTAL));
  }

  private long look(List<Kept> next, long wanted) throws Refusal {
    long read = 0;
    for (Kept one : next) {
      if (read >= wanted) {
        break;
      }
      look(one);
      last = one.id;
      read += one.location.size();
    }
    return read;
  }

  private void look(Kept one) throws Refusal {
    boolean whole = isWhole(one);
    if (!whole && !one.damaged) {
      // An erasure may have taken it away meanwhile, or it was moved to another volume.
      boolean recorded =
          engine
              .changes()
              .perform(
                  transaction -> {
                    Database database = transaction.database();
                    Location at = one.location;
                    return database.number(IS_THERE, one.id, at.volume(), at.offset()) > 0
                        && database.run(DAMAGED, one.id, transaction.now().toEpochMilli()) > 0;
                  });
      if (recorded) {
        LOG.error("message-damaged volume={} digest={}", one.location.volume(), one.digest.hex());
      }
    } else if (whole && one.damaged) {
      engine.changes().perform(transaction -> transaction.database().run(WHOLE, one.id));
      LOG.info("message-whole-again digest={}", one.digest.hex());
    }
  }

  private boolean isWhole(Kept one) {
    MessageDigest digest = Digest.sha256();
    byte[] buffer = new byte[BUFFER_OCTETS];
    try (InputStream in = engine.volumes().octets(one.location).stream()) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        digest.update(buffer, 0, count);
      }
    } catch (IOException | UncheckedIOException unreadable) {
      return false;
    }
    return Digest.of(digest.digest()).equals(one.digest);
  }

  private void note(long read) throws Refusal {
    unnoted += read;
    if (unnoted > total / NOTES_PER_ROUND) {
      long place = last;
      engine.changes().perform(transaction -> transaction.database().run(NOTE, place));
      unnoted = 0;
    }
  }

  private void endRound() throws Refusal {
    engine
        .changes()
        .perform(transaction -> transaction.database().run(END, transaction.now().toEpochMilli()));
    begin(0);
  }

  @Override
  public State state() {
    return engine
        .readers()
        .read(
            database ->
                new State(
                    database.row(ENDED, row -> Rows.instant(row, 1)).orElseThrow(),
                    damaged(database)));
  }

  private record Found(long message, String account, Digest digest, Instant when) {}

  private static List<Damage> damaged(Database database) throws SQLException {
    List<Found> found =
        database.rows(
            ALL_DAMAGED,
            row ->
                new Found(
                    row.getLong(1),
                    row.getString(2),
                    Digest.of(row.getBytes(3)),
                    Instant.ofEpochMilli(row.getLong(4))));
    List<Damage> all = new ArrayList<>();
    for (Found one : found) {
      all.add(
          new Damage(
              one.account,
              one.digest,
              database.rows(LISTED, row -> new MailboxName(row.getString(1)), one.message),
              one.when));
    }
    return all;
  }
}
