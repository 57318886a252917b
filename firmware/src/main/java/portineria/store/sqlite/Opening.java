package portineria.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portineria.store.Refusal;
import portineria.store.sqlite.database.Database;
import portineria.store.sqlite.database.Gate;
import portineria.store.sqlite.database.Readers;
import portineria.store.sqlite.database.Trouble;
import portineria.store.volume.Found;
import portineria.store.volume.IndexBehind;
import portineria.store.volume.NoSpace;
import portineria.store.volume.Recovery;
import portineria.store.volume.Spool;
import portineria.store.volume.Volumes;

/**
 * Opens a store from the bottom up:
 *
 * <pre>
 *   lock → starts → index (schema, catalog) → volumes, brought to the index's last commit
 *        → spool → readers → cache → writer → an erasure that was interrupted is finished
 * </pre>
 */
final class Opening {
  private static final Logger LOG = LoggerFactory.getLogger(Opening.class);

  /** With less, whatever fails fails by that. */
  private static final int FULL_OCTETS = 64 * 1024;

  private final StoreSettings settings;
  private final Gate gate;
  private final Path file;
  private final SafeCopies safeCopies;
  private final Deque<AutoCloseable> resources = new ArrayDeque<>();

  Opening(StoreSettings settings, Gate gate) {
    this.settings = settings;
    this.gate = gate;
    this.file = settings.data().resolve(Index.NAME);
    this.safeCopies = new SafeCopies(settings);
  }

  /** The owner's way in. */
  Opened open() throws IOException {
    return closingOnFailure(
        () -> {
          Files.createDirectories(settings.data());
          hold(DataLock.take(settings.data()));
          Landing.requireEnded(settings.data());
          Starts starts = Starts.begin(settings.disk(), settings.clock().instant());
          if (starts.failures() < settings.limits().crashes() || !Files.exists(file)) {
            return writing(starts);
          }
          String why =
              "it failed "
                  + starts.failures()
                  + " times in a row; until it is restarted, mail can be read but not changed";
          LOG.error("read-only cause=\"{}\"", why);
          return reading(Optional.of(starts), why);
        });
  }

  /** The way in beside an owner. */
  Opened openReading() throws IOException {
    return closingOnFailure(
        () -> {
          Landing.requireEnded(settings.data());
          return reading(Optional.empty(), "it was opened for reading only");
        });
  }

  private Opened writing(Starts starts) throws IOException, SQLException {
    ballast().dropIfFull();
    new Replacement(settings.data()).finish();
    requireIndexWhereMailIs();
    Database database = hold(Index.open(file, gate));
    new Ledger(settings.disk()).join(database);
    new NamesFile(settings.disk()).join(database);
    if (Index.counter(database, Index.UID_VALIDITY).isEmpty()) {
      begin(database);
    }
    Catalog catalog = CatalogLoader.load(database);
    keepEpoch(catalog);
    Volumes volumes = hold(openVolumes());
    recover(volumes, catalog);
    new Unshown(database, catalog, settings).show();
    Spool spool = Spool.open(settings.disk(), settings.volumes());
    Readers readers = hold(Readers.open(file, "store-reader", settings.limits().readers()));
    SummaryCache summaries = hold(openCache(catalog));
    Shipment shipment = new Shipment(volumes, settings.disk(), settings.volumes().reserveOctets());
    Consumer<Throwable> fatal =
        failed -> {
          starts.failed();
          settings.fatal().accept(failed);
        };
    Writer writer = new Writer(database, catalog, shipment, settings.withFatal(fatal));
    Views views = new Views(readers, writer, false, settings.limits().viewsOctets());
    writer.start();
    ballast().takeIn();
    Engine engine =
        new Engine(
            writer,
            readers,
            catalog,
            views,
            new Locations(readers),
            summaries,
            volumes,
            Optional.of(spool),
            settings.limits(),
            settings.clock());
    Eraser eraser = new Eraser(engine, settings.withFatal(fatal), safeCopies);
    finishErasure(eraser);
    return new Opened(
        settings,
        engine,
        Optional.of(starts),
        Optional.of(writer),
        Optional.empty(),
        ballast(),
        safeCopies,
        Optional.of(eraser),
        resources);
  }

