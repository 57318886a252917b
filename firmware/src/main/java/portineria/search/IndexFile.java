package portineria.search;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import portineria.search.IndexedMessage.Presence;
import portineria.store.MessageId;
import portineria.store.sqlite.database.Database;
import portineria.store.sqlite.database.Gate;
import portineria.store.sqlite.database.Migrations;
import portineria.store.sqlite.database.Readers;

/**
 * An open {@code search.db}: one thread writes, a few read. Without a writer it is only looked
 * into, beside a process that may be writing.
 */
final class IndexFile implements AutoCloseable {
  /** The log's file keeps this size. */
  private static final int LOG_OCTETS_KEPT = 16 * 1024 * 1024;

  /** Pages of the log before it is brought into the file, and forced. */
  private static final int LOG_PAGES = 4000;

  /** Memory of the writer for pages, in KiB. */
  private static final int CACHE_KIB = 8 * 1024;

  private static final String ORIGIN = "SELECT generation, form, last, unclean FROM origin";

  private static final String SET_ORIGIN =
      "INSERT INTO origin (generation, form, last, unclean) VALUES (?, ?, 0, 0)";

  private static final String SET_LAST = "UPDATE origin SET last = ?";

  private static final String SET_UNCLEAN = "UPDATE origin SET unclean = ?";

  private static final String ADD_DATE = "INSERT INTO dates (message, came) VALUES (?, ?)";

  private static final String DATES =
      "SELECT message, came FROM dates WHERE message BETWEEN ? AND ?";

  private static final String ADD_BEYOND = "INSERT INTO beyond (message, head) VALUES (?, ?)";

  private static final List<String> DELETE =
      List.of("DELETE FROM dates WHERE message = ?", "DELETE FROM beyond WHERE message = ?");

  private final Optional<Database> writer;
  private final Readers readers;

  /** The last message that was taken in. The writing thread's, as the next. */
  private long last;

  private boolean unclean;

  private IndexFile(Optional<Database> writer, Readers readers, Origin origin) {
    this.writer = writer;
    this.readers = readers;
    this.last = origin.last;
    this.unclean = origin.unclean;
  }

  private record Origin(long generation, long form, long last, boolean unclean) {
    static Optional<Origin> in(Database database) throws SQLException {
      return database.row(
          ORIGIN,
          row -> new Origin(row.getLong(1), row.getLong(2), row.getLong(3), row.getInt(4) != 0));
    }
  }

  /**
   * Opens an index for writing, or begins one.
   *
   * @return nothing where there is one that can't be used: damaged, of another generation of the
   *     store's index, or with texts of another form
   */
  static Optional<IndexFile> open(Path file, long generation, int threads, Gate gate) {
    try {
      Database database = Database.open(file, gate);
      boolean opened = false;
      try {
        Optional<Origin> origin = prepare(database, generation);
        if (origin.isPresent()) {
          Readers readers = Readers.open(file, "search-reader", threads);
          opened = true;
          return Optional.of(new IndexFile(Optional.of(database), readers, origin.get()));
        }
        return Optional.empty();
      } finally {
        if (!opened) {
          database.close();
        }
      }
    } catch (SQLException | IOException unusable) {
      return Optional.empty();
    }
  }

  private static Optional<Origin> prepare(Database database, long generation)
      throws SQLException, IOException {
    database.runOnce("PRAGMA journal_mode = WAL");
    database.runOnce("PRAGMA synchronous = NORMAL");
    database.runOnce("PRAGMA wal_autocheckpoint = " + LOG_PAGES);
    database.runOnce("PRAGMA journal_size_limit = " + LOG_OCTETS_KEPT);
    database.runOnce("PRAGMA cache_size = -" + CACHE_KIB);
    new Migrations(IndexFile.class, "index").run(database);
    if (Origin.in(database).isEmpty()) {
      database.run(SET_ORIGIN, generation, Form.PRESENT);
    }
    return Origin.in(database).filter(origin -> fits(origin, generation));
  }

  private static boolean fits(Origin origin, long generation) {
    return origin.generation == generation && origin.form == Form.PRESENT;
  }

