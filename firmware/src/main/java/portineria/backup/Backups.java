package portineria.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portineria.backup.BackupFailed.Kind;
import portineria.keys.KeyFile;
import portineria.store.Digest;
import portineria.store.Still;

/**
 * The backups of a box: where they go, and how they went. Safe for many threads. Backups are made
 * on one thread, one after the other, and targets are added on another: nobody waits for hours to
 * add one.
 */
public final class Backups implements AutoCloseable {
  /** Nobody may rely on a target that was not seen for so long. */
  private static final Duration FRESH = Duration.ofDays(40);

  private static final Logger log = LoggerFactory.getLogger(Backups.class);

  private final Path data;
  private final SingleBackup.Box box;
  private final Still.Whereabouts whereabouts;
  private final Sites sites;
  private final InstantSource clock;
  private final Targets targets;
  private final Lane backing = new Lane("backup");
  private final Lane changing = new Lane("backup-target");
  private volatile boolean closing;
  private volatile Onlooker onlooker = Onlooker.NOBODY;

  /** What runs now, and where. */
  private volatile Optional<Running> running = Optional.empty();

  /** When a backup was last begun; where the target was away, that is forgotten at once. */
  private final Map<String, Instant> begun = new ConcurrentHashMap<>();

  private final Series series = new Series(this);

  private final Snapshots snapshots = new Snapshots(this);

  /**
   * A backup under way.
   *
   * @param step how far it is; may be empty
   * @param readsBack whether all is written, and it is read back and compared
   */
  public record Going(Target target, String step, boolean readsBack) {}

