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
import java.util.Optional;
import java.util.random.RandomGenerator;
import portineria.backup.BackupFailed.Kind;
import portineria.store.Still;

/** One backup to one target, step by step, until it can be restored. Used by one thread. */
final class SingleBackup {
  /** How long at most a backup reads back: the box has other things to do, and does it hourly. */
  private static final Duration READING_BACK = Duration.ofMinutes(10);

  /** Erasures that one backup may meet before it gives up for now. */
  private static final int TRIES = 4;

  /** The copy of the index, within the box's folder. */
  static final String INDEX = "backup/index.db";

  private static final List<String> PATHS = List.of(INDEX, "backup/targets", "keys", "volumes");

  private final Box box;
  private final Repository repository;
  private final Target target;
  private final Watch watch;

  /**
   * What is backed up, and when.
   *
   * @param data the box's folder
   * @param camera how the store is copied
   */
  record Box(Path data, Still.Camera camera, InstantSource clock, RandomGenerator random) {
    Path index() {
      return data.resolve(INDEX);
    }
  }

  SingleBackup(Box box, Repository repository, Target target, Watch watch) {
    this.box = box;
    this.repository = repository;
    this.target = target;
    this.watch = watch;
  }

  /**
   * Makes it.
   *
   * @param whole whether everything is read back, and not as much as there is time for
   * @return the target with what is known of it now; its first run is this one, and green
   */
  Target run(Instant began, boolean whole) throws IOException {
    Files.createDirectories(Folders.parent(box.index()));
    for (int tries = 1; tries <= TRIES; tries++) {
      try (Still still = box.camera.take(box.index())) {
        Taken taken = Taken.of(still, box.data);
        Optional<Repository.Summary> done = backUp(still);
        if (done.isPresent()) {
          return finished(taken, done.get(), began, whole);
        }
      }
    }
    throw new BackupFailed(
        Kind.OTHER,
        "messages were erased all the time while they were read: the next backup goes on",
        "durante la lettura si cancellavano di continuo dei messaggi: la prossima copia continua");
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

  private Target finished(Taken taken, Repository.Summary summary, Instant began, boolean whole)
      throws IOException {
    watch.readsBack();
    ReadBack back = new ReadBack(repository, summary.snapshot(), taken, target.read());
    back.index(box.index(), "/" + INDEX);
    if (whole) {
      back.everything(watch);
    } else {
      back.some(box.random, box.clock, READING_BACK, watch);
    }
    watch.at("checking the repository");
    boolean first = !target.tidied().equals(Optional.of(today()));
    repository.check(part(whole, first));
    String snapshot = repository.markGreen(summary.snapshot());
    Target now = first ? tidied() : target;
    Run run =
        new Run(
            began,
            since(began),
            Run.End.GREEN,
            summary.added(),
            summary.octets(),
            snapshot,
            said(taken.still(), back),
            italian(taken.still(), back));
    return now.with(run).withRead(back.read());
  }

  /** Of the repository's octets, a part is read each day: all of them in a month. */
  private Optional<String> part(boolean whole, boolean first) {
    if (whole) {
      return Optional.of("100%");
    }
    return first ? Optional.of(target.part() + "/" + Target.PARTS) : Optional.empty();
  }

  private LocalDate today() {
    return LocalDate.ofInstant(box.clock.instant(), ZoneOffset.UTC);
  }

  private Duration since(Instant began) {
    return Run.between(began, box.clock.instant());
  }

  /** What is done with the first green backup of a day. */
  private Target tidied() throws IOException {
    watch.at("removing old snapshots");
    repository.tidy();
    return target.withNextPart().tidiedOn(today());
  }

  private static String said(Still still, ReadBack back) throws IOException {
    long unread = back.unread();
    String all = unread == 0 ? "" : "; " + unread + " volumes are still to be read back";
    return still.messages()
        + " messages; the index and "
        + back.volumes()
        + (back.volumes() == 1 ? " volume" : " volumes")
        + " read back and compared"
        + all;
  }

  private static String italian(Still still, ReadBack back) throws IOException {
    long unread = back.unread();
    return still.messages()
        + " messaggi; riletti e confrontati l'indice e "
        + back.volumes()
        + (back.volumes() == 1 ? " volume" : " volumi")
        + (unread == 0 ? "" : "; " + unread + " volumi sono ancora da rileggere");
  }
}