  /** Opens an index that is there for looking into it. */
  static Optional<IndexFile> openReading(Path file, long generation, int threads) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (Database database = Database.openReading(file)) {
      Optional<Origin> origin = Origin.in(database).filter(one -> fits(one, generation));
      return origin.isPresent()
          ? Optional.of(
              new IndexFile(
                  Optional.empty(), Readers.open(file, "search-reader", threads), origin.get()))
          : Optional.empty();
    } catch (SQLException unusable) {
      return Optional.empty();
    }
  }

  private Database writer() {
    return writer.orElseThrow(() -> new IllegalStateException("open for reading only"));
  }

  long last() {
    return last;
  }

  /** Whether octets of erased messages may still be in the file. */
  boolean isUnclean() {
    return unclean;
  }

  /** What is known of messages. */
  Verdicts ask(Sought sought, long[] messages) {
    return readers.read(database -> Asking.ask(database, sought, messages));
  }

  /** When messages came, from one number to another, of those that are here. */
  Map<MessageId, Instant> dates(MessageId first, MessageId last) {
    return readers.read(
        database -> {
          Map<MessageId, Instant> dates = new HashMap<>();
          database.each(
              DATES,
              row ->
                  dates.put(new MessageId(row.getLong(1)), Instant.ofEpochSecond(row.getLong(2))),
              first.value(),
              last.value());
          return dates;
        });
  }

  /**
   * Several changes in one transaction. How far it got is written once, at its end: FTS5 gathers
   * what is added in memory, and each UPDATE in between would make it write down what it has.
   */
  void together(Changes changes) throws SQLException {
    Database database = writer();
    long before = last;
    boolean done = false;
    database.run("BEGIN IMMEDIATE");
    try {
      changes.make();
      if (last != before) {
        database.run(SET_LAST, last);
      }
      database.run("COMMIT");
      done = true;
    } finally {
      if (!done) {
        last = before;
        database.rollBack();
      }
    }
  }

  @FunctionalInterface
  interface Changes {
    void make() throws SQLException;
  }

  /** Takes a message in; they come in the order of their numbers. Within {@link #together}. */
  void add(IndexedMessage one) throws SQLException {
    Database database = writer();
    long message = one.arrival().message().value();
    database.run(ADD_DATE, message, one.came().getEpochSecond());
    if (one.presence() != Presence.WHOLE) {
      database.run(ADD_BEYOND, message, one.presence() == Presence.NONE ? 1 : 0);
    }
    if (one.presence() != Presence.NONE) {
      add(Layer.HEAD, message, one.head());
      add(Layer.BODY, message, one.body());
    }
    last = message;
  }

  private void add(Layer layer, long message, String text) throws SQLException {
    writer().run(layer.insertTrigrams(), message, text);
    writer().run(layer.insertText(), message, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Takes messages out. Octets of theirs stay in the file until {@link #copyClean}. */
  void remove(Collection<MessageId> messages) throws SQLException {
    together(
        () -> {
          writer().run(SET_UNCLEAN, 1);
          for (MessageId message : messages) {
            for (Layer layer : Layer.values()) {
              writer().run(layer.deleteTrigrams(), message.value());
              writer().run(layer.deleteText(), message.value());
            }
            for (String delete : DELETE) {
              writer().run(delete, message.value());
            }
          }
        });
    unclean = true;
  }

  /**
   * Writes another file with what is in {@code file}, and nothing that was. On a connection of its
   * own, because FTS5 keeps a hand on the one that it has written to.
   */
  static void copyClean(Path file, Path fresh, Gate gate) throws SQLException {
    try (Database database = Database.open(file, gate)) {
      for (Layer layer : Layer.values()) {
        database.run(layer.optimize());
      }
    }
    try (Database database = Database.open(file, gate)) {
      database.run("VACUUM INTO ?", fresh.toString());
    }
    try (Database copy = Database.open(fresh, gate)) {
      copy.run(SET_UNCLEAN, 0);
    }
  }

  /** Waits for the questions that were asked. */
  @Override
  public void close() throws SQLException {
    readers.close();
    if (writer.isPresent()) {
      writer.get().close();
    }
  }
}