  private record Running(Target target, Relay relay, CountDownLatch ended) {
    Running(Target target, Relay relay) {
      this(target, relay, new CountDownLatch(1));
    }
  }

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
    Snapshots.tidyUp(data);
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
    return changing.run(
        () -> {
          checkNew(name);
          checkOutside(place);
          KeyFile secrets = sites.secrets(name);
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
            Files.deleteIfExists(secrets.path());
            throw refused;
          }
        });
  }

  /** What lies in the box's own folder is lost with it, and would be backed up itself. */
  private void checkOutside(Place place) throws IOException {
    if (place instanceof Place.Folder(Path folder)
        && Files.isDirectory(folder)
        && folder.toRealPath().startsWith(data.toRealPath())) {
      throw new BackupFailed(
          Kind.OTHER,
          folder + " is in the box's own data folder: a backup must be on another disk",
          folder
              + " è nella cartella dei dati dell'apparecchio: una copia deve stare su un altro"
              + " disco");
    }
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

  /**
   * Forgets a target; what is on it stays there. A backup that runs to it comes to nothing, and has
   * ended by then.
   *
   * @return whether one did
   */
  public boolean remove(String name) throws IOException {
    Target removed = find(name);
    String known = removed.name();
    changing.run(
        () -> {
          targets.remove(known);
          begun.remove(known);
          Files.deleteIfExists(sites.secrets(known).path());
          return known;
        });
    // Whatever is begun from now on does not find the target.
    Optional<Running> there = running.filter(one -> one.target().name().equals(known));
    if (there.isPresent()) {
      end(there.get());
    }
    onlooker.sees(removed, Onlooker.Moment.REMOVED);
    return there.isPresent();
  }

  private static void end(Running one) throws BackupFailed {
    one.relay().cancel(Ender.REMOVAL);
    try {
      one.ended().await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Ender.CLOSING.failed(e);
    }
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

  /** The labels of the disks that are plugged in, whatever is on them. */
  public List<String> pluggedDisks() throws IOException {
    return sites.disks().all();
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

  /**
   * Those to which one wants a backup who names none: all that are there, and those that should be.
   * Of several disks in turn one is enough.
   */
  public List<Target> wanted() {
    List<Target> there = there();
    Set<String> names = there.stream().map(Target::name).collect(Collectors.toSet());
    boolean disk = there.stream().anyMatch(target -> target.place() instanceof Place.Disk);
    List<Target> wanted = new ArrayList<>(there);
    targets.all().stream()
        .filter(target -> !names.contains(target.name()))
        .filter(target -> !(disk && target.place() instanceof Place.Disk))
        .forEach(wanted::add);
    return wanted;
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

  /** What is begun for who does not wait for it. */
  public Series series() {
    return series;
  }

  /** What lies on the targets, for who looks into it. */
  public Snapshots snapshots() {
    return snapshots;
  }

  /** The box's own folder. */
  Path data() {
    return data;
  }

  /**
   * What a target holds, for who reads it beside a backup that may run.
   *
   * @param watch also ends when the target's disk is pulled out, or the box is closed
   */
  Repository reading(String name, Watch watch) throws IOException {
    Target target = find(name);
    return same(target, seen(target, watch)).reading();
  }

  /** Whether a target is known and should be there, and is not. */
  boolean isGone(String name) {
    return targets.find(name).filter(this::isGone).isPresent();
  }

  boolean isClosing() {
    return closing;
  }

  /** The backup that runs now, whoever began it. */
  public Optional<Going> going() {
    return running
        .map(one -> new Going(one.target(), one.relay().step(), one.relay().isReadingBack()))
        .or(() -> series.at().map(target -> new Going(target, "", false)));
  }

  /**
   * Ends the backup that runs now, whoever began it, cleanly; the next one goes on from there. The
   * rest of its series is not begun.
   *
   * @return whether there was one
   */
  public boolean cancel(Ender ender) {
    Optional<Running> now = running;
    now.ifPresent(one -> one.relay().cancel(ender));
    return series.cancel() || now.isPresent();
  }

  /** Ends a backup to what is far away, for one that somebody waits for. */
  public void makeWay() {
    running
        .filter(one -> !one.target().place().isLocal())
        .ifPresent(one -> one.relay().cancel(Ender.OTHER_BACKUP));
  }

  /**
   * Backs up to a target, and reads back from it. However it ends, that is kept in the list of its
   * runs.
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
    T run(Relay relay) throws IOException;
  }

  /** The watch hears on the thread of the caller, and the box's end is its end. */
  private <T> T attended(Target target, Watch watch, Attended<T> work) throws IOException {
    Relay relay = new Relay(watch, () -> closing);
    running.ifPresent(one -> watch.says("waiting for the backup to " + one.target().name()));
    return backing.run(
        () -> {
          Running now = new Running(target, relay);
          running = Optional.of(now);
          try {
            return work.run(relay);
          } finally {
            running = Optional.empty();
            now.ended().countDown();
          }
        },
        relay::tell);
  }

  private Run seen(Target before, Relay relay, boolean whole) throws IOException {
    Target target = find(before.name()); // whatever has waited, has waited for changes of it
    if (!sites.isThere(target)) {
      onlooker.sees(target, Onlooker.Moment.ABSENT);
      return run(target, relay, relay, whole); // it says why not
    }
    onlooker.sees(target, Onlooker.Moment.BEGAN);
    Onlooker.Moment end = Onlooker.Moment.FAILED;
    try {
      Run run = run(target, relay, seen(target, relay), whole);
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
    return switch (failed.kind()) {
      case CANCELLED -> Onlooker.Moment.CANCELLED;
      case NOT_THERE -> target.place().isLocal() ? Onlooker.Moment.FAILED : Onlooker.Moment.ENDED;
      case GONE, LOCKED, DAMAGED, DISTURBED, OTHER -> Onlooker.Moment.FAILED;
    };
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

  private Run run(Target target, Relay relay, Watch watch, boolean whole) throws IOException {
    Instant began = clock.instant();
    begun.put(target.name(), began);
    boolean there = sites.isThere(target);
    try {
      Target green = new SingleBackup(box, same(target, watch), target, watch).run(began, whole);
      if (!targets.update(green)) {
        relay.cancel(Ender.REMOVAL);
        relay.check();
      }
      Run run = green.runs().getFirst();
      log.info("backup-green target={} seconds={}", target.name(), run.took().toSeconds());
      return run;
    } catch (IOException failed) {
      BackupFailed told = relay.ended(told(failed));
      boolean over = relay.ender().isPresent();
      if (there && !over && (told.kind() == Kind.CANCELLED || isGone(target))) {
        told = pulled(target, failed);
      }
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
        Kind.GONE,
        Sites.called(target.name(), target.place())
            + " went away in the middle: plug it in again, and the next backup goes on; nothing is"
            + " lost",
        Sites.called(target.name(), target.place())
            + " è sparito a metà: riattaccarlo, e la prossima copia continua; niente è perso",
        failed);
  }

  private static BackupFailed told(IOException failed) {
    return failed instanceof BackupFailed known
        ? known
        : new BackupFailed(
            Kind.OTHER,
            String.valueOf(failed.getMessage()),
            String.valueOf(failed.getMessage()),
            failed);
  }

  /** The repository of a target, which must be the one that was added. */
  private Repository same(Target target, Watch watch) throws IOException {
    Repository repository = sites.repository(target, watch);
    if (!repository.id().equals(target.id())) {
      throw new BackupFailed(
          Kind.OTHER,
          repository.where()
              + " holds another repository than before: if that is meant, remove the target and"
              + " add it anew",
          repository.where()
              + " contiene un altro archivio di copie rispetto a prima: se è voluto, togliere la"
              + " destinazione e aggiungerla di nuovo");
    }
    return repository;
  }

  private void keep(Target target, Instant began, BackupFailed failed) throws IOException {
    if (isGone(target)) {
      begun.remove(target.name()); // as soon as it is there again
    }
    Run.End end =
        switch (failed.kind()) {
          case NOT_THERE -> Run.End.ABSENT;
          case GONE -> Run.End.GONE;
          case CANCELLED -> Run.End.CANCELLED;
          case LOCKED, DAMAGED, DISTURBED, OTHER -> Run.End.FAILED;
        };
    Run run =
        new Run(
            began,
            Run.between(began, clock.instant()),
            end,
            0,
            0,
            "-",
            failed.sentence(),
            failed.italian());
    Target now = target.with(run);
    // Of a repository that is damaged nobody knows what else is.
    boolean kept = targets.update(failed.kind() == Kind.DAMAGED ? now.withRead(Map.of()) : now);
    if (!kept) {
      begun.remove(target.name());
    }
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

  /** Ends what runs; the next backup goes on from there. */
  @Override
  public void close() {
    closing = true;
    boolean wasUnderWay = series.cancel();
    log.debug("closing series={}", wasUnderWay);
    backing.close();
    changing.close();
    snapshots.close();
  }
}