  /**
   * Before anybody comes in. Where that can't be, on a full disk for instance, it is tried later.
   */
  private static void finishErasure(Eraser eraser) {
    try {
      eraser.begin();
    } catch (Refusal later) {
      LOG.error("erasure-unfinished cause=\"{}\"", later.getMessage());
    }
  }

  private Opened reading(Optional<Starts> starts, String why) throws IOException, SQLException {
    Optional<IndexLost> lost = IndexLost.in(settings);
    if (lost.isPresent()) {
      throw lost.get();
    }
    Catalog catalog;
    try (Database database = Index.openReading(file)) {
      catalog = CatalogLoader.load(database);
    }
    Volumes volumes = hold(openVolumes());
    Readers readers = hold(Readers.open(file, "store-reader", settings.limits().readers()));
    Changes none = new Changes.None(why);
    SummaryCache summaries = hold(starts.isPresent() ? openCache(catalog) : SummaryCache.none());
    Engine engine =
        new Engine(
            none,
            readers,
            catalog,
            new Views(readers, none, true, settings.limits().viewsOctets()),
            new Locations(readers),
            summaries,
            volumes,
            Optional.empty(),
            settings.limits(),
            settings.clock());
    return new Opened(
        settings,
        engine,
        starts,
        Optional.empty(),
        Optional.of(why),
        ballast(),
        safeCopies,
        Optional.empty(),
        resources);
  }

  private Ballast ballast() {
    return new Ballast(settings.disk(), settings.volumes().reserveOctets());
  }

  private SummaryCache openCache(Catalog catalog) {
    Path cache = settings.data().resolve("cache.db");
    return SummaryCache.open(cache, catalog.generation(), () -> settings.hasRoom(0));
  }

  private Volumes openVolumes() throws IOException {
    return Volumes.open(settings.disk(), settings.clock(), settings.volumes());
  }

  /** An empty index beside mail would hide it, and the next recovery would cut it off. */
  private void requireIndexWhereMailIs() throws IOException {
    Optional<IndexLost> lost = IndexLost.in(settings);
    if (lost.isPresent() && IndexLost.hasVolumes(settings)) {
      throw lost.get();
    }
  }

  /** What a new index begins with. */
  private void begin(Database database) throws SQLException {
    database.run("BEGIN IMMEDIATE");
    Index.putCounter(database, Index.GENERATION, settings.random().nextLong());
    long epoch = Epoch.first(settings.random());
    Index.putCounter(database, Index.UID_VALIDITY, Epoch.begin(epoch));
    database.run("COMMIT");
  }

  private void keepEpoch(Catalog catalog) throws IOException {
    long epoch = Epoch.of(catalog.lastUidValidity().committed());
    SmallFile kept = Epoch.file(settings.disk());
    if (kept.read().orElse(-1L) < epoch) {
      kept.write(epoch);
    }
  }

  private static void recover(Volumes volumes, Catalog catalog) throws IOException {
    try {
      Recovery recovery = volumes.recover(catalog.volumesEnd().committed());
      for (Found.Damaged cut : recovery.cuts()) {
        LOG.info("tail-cut volume={} octets={}", cut.volume(), cut.to() - cut.from());
      }
      for (Found.Damaged loss : recovery.losses()) {
        LOG.error("volume-damaged volume={} what=\"{}\"", loss.volume(), loss.what());
      }
    } catch (IndexBehind behind) {
      throw IndexLost.because("the index is older than the volumes", behind);
    }
  }

  private <T extends AutoCloseable> T hold(T resource) {
    resources.push(resource);
    return resource;
  }

  private Opened closingOnFailure(Steps steps) throws IOException {
    boolean done = false;
    try {
      Opened opened = steps.run();
      done = true;
      return opened;
    } catch (SQLException failed) {
      String what = "the index can't be opened: " + failed.getMessage();
      if (Trouble.of(failed) == Trouble.CORRUPT) {
        throw IndexLost.because(what, failed);
      }
      throw isFull(failed)
          ? new NoSpace("the disk is full: free some space on it, then start again", failed)
          : new IOException(what, failed);
    } finally {
      if (!done) {
        Opened.closeAll(resources);
      }
    }
  }

  /** SQLite's driver has other words where it can't even unpack itself. */
  private boolean isFull(SQLException failed) throws IOException {
    return Trouble.of(failed) == Trouble.FULL || settings.disk().freeOctets() < FULL_OCTETS;
  }

  private interface Steps {
    Opened run() throws IOException, SQLException;
  }
}
