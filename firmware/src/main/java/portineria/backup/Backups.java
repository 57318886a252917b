package portineria.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
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
  /** Nobody may rely on a target that was not seen for so long. */
  private static final Duration FRESH = Duration.ofDays(40);

  /** How often who waits hears how far it is. */
  private static final Duration TELLING = Duration.ofMillis(200);

  private static final Logger log = LoggerFactory.getLogger(Backups.class);

  private final Path data;
  private final SingleBackup.Box box;
  private final Still.Whereabouts whereabouts;
  private final Sites sites;
  private final InstantSource clock;
  private final Targets targets;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("backup").factory());
  private volatile boolean closing;
  private volatile Onlooker onlooker = Onlooker.NOBODY;

  /** What runs now, and where. */
  private volatile Optional<Running> running = Optional.empty();

  /** When a backup was last begun; those that found nothing there are in no list. */
  private final Map<String, Instant> begun = new ConcurrentHashMap<>();

  private record Running(Target target, Relay relay) {}

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
    this.box = new SingleBackup.Box(data, camera, clock, random);
    this.whereabouts = whereabouts;
    this.sites = new Sites(data, restic, disks, random);
    this.clock = clock;
    this.targets = Targets.of(data);
  }

  /** Deletes what an interrupted backup has left in the box's own folder. */
  void tidyUp() throws IOException {
    Files.deleteIfExists(box.index());
    Files.deleteIfExists(data.resolve(SingleBackup.INDEX + "-journal"));
    Folders.delete(data.resolve("backup/temporary"));
  }

  /** All targets, by name. */
  public List<Target> targets() {
    return targets.all();
  }

  /** The words without which no backup can be read. */
  public RecoveryWords words() throws IOException {
    return sites.words();
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
          Path secrets = sites.secrets(name);
          if (!credentials.isEmpty()) {
            BackendCredentials.write(secrets, credentials);
          }
          try {
            String repository = adopt(name, place, watch);
            checkElsewhere(repository);
            Target target = Target.fresh(name, place, repository);
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

  /** Two backups in one place are one, and look like two. */
  private void checkElsewhere(String repository) throws BackupFailed {
    for (Target other : targets.all()) {
      if (other.id().equals(repository)) {
        throw new BackupFailed(
            Kind.OTHER,
            "the target "
                + other.name()
                + " goes there already: a second backup belongs on another disk, or away from the"
                + " office");
      }
    }
  }

  /** Gives the number of the repository. */
  private String adopt(String name, Place place, Watch watch) throws IOException {
    Repository repository = sites.repository(name, place, watch, true);
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
          Files.deleteIfExists(sites.secrets(known));
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

  /**
   * The folder in which a disk is mounted, whatever is on it.
   *
   * @throws IOException with a sentence, when it is not
   */
  public Path mountedDisk(String label) throws IOException {
    return sites.mounted(label, "the disk " + label);
  }

  /** Whether a target's place is there now, as far as that can be seen without asking anybody. */
  public boolean isThere(Target target) {
    return sites.isThere(target);
  }

  /** The targets that are there now: disks first, what is far away last. */
  public List<Target> there() {
    return targets.all().stream()
        .filter(sites::isThere)
        .sorted(Comparator.comparingInt(Backups::distance))
        .toList();
  }

  private static int distance(Target target) {
    return switch (target.place()) {
      case Place.Disk disk -> 0;
      case Place.Folder folder -> 1;
      case Place.Remote remote -> 2;
    };
  }

  /** When a backup to a target was last begun, whoever wanted it and however it ended. */
  Optional<Instant> lastBegun(Target target) {
    return Optional.ofNullable(begun.get(target.name())).or(target::lastTried);
  }

  /** From now on, whoever looks on is told of every backup; one at a time does. */
  public void show(Onlooker looksOn) {
    onlooker = looksOn;
  }

  /** Whether a backup runs now to what is far away. */
  public boolean isFarAway() {
    return running.filter(one -> !one.target().place().isLocal()).isPresent();
  }

  /** Ends the backup that runs now, cleanly; the next one goes on. */
  public void cancel() {
    running.ifPresent(one -> one.relay().cancel());
  }

  /**
   * Backs up to a target, and reads back from it. However it ends, that is kept in the list of its
   * runs, unless the target was not there.
   *
   * @throws BackupFailed with a sentence, when there is no green backup by it
   */
  public Run run(String name, Watch watch) throws IOException {
    Target target = find(name);
    return attended(target, watch, relay -> seen(target, relay, false));
  }

  /**
   * As {@link #run}, and reads back every octet of every message, and of the whole repository.
   *
   * @throws BackupFailed with a sentence, when not all can be restored
   */
  public Run verify(String name, Watch watch) throws IOException {
    Target target = find(name);
    return attended(target, watch, relay -> seen(target, relay, true));
  }

  /**
   * Looks for messages in the snapshots of a target, whatever became of them since.
   *
   * @return those that were not found
   * @throws IOException with a sentence, when the target could not be read
   */
  Set<Digest> bringBack(String name, Collection<Digest> wanted, Taker taker, Watch watch)
      throws IOException {
    Target target = find(name);
    return attended(
        target,
        watch,
        relay -> new Retrieval(same(target, relay), whereabouts, wanted, taker, relay).run());
  }

  private interface Attended<T> {
    T run(Watch watch) throws IOException;
  }

  /** The watch hears on the thread of the caller, and the box's end is its end. */
  private <T> T attended(Target target, Watch watch, Attended<T> work) throws IOException {
    Relay relay = new Relay(watch, () -> closing);
    return onThread(
        () -> {
          running = Optional.of(new Running(target, relay));
          try {
            return work.run(relay);
          } finally {
            running = Optional.empty();
          }
        },
        relay::tell);
  }

  private Run seen(Target target, Watch watch, boolean whole) throws IOException {
    if (!sites.isThere(target)) {
      return run(target, watch, whole); // it says why not
    }
    onlooker.sees(target, Onlooker.Moment.BEGAN);
    Onlooker.Moment end = Onlooker.Moment.FAILED;
    try {
      Run run = run(target, seen(target, watch), whole);
      end = Onlooker.Moment.GREEN;
      return run;
    } catch (BackupFailed failed) {
      end = end(target, failed);
      throw failed;
    } finally {
      onlooker.sees(target, end);
    }
  }

  private boolean isGone(Target target) {
    return target.place().isLocal() && !sites.isThere(target);
  }

  private static Onlooker.Moment end(Target target, BackupFailed failed) {
    // A disk that was there when it began was pulled out.
    boolean awaited = failed.kind() == Kind.NOT_THERE && !target.place().isLocal();
    return awaited || failed.kind() == Kind.CANCELLED
        ? Onlooker.Moment.ENDED
        : Onlooker.Moment.FAILED;
  }

  private Watch seen(Target target, Watch watch) {
    return new Watch() {
      @Override
      public void at(String line) {
        watch.at(line);
      }

      @Override
      public void readsBack() {
        onlooker.sees(target, Onlooker.Moment.READS_BACK);
        watch.readsBack();
      }

      // Also when the disk was pulled out: restic would go on in the folder where it was mounted,
      // on the box's own disk.
      @Override
      public boolean isOver() {
        return watch.isOver() || isGone(target);
      }
    };
  }

  private Run run(Target before, Watch watch, boolean whole) throws IOException {
    Target target = find(before.name()); // whatever has waited, has waited for changes of it
    Instant began = clock.instant();
    begun.put(target.name(), began);
    boolean there = sites.isThere(target);
    try {
      Target green = new SingleBackup(box, same(target, watch), target, watch).run(began, whole);
      targets.put(green);
      Run run = green.runs().getFirst();
      log.info("backup-green target={} seconds={}", target.name(), run.took().toSeconds());
      return run;
    } catch (IOException failed) {
      BackupFailed told =
          there && !closing && isGone(target) ? pulled(target, failed) : told(failed);
      log.warn("backup-failed target={} cause=\"{}\"", target.name(), told.getMessage());
      keep(target, began, told);
      throw told;
    } finally {
      // It names what may be erased later.
      Files.deleteIfExists(box.index());
    }
  }

  private static BackupFailed pulled(Target target, IOException failed) {
    return new BackupFailed(
        Kind.NOT_THERE,
        "the target "
            + target.name()
            + " ("
            + target.place().text()
            + ") went away in the middle: plug it in again, and the next backup goes on; nothing is"
            + " lost",
        failed);
  }

  private static BackupFailed told(IOException failed) {
    return failed instanceof BackupFailed known
        ? known
        : new BackupFailed(Kind.OTHER, String.valueOf(failed.getMessage()), failed);
  }

  /** The repository of a target, which must be the one that was added. */
  private Repository same(Target target, Watch watch) throws IOException {
    Repository repository = sites.repository(target, watch);
    if (!repository.id().equals(target.id())) {
      throw new BackupFailed(
          Kind.OTHER,
          repository.where()
              + " holds another repository than before: if that is meant, remove the target and"
              + " add it anew");
    }
    return repository;
  }

  private void keep(Target target, Instant began, BackupFailed failed) throws IOException {
    if (isGone(target)) {
      begun.remove(target.name()); // as soon as it is there again
    }
    if (failed.kind() == Kind.NOT_THERE || failed.kind() == Kind.CANCELLED) {
      return;
    }
    Run run =
        new Run(began, Run.between(began, clock.instant()), false, 0, 0, "-", failed.sentence());
    Target now = target.with(run);
    // Of a repository that is damaged nobody knows what else is.
    targets.put(failed.kind() == Kind.DAMAGED ? now.withRead(Map.of()) : now);
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
