package portineria.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portineria.backup.BackupFailed.Kind;
import portineria.store.Digest;
import portineria.store.Still;

/**
 * The backups of a box: where they go, and how they went. Safe for many threads; whatever runs
 * restic does so on one thread of its own, one thing after the other.
 */
public final class Backups implements AutoCloseable {
  /** How long at most a backup reads back: the box has other things to do, and does it hourly. */
  private static final Duration READING_BACK = Duration.ofMinutes(10);

  /** Erasures that one backup may meet before it gives up for now. */
  private static final int TRIES = 4;

  /** Nobody may rely on a target that was not seen for so long. */
  private static final Duration FRESH = Duration.ofDays(40);

  /** How often who waits hears how far it is. */
  private static final Duration TELLING = Duration.ofMillis(200);

  private static final String INDEX = "backup/index.db";

  private static final List<String> PATHS = List.of(INDEX, "backup/targets", "keys", "volumes");

  private static final Logger log = LoggerFactory.getLogger(Backups.class);

  private final Path data;
  private final Still.Camera camera;
  private final Still.Whereabouts whereabouts;
  private final Restic restic;
  private final Disks disks;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Targets targets;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("backup").factory());
  private volatile boolean closing;

  /**
   * Those of the box in {@code data}.
   *
   * @param camera how the store is copied
   * @param whereabouts where messages lie
   */
  public Backups(
      Path data,
      Still.Camera camera,
      Still.Whereabouts whereabouts,
      InstantSource clock,
      RandomGenerator random) {
    this(data, camera, whereabouts, Restic.ofThisMachine(), Disks.ofThisMachine(), clock, random);
  }

  Backups(
      Path data,
      Still.Camera camera,
      Still.Whereabouts whereabouts,
      Restic restic,
      Disks disks,
      InstantSource clock,
      RandomGenerator random) {
    this.data = data;
    this.camera = camera;
    this.whereabouts = whereabouts;
    this.restic = restic;
    this.disks = disks;
    this.clock = clock;
    this.random = random;
    this.targets = Targets.of(data);
  }

  /** Deletes what an interrupted backup has left in the box's own folder. */
  void tidyUp() throws IOException {
    Files.deleteIfExists(data.resolve(INDEX));
    Files.deleteIfExists(data.resolve(INDEX + "-journal"));
    Folders.delete(data.resolve("backup/temporary"));
  }

  /** All targets, by name. */
  public List<Target> targets() {
    return targets.all();
  }

  /** The words without which no backup can be read. */
  public RecoveryWords words() throws IOException {
    return RecoveryWords.of(data.resolve("keys"), random);
  }

  /**
   * Adds a target. Where it holds a repository of this box already, that goes on; where it holds
   * none, one is made. Anybody else's is refused and left alone.
   *
   * @param credentials what restic needs in its environment to get there
   */
  public Target add(String name, Place place, Map<String, String> credentials, Watch watch)
      throws IOException {
    checkNew(name);
    return onThread(
        () -> {
          checkNew(name);
          Path secrets = secrets(name);
          if (!credentials.isEmpty()) {
            BackendCredentials.write(secrets, credentials);
          }
          try {
            Target target = Target.fresh(name, place, adopt(name, place, watch));
            targets.put(target);
            return target;
          } catch (IOException refused) {
            Files.deleteIfExists(secrets);
            throw refused;
          }
        });
  }

  private void checkNew(String name) throws BackupFailed {
    if (!name.matches(Target.NAME)) {
      throw new BackupFailed(
          Kind.OTHER,
          "a target's name has 1 to 32 letters, digits, _ and -, and begins with one of the first"
              + " two");
    }
    if (targets.find(name).isPresent()) {
      throw new BackupFailed(Kind.OTHER, "there is a backup target " + name + " already");
    }
  }

  /** Gives the number of the repository. */
  private String adopt(String name, Place place, Watch watch) throws IOException {
    Repository repository = repository(name, place, watch, true);
    try {
      if (place.isLocal() && !repository.isInFolder()) {
        repository.init();
      }
      return repository.id();
    } catch (BackupFailed failed) {
      if (failed.kind() != Kind.NOT_THERE) {
        throw failed;
      }
      repository.init();
      return repository.id();
    }
  }

  /** Forgets a target; what is on it stays there. */
  public void remove(String name) throws IOException {
    String known = find(name).name();
    onThread(
        () -> {
          targets.remove(known);
          Files.deleteIfExists(secrets(known));
          return known;
        });
  }

  private Target find(String name) throws BackupFailed {
    return targets
        .find(name)
        .orElseThrow(
            () ->
                new BackupFailed(
                    Kind.OTHER,
                    "there is no backup target " + name + ": see portineria backup target list"));
  }

  /** Whether a target's place is there now, as far as that can be seen without asking anybody. */
  public boolean isThere(Target target) {
    try {
      return switch (target.place()) {
        case Place.Folder(Path folder) ->
            Files.exists(Repository.inFolder(folder).resolve("config"));
        case Place.Disk(String label) -> {
          Optional<Path> folder = disks.folder(label);
          yield folder.isPresent()
              && Files.exists(Repository.inFolder(folder.get()).resolve("config"));
        }
        case Place.Remote remote -> true;
      };
    } catch (IOException unreadable) {
      return false;
    }
  }

  /**
   * Backs up to a target, and reads back from it. However it ends, that is kept in the list of its
   * runs, unless the target was not there.
   *
   * @throws BackupFailed with a sentence, when there is no green backup by it
   */
  public Run run(String name, Watch watch) throws IOException {
    Target target = find(name);
    return attended(watch, relay -> run(target.name(), relay, false));
  }

  /**
   * As {@link #run}, and reads back every octet of every message, and of the whole repository.
   *
   * @throws BackupFailed with a sentence, when not all can be restored
   */
  public Run verify(String name, Watch watch) throws IOException {
    Target target = find(name);
    return attended(watch, relay -> run(target.name(), relay, true));
  }

  private interface Attended {
    Run run(Watch watch) throws IOException;
  }

  /** The watch hears on the thread of the caller, and the box's end is its end. */
  private Run attended(Watch watch, Attended work) throws IOException {
    Relay relay = new Relay(watch, () -> closing);
    return onThread(() -> work.run(relay), relay::tell);
  }

  private Run run(String name, Watch watch, boolean whole) throws IOException {
    Target target = find(name);
    Instant began = clock.instant();
    try {
      Progress progress = new Progress(target, began, watch, whole);
      progress.run();
      log.info("backup-green target={} seconds={}", name, progress.run.took().toSeconds());
      return progress.run;
    } catch (BackupFailed failed) {
      log.warn("backup-failed target={} cause=\"{}\"", name, failed.getMessage());
      keep(target, began, failed);
      throw failed;
    } catch (IOException failed) {
      log.warn("backup-failed target={} cause=\"{}\"", name, failed.getMessage());
      String sentence = String.valueOf(failed.getMessage());
      BackupFailed told = new BackupFailed(Kind.OTHER, sentence, failed);
      keep(target, began, told);
      throw told;
    } finally {
      // It names what may be erased later.
      Files.deleteIfExists(data.resolve(INDEX));
    }
  }

  private void keep(Target target, Instant began, BackupFailed failed) throws IOException {
    if (failed.kind() == Kind.NOT_THERE || failed.kind() == Kind.CANCELLED) {
      return;
    }
    Run run = new Run(began, since(began), false, 0, 0, "-", failed.sentence());
    Target now = target.with(run);
    // Of a repository that is damaged nobody knows what else is.
    targets.put(failed.kind() == Kind.DAMAGED ? now.withRead(Map.of()) : now);
  }

  private Duration since(Instant began) {
    Duration took = Duration.between(began, clock.instant());
    return took.isNegative() ? Duration.ZERO : took;
  }

  /** One backup, step by step. */
  private final class Progress {
    private final Target target;
    private final Instant began;
    private final Watch watch;
    private final boolean whole;
    private final Repository repository;
    private final Path index = data.resolve(INDEX);
    private Run run;

    Progress(Target target, Instant began, Watch watch, boolean whole) throws IOException {
      this.target = target;
      this.began = began;
      this.watch = watch;
      this.whole = whole;
      this.repository = repository(target.name(), target.place(), watch, false);
      this.run = new Run(began, Duration.ZERO, false, 0, 0, "-", "it began");
    }

    void run() throws IOException {
      if (!repository.id().equals(target.id())) {
        throw new BackupFailed(
            Kind.OTHER,
            repository.where()
                + " holds another repository than before: if that is meant, remove the target and"
                + " add it anew");
      }
      Files.createDirectories(Folders.parent(index));
      for (int tries = 1; ; tries++) {
        try (Still still = camera.take(index)) {
          Taken taken = Taken.of(still, data);
          Optional<Repository.Summary> done = backUp(still);
          if (done.isPresent()) {
            finish(taken, done.get());
            return;
          }
        }
        if (tries == TRIES) {
          throw new BackupFailed(
              Kind.OTHER,
              "messages were erased all the time while they were read: the next backup goes on");
        }
      }
    }

    /** Empty where something was erased meanwhile: then the same is done once more. */
    private Optional<Repository.Summary> backUp(Still still) throws IOException {
      Repository.Summary summary;
      try {
        summary = repository.backup(PATHS);
      } catch (BackupFailed failed) {
        if (failed.kind() == Kind.DISTURBED && !still.isUndisturbed()) {
          return Optional.empty();
        }
        throw failed;
      }
      if (still.isUndisturbed()) {
        return Optional.of(summary);
      }
      repository.forget(summary.snapshot());
      return Optional.empty();
    }

    private void finish(Taken taken, Repository.Summary summary) throws IOException {
      watch.readsBack();
      ReadBack back = new ReadBack(repository, summary.snapshot(), taken, target.read());
      back.index(index, "/" + INDEX);
      if (whole) {
        back.everything(watch);
      } else {
        back.some(random, clock, READING_BACK, watch);
      }
      watch.at("checking the repository");
      repository.check(whole ? "100%" : target.part() + "/" + Target.PARTS);
      Target now = tidied(target.withNextPart());
      run =
          new Run(
              began,
              since(began),
              true,
              summary.added(),
              summary.octets(),
              summary.snapshot(),
              said(taken.still(), back));
      targets.put(now.with(run).withRead(back.read()));
    }

    private Target tidied(Target now) throws IOException {
      LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
      if (now.tidied().equals(Optional.of(today))) {
        return now;
      }
      watch.at("removing old snapshots");
      repository.tidy();
      return now.tidiedOn(today);
    }

    private String said(Still still, ReadBack back) throws IOException {
      long unread = back.unread();
      String all = unread == 0 ? "" : "; " + unread + " volumes are still to be read back";
      return still.messages()
          + " messages; the index and "
          + back.volumes()
          + (back.volumes() == 1 ? " volume" : " volumes")
          + " read back and compared"
          + all;
    }
  }

  private Repository repository(String name, Place place, Watch watch, boolean adding)
      throws IOException {
    String where = "the target " + name + " (" + place.text() + ")";
    Map<String, String> credentials = BackendCredentials.read(secrets(name));
    Restic.Setting setting =
        new Restic.Setting(
            at(place, where, adding, credentials),
            words().text(),
            credentials,
            // Of a disk beside it the cache would save nothing, and wear out the box's own.
            place.isLocal() ? Optional.empty() : Optional.of(data.resolve("backup/cache")),
            data,
            data.resolve("backup/temporary"));
    return new Repository(restic, setting, where, watch);
  }

  private String at(Place place, String where, boolean adding, Map<String, String> credentials)
      throws IOException {
    return switch (place) {
      case Place.Folder(Path folder) -> in(folder, where, adding);
      case Place.Disk(String label) ->
          in(
              disks
                  .folder(label)
                  .orElseThrow(
                      () ->
                          new BackupFailed(
                              Kind.NOT_THERE,
                              disks.isPlugged(label)
                                  ? where + " is plugged in but not mounted"
                                  : where + " is not there: plug it in")),
              where,
              adding);
      case Place.Remote(String url) -> BackendCredentials.into(url, credentials);
    };
  }

  /**
   * A folder without a repository is one whose disk is not mounted, or another disk: nothing is
   * begun there but by {@link #add}.
   */
  private static String in(Path folder, String where, boolean adding) throws BackupFailed {
    if (!Files.isDirectory(folder)) {
      throw new BackupFailed(
          Kind.NOT_THERE, where + " is not there: is it plugged in, or mounted?");
    }
    Path repository = Repository.inFolder(folder);
    if (!adding && !Files.exists(repository.resolve("config"))) {
      throw new BackupFailed(
          Kind.NOT_THERE,
          where
              + " holds no backup: is it the right disk, and mounted? backup target add begins one");
    }
    return repository.toString();
  }

  private Path secrets(String name) {
    return data.resolve("keys/backup-" + name);
  }

  /**
   * Whether these octets were read back from a green backup, wherever a message of the box has
   * them. Exactly those of which this is true may be deleted elsewhere.
   */
  public boolean readBack(Digest digest) {
    List<Target> green =
        targets.all().stream()
            .filter(target -> !target.read().isEmpty() && isFresh(target))
            .toList();
    if (green.isEmpty()) {
      return false;
    }
    List<Still.Place> places = whereabouts.of(digest);
    return !places.isEmpty()
        && green.stream().anyMatch(target -> places.stream().allMatch(target::holds));
  }

  private boolean isFresh(Target target) {
    return target
        .lastGreen()
        .filter(run -> run.began().plus(FRESH).isAfter(clock.instant()))
        .isPresent();
  }

  private <T> T onThread(Callable<T> work) throws IOException {
    return onThread(work, () -> {});
  }

  /**
   * Runs something on the thread that runs restic.
   *
   * @param meanwhile done again and again on the thread of the caller
   */
  private <T> T onThread(Callable<T> work, Runnable meanwhile) throws IOException {
    try {
      Future<T> future = thread.submit(work);
      while (true) {
        try {
          return future.get(TELLING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException runs) {
          meanwhile.run();
        }
      }
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof BackupFailed trouble) {
        throw new BackupFailed(trouble.kind(), trouble.sentence(), trouble);
      }
      if (failed.getCause() instanceof IOException trouble) {
        throw new IOException(trouble.getMessage(), trouble);
      }
      throw new IllegalStateException("a backup ended by a bug", failed.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BackupFailed(Kind.CANCELLED, "portineria is closing", e);
    } catch (RejectedExecutionException closed) {
      throw new BackupFailed(Kind.CANCELLED, "portineria is closing", closed);
    }
  }

  /** Ends what runs; the next backup goes on from there. */
  @Override
  public void close() {
    closing = true;
    thread.shutdown();
    try {
      if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
        log.warn("a backup did not end in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
