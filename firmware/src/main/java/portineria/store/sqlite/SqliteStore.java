package portineria.store.sqlite;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import portineria.store.Account;
import portineria.store.Act;
import portineria.store.Actor;
import portineria.store.AllMail;
import portineria.store.Arrivals;
import portineria.store.Audit;
import portineria.store.Bygone;
import portineria.store.Contents;
import portineria.store.Decisions;
import portineria.store.Derived;
import portineria.store.Digest;
import portineria.store.Directory;
import portineria.store.Erasure;
import portineria.store.Refusal;
import portineria.store.Scrub;
import portineria.store.Sharing;
import portineria.store.Sources;
import portineria.store.Still;
import portineria.store.Store;
import portineria.store.Subscription;
import portineria.store.Troubles;
import portineria.store.sqlite.database.Gate;

/**
 * The store on a disk. {@code Opening} says what is opened in which order; it is closed in reverse.
 */
public final class SqliteStore implements Store {
  private static final String SETTING = "SELECT value FROM settings WHERE key = ?";

  private static final String PUT_SETTING =
      "INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)";

  private final Opened opened;
  private final Engine engine;
  private final SqliteDirectory directory;
  private final SqliteSources sources;
  private final SqliteScrub scrub;
  private final Needed needed = new Needed();

  SqliteStore(Opened opened) {
    this(
        opened,
        opened.engine(),
        new SqliteDirectory(opened.engine(), new NamesFile(opened.settings().disk())));
  }

  private SqliteStore(Opened opened, Engine engine, SqliteDirectory directory) {
    this.opened = opened;
    this.engine = engine;
    this.directory = directory;
    this.sources = new SqliteSources(engine);
    this.scrub = new SqliteScrub(engine);
  }

  /**
   * Opens the store that lies in {@code settings.data()}, or makes one there. After too many
   * failures in a row it opens for reading only.
   *
   * @throws DataInUse when another process has it open
   * @throws IndexLost when there are volumes but no index that fits them
   */
  public static SqliteStore open(StoreSettings settings) throws IOException {
    return open(settings, Gate.OPEN);
  }

  /** As {@link #open(StoreSettings)}, with all SQL of the writer passing through {@code gate}. */
  static SqliteStore open(StoreSettings settings, Gate gate) throws IOException {
    return new SqliteStore(new Opening(settings, gate).open());
  }

  /**
   * Opens for reading only, beside a process that may have it open; sees what was committed by now.
   */
  public static SqliteStore openReading(StoreSettings settings) throws IOException {
    return new SqliteStore(new Opening(settings, Gate.OPEN).openReading());
  }

  /** The program is about to end itself because it can't go on: counted, see {@link Starts}. */
  public void failed() {
    opened.failed();
  }

  /** The parts, for tests that look at one of them. */
  Opened opened() {
    return opened;
  }

  @Override
  public Directory directory() {
    return directory;
  }

  @Override
  public List<String> accountNames() {
    return List.copyOf(engine.catalog().accounts().committed().keySet());
  }

  @Override
  public Optional<Account> account(String name, Actor actor) {
    return engine.catalog().account(name).map(account -> new SqliteAccount(account, engine, actor));
  }

  @Override
  public Account createAccount(String name, Actor actor) throws Refusal {
    LiveAccount made =
        engine.changes().perform(transaction -> NewAccount.create(transaction, name));
    return new SqliteAccount(made, engine, actor);
  }

  @Override
  public List<Erasure.Target> erase(Erasure erasure, Erasure.Progress progress) throws Refusal {
    Eraser eraser =
        opened
            .eraser()
            .orElseThrow(
                () ->
                    new Refusal(
                        Refusal.Reason.READ_ONLY,
                        opened.readOnlyReason().orElse("nothing is written")));
    return eraser.erase(erasure, progress);
  }

  @Override
  public boolean isErasing() {
    return engine.readers().read(Eraser::isPending);
  }

  @Override
  public Subscription tellOfErased(Derived derived) {
    return opened.eraser().map(eraser -> eraser.tell(derived)).orElse(() -> {});
  }

  @Override
  public Sources sources() {
    return sources;
  }

  @Override
  public Contents contents() {
    return new SqliteContents(engine);
  }

  @Override
  public Sharing sharing() {
    return new SqliteSharing(engine);
  }

  @Override
  public Decisions decisions() {
    return new SqliteDecisions(engine);
  }

  @Override
  public Scrub scrub() {
    return scrub;
  }

  @Override
  public Troubles troubles() {
    return new SqliteTroubles(engine);
  }

  @Override
  public Audit audit() {
    return new SqliteAudit(opened.engine());
  }

  @Override
  public Store recording(Act act) {
    Engine recording = engine.recording(act);
    return new SqliteStore(opened, recording, directory.through(recording));
  }

  @Override
  public void forgetTraces(Instant before) throws Refusal {
    engine
        .changes()
        .perform(
            transaction -> {
              SqliteDirectory.forgetSeen(transaction.database(), before);
              SqliteIntake.forgetReasons(transaction.database(), before);
              return before;
            });
  }

  @Override
  public Arrivals arrivals() {
    return new SqliteArrivals(engine);
  }

  @Override
  public Optional<String> setting(String key) {
    return engine.readers().read(database -> database.row(SETTING, row -> row.getString(1), key));
  }

  @Override
  public void putSetting(String key, String value) throws Refusal {
    engine.changes().perform(transaction -> transaction.database().run(PUT_SETTING, key, value));
  }

  @Override
  public Optional<String> readOnlyReason() {
    return opened.readOnlyReason();
  }

  @Override
  public List<String> losses() throws IOException {
    return Presence.losses(engine.readers().read(needed::all), engine.volumes());
  }

  /**
   * Returns when the writer has answered, after all that was handed in before. Nothing is written
   * for it.
   */
  public void awaitWriter() throws Refusal {
    boolean answered = engine.changes().look(transaction -> true);
    assert answered;
  }

  /**
   * To be called now and then: writes down which devices were seen, after some minutes forgets
   * earlier crashes, keeps room for the next start, and goes on with showing all mail and with
   * erasing where that was interrupted.
   */
  public void housekeep() throws Refusal {
    opened.healthy();
    if (!isReadOnly()) {
      opened.ballast().takeIn();
      directory.writeSeen();
      directory.writeNames();
      for (LiveAccount account : engine.catalog().accounts().committed().values()) {
        AllMail allMail = new SqliteAllMail(account, engine);
        while (allMail.step()) {
          // Each step is a commit of its own, with room between for those who wait.
        }
      }
      if (opened.eraser().isPresent()) {
        opened.eraser().get().resume();
      }
    }
  }

  /**
   * Makes the copy of the index for the day of {@code now}, unless there is one, and deletes the
   * oldest ones. It takes seconds and hinders nobody.
   *
   * @return the copy, where one was made
   */
  public Optional<Path> safeCopy(Instant now) throws IOException {
    return opened.safeCopies().copy(engine.readers(), now);
  }

  /**
   * The store as of now, for a backup. It takes seconds and hinders nobody.
   *
   * @param file where the copy of the index goes
   */
  public Still still(Path file) throws IOException {
    return SqliteStill.take(file, engine, opened.settings());
  }

  @Override
  public Bygone bygone(Path index) throws IOException {
    return SqliteBygone.open(index);
  }

  /** All places where messages with these octets lie now. */
  public List<Still.Place> places(Digest digest) {
    return SqliteStill.places(engine.readers(), digest);
  }

  @Override
  public void close() {
    opened.close(directory);
  }
}
