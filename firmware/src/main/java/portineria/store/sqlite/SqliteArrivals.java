package portineria.store.sqlite;

import java.time.Instant;
import java.util.List;
import portineria.store.Arrivals;
import portineria.store.MessageId;
import portineria.store.Subscription;

/** All messages, as the index numbers them. */
final class SqliteArrivals implements Arrivals {
  private static final String AFTER =
      """
      SELECT messages.id, accounts.name, messages.received
      FROM messages JOIN accounts ON accounts.id = messages.account
      WHERE messages.id > ? AND messages.volume > 0 ORDER BY messages.id LIMIT ?
      """;

  private static final String HOURS =
      """
      SELECT received / 3600, COUNT(*), SUM(size) FROM messages
      WHERE received >= ? AND volume > 0 GROUP BY 1 ORDER BY 1
      """;

  private static final int SECONDS = 3600;

  private final Engine engine;

  SqliteArrivals(Engine engine) {
    this.engine = engine;
  }

  @Override
  public long generation() {
    return engine.catalog().generation();
  }

  @Override
  public MessageId last() {
    return new MessageId(engine.catalog().lastMessage().committed());
  }

  @Override
  public List<Arrival> after(MessageId after, int most) {
    return engine
        .readers()
        .read(
            database ->
                database.rows(
                    AFTER,
                    row ->
                        new Arrival(
                            new MessageId(row.getLong(1)),
                            row.getString(2),
                            Instant.ofEpochSecond(row.getLong(3))),
                    after.value(),
                    most));
  }

  @Override
  public List<Hour> hours(Instant since) {
    return engine
        .readers()
        .read(
            database ->
                database.rows(
                    HOURS,
                    row ->
                        new Hour(
                            Instant.ofEpochSecond(row.getLong(1) * SECONDS),
                            row.getLong(2),
                            row.getLong(3)),
                    since.getEpochSecond()));
  }

  @Override
  public Subscription subscribe(Runnable knock) {
    Runnable own = new Knock(knock);
    engine.catalog().arrivalListeners().add(own);
    return () -> engine.catalog().arrivalListeners().remove(own);
  }

  /** Equal to itself alone, so that who subscribes twice can end one of the two. */
  private static final class Knock implements Runnable {
    private final Runnable listener;

    Knock(Runnable listener) {
      this.listener = listener;
    }

    @Override
    public void run() {
      listener.run();
    }
  }
}
