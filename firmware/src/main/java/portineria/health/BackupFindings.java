package portineria.health;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import portineria.backup.Place;
import portineria.backup.Run;
import portineria.backup.Target;

/** Whether there is a backup that can be restored, and not too old. */
final class BackupFindings {
  /** A weekend with a disk that nobody has plugged in is no alarm. */
  private static final Duration OLD = Duration.ofDays(4);

  /** Of several disks, each is to be the one in the box once a week, and a day. */
  private static final Duration TURN = Duration.ofDays(8);

  private BackupFindings() {}

  private record Green(String target, Run run) {}

  static List<Finding> of(List<Target> targets, Instant now) {
    if (targets.isEmpty()) {
      return List.of(
          Finding.note("No backups are made: portineria backup target add says where to."));
    }
    List<Finding> findings = new ArrayList<>();
    Finding last = last(targets, now);
    findings.add(last);
    targets.forEach(target -> ended(target, targets).ifPresent(findings::add));
    if (!last.needsPerson()) {
      targets.forEach(target -> awaited(target, now).ifPresent(findings::add));
    }
    return findings;
  }

  /** How the last backup to a target ended, where that was not green. */
  private static Optional<Finding> ended(Target target, List<Target> all) {
    return target
        .lastRun()
        .flatMap(
            run ->
                switch (run.end()) {
                  case GREEN -> Optional.empty();
                  case FAILED -> Optional.of(failed(target, run, "failed", "non è riuscita"));
                  case GONE ->
                      Optional.of(failed(target, run, "was broken off", "è stata interrotta"));
                  case CANCELLED -> Optional.of(Finding.note(cancelled(target, run)));
                  case ABSENT -> absent(target, run, all);
                });
  }

  private static Finding failed(Target target, Run run, String english, String italian) {
    String day = Times.minute(run.began());
    return Finding.need(
        Cause.of(Topic.BACKUP_FAILED, target.name()),
        new Words(
            "The backup to " + target.name() + " " + english + " on " + day + ": " + run.sentence(),
            "La copia su "
                + target.name()
                + " del "
                + day
                + " "
                + italian
                + ": "
                + run.sentence()));
  }

  private static String cancelled(Target target, Run run) {
    return "The backup to "
        + target.name()
        + " did not end on "
        + Times.minute(run.began())
        + ": "
        + run.sentence()
        + ".";
  }

  /**
   * Somebody wanted a backup there, and it could not be begun. What is far away the box asks for
   * again by itself, and of several disks in turn one is enough.
   */
  private static Optional<Finding> absent(Target target, Run run, List<Target> all) {
    String day = Times.minute(run.began());
    return switch (target.place()) {
      case Place.Remote remote ->
          Optional.of(
              Finding.note(
                  "No backup could be made to "
                      + target.name()
                      + " on "
                      + day
                      + ", it is tried again every hour: "
                      + run.sentence()
                      + "."));
      case Place.Disk disk when all.stream().anyMatch(other -> isDiskAfter(other, run)) ->
          Optional.empty();
      case Place.Disk disk -> Optional.of(absent(target, run, day));
      case Place.Folder folder -> Optional.of(absent(target, run, day));
    };
  }

  private static boolean isDiskAfter(Target other, Run run) {
    return other.place() instanceof Place.Disk
        && other.lastGreen().filter(green -> green.began().isAfter(run.began())).isPresent();
  }

  private static Finding absent(Target target, Run run, String day) {
    return Finding.need(
        Cause.of(Topic.BACKUP_FAILED, target.name()),
        new Words(
            "A backup to "
                + target.name()
                + " was wanted on "
                + day
                + " and could not be made: "
                + run.sentence(),
            "Una copia su "
                + target.name()
                + ", chiesta il "
                + day
                + ", non si è potuta fare: "
                + run.sentence()));
  }

  /** Of several targets, one that nobody has plugged in for long, or that can't be reached. */
  private static Optional<Finding> awaited(Target target, Instant now) {
    boolean told =
        target.lastRun().filter(run -> run.isFailure() || isWanted(target, run)).isPresent();
    boolean disk = target.place() instanceof Place.Disk;
    Instant old = now.minus(disk ? TURN : OLD);
    if (told || target.lastGreen().filter(run -> run.began().isAfter(old)).isPresent()) {
      return Optional.empty();
    }
    if (!disk && target.runs().stream().allMatch(run -> run.end() == Run.End.CANCELLED)) {
      return Optional.of(
          Finding.note(
              "The first backup to "
                  + target.name()
                  + " is still to come: within the hour, at night where it is far away."));
    }
    String since =
        target
            .lastGreen()
            .map(run -> "the last one there is of " + Times.minute(run.began()))
            .orElse("there is none there yet");
    return Optional.of(
        Finding.need(
            disk
                ? "It is the turn of the disk "
                    + target.name()
                    + ", "
                    + since
                    + ": plug it in, and take the other one away from the box"
                : "No backups get to "
                    + target.name()
                    + ", "
                    + since
                    + ": look at the network and at what is mounted, then portineria backup run "
                    + target.name()));
  }

  /** Whether it was told already that the target is not there. */
  private static boolean isWanted(Target target, Run run) {
    return run.end() == Run.End.ABSENT && target.place() instanceof Place.Folder;
  }

  private static Finding last(List<Target> targets, Instant now) {
    Optional<Green> newest =
        targets.stream()
            .flatMap(
                target -> target.lastGreen().map(run -> new Green(target.name(), run)).stream())
            .max(Comparator.comparing((Green green) -> green.run().began()));
    if (newest.isEmpty()) {
      return Finding.need(
          Cause.of(Topic.BACKUP_OLD),
          new Words(
              "There is no backup yet: plug in the disk, or portineria backup run",
              "Non c'è ancora nessuna copia: attaccare il disco, o portineria backup run"));
    }
    Instant when = newest.get().run().began();
    String sentence =
        "The last backup that can be restored is of "
            + Times.minute(when)
            + ", on "
            + newest.get().target();
    return when.plus(OLD).isBefore(now)
        ? Finding.need(
            Cause.of(Topic.BACKUP_OLD),
            new Words(
                sentence + ": plug in the disk, or portineria backup run says what is wrong",
                "L'ultima copia che si può ripristinare è del "
                    + Times.minute(when)
                    + ", su "
                    + newest.get().target()
                    + ": attaccare il disco, o portineria backup run dice che cosa non va"))
        : Finding.note(sentence + ".");
  }
}
