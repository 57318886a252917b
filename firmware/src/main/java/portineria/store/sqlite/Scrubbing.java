package portineria.store.sqlite;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import portineria.store.Derived;
import portineria.store.MessageId;
import portineria.store.Refusal;
import portineria.store.sqlite.database.Database;

/** Cleans up behind erased messages, in all places but the volumes: FORMAT.md, "Erasure", 3. */
final class Scrubbing {
  /** How often the log is tried to be cut, while somebody reads what is in it. */
  private static final int TRIES = 300;

  private static final long AGAIN_MILLISECONDS = 150;

  private final Engine engine;
  private final StoreSettings settings;
  private final SafeCopies safeCopies;

  /** Who must forget erased messages, besides the cache of summaries. */
  private final List<Derived> derived = new CopyOnWriteArrayList<>();

  Scrubbing(Engine engine, StoreSettings settings, SafeCopies safeCopies) {
    this.engine = engine;
    this.settings = settings;
    this.safeCopies = safeCopies;
  }

  List<Derived> derived() {
    return derived;
  }

  /**
   * What was made from the messages. A search index that nobody keeps, at start or for a command,
   * can't forget: it goes as a whole, and is made anew.
   */
  void derived(List<MessageId> messages) throws IOException {
    engine.summaries().forget(messages);
    if (derived.isEmpty()) {
      deleteAll("search.db");
    }
    for (Derived one : derived) {
      one.forget(messages);
    }
  }

  /** Deletes files of the data folder whose names begin so. */
  private void deleteAll(String begin) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(settings.data(), begin + "*")) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
    SafeCopies.force(settings.data());
  }

  /** What the index leaves behind of rows that it has not any more, and its copies. */
  void copies() throws IOException, Refusal {
    index();
    safeCopies.replaceAll(engine.readers(), engine.clock().instant());
    deleteAll("index.db.old");
    deleteAll("index.db.new");
    engine.volumes().deleteCuts();
  }

  private void index() throws Refusal {
    alone(database -> database.run("VACUUM"));
    for (int tries = 0; !alone(Database::cutLog); tries++) {
      if (tries == TRIES) {
        throw new Refusal(
            Refusal.Reason.IN_USE,
            "another program reads the index all the time, so that its log can't be emptied");
      }
      pause();
    }
  }

  private static void pause() throws Refusal {
    try {
      Thread.sleep(AGAIN_MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new Refusal(Refusal.Reason.UNAVAILABLE, "interrupted");
    }
  }

  private interface Work<T> {
    T in(Database index) throws SQLException;
  }

  private <T> T alone(Work<T> work) throws Refusal {
    return engine
        .changes()
        .perform(
            settings.limits().groupOctets() + 1, // more than any group has room for
            transaction -> work.in(transaction.alone()));
  }
}
