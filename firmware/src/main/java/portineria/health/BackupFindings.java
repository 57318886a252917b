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

  private static final String RUN = "portineria backup run";

  private BackupFindings() {}

  private record Green(String target, Run run) {}

  static List<Finding> of(List<Target> targets, Instant now) {
    if (targets.isEmpty()) {
      return List.of(
          Finding.note(
                  new Words(
                      "No backups are made: nobody has said where to, on the page Backup.",
                      "Non si fanno copie: nessuno ha detto dove, nella pagina Copie."))
              .typed("portineria backup target add"));
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

  /** A target on the disk with the mail. */
  static Finding beside(Target target) {
    return Finding.note(
        new Words(
            "The target "
                + target.name()
                + " is on the same disk as the mail: if that disk breaks, both are lost.",
            "La destinazione "
                + target.name()
                + " è sullo stesso disco della posta: se quel disco si rompe, si perdono tutte e"
                + " due."));
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
                "The backup to "
                    + target.name()
                    + " "
                    + english
                    + " on "
                    + day
                    + ": "
                    + run.sentence(),
                "La copia su "
                    + target.name()
                    + " del "
                    + day
                    + " "
                    + italian
                    + ": "
                    + run.italian()))
        .typed(RUN + " " + target.name());
  }

  private static Words cancelled(Target target, Run run) {
    String day = Times.minute(run.began());
    return new Words(
        "The backup to " + target.name() + " did not end on " + day + ": " + run.sentence() + ".",
        "La copia su " + target.name() + " del " + day + " non è finita: " + run.italian() + ".");
  }

  /**
   * Somebody wanted a backup there, and it could not be begun. What is far away the box asks for
   * again by itself, and of several disks in turn one is enough.
   */
  private static Optional<Finding> absent(Target target, Run run, List<Target> all) {
    return switch (target.place()) {
      case Place.Remote remote -> Optional.of(Finding.note(unreached(target, run)));
      case Place.Disk disk when all.stream().anyMatch(other -> isDiskAfter(other, run)) ->
          Optional.empty();
      case Place.Disk disk -> Optional.of(absent(target, run));
      case Place.Folder folder -> Optional.of(absent(target, run));
    };
  }

  private static boolean isDiskAfter(Target other, Run run) {
    return other.place() instanceof Place.Disk
        && other.lastGreen().filter(green -> green.began().isAfter(run.began())).isPresent();
  }

  private static Words unreached(Target target, Run run) {
    String day = Times.minute(run.began());
    return new Words(
        "No backup could be made to "
            + target.name()
            + " on "
            + day
            + ", it is tried again every hour: "
            + run.sentence()
            + ".",
        "Il "
            + day
            + " non si è potuta fare la copia su "
            + target.name()
            + ", si riprova ogni ora: "
            + run.italian()
            + ".");
  }

  private static Finding absent(Target target, Run run) {
    String day = Times.minute(run.began());
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
                    + run.italian()))
        .typed(RUN + " " + target.name());
  }

  /** Of several targets, one that nobody has plugged in for long, or that can't be reached. */
  private static Optional<Finding> awaited(Target target, Instant now) {
    boolean told =
        target.lastRun().filter(run -> run.isFailure() || isMissed(target, run)).isPresent();
    boolean disk = target.place() instanceof Place.Disk;
    Instant old = now.minus(disk ? TURN : OLD);
    if (told || target.lastGreen().filter(run -> run.began().isAfter(old)).isPresent()) {
      return Optional.empty();
    }
    if (!disk && target.runs().stream().allMatch(run -> run.end() == Run.End.CANCELLED)) {
      return Optional.of(
          Finding.note(
              new Words(
                  "The first backup to "
                      + target.name()
                      + " is still to come: within the hour, at night where it is far away.",
                  "La prima copia su "
                      + target.name()
                      + " deve ancora essere fatta: entro un'ora, di notte se è lontano.")));
    }
    return Optional.of(disk ? turn(target) : unreached(target));
  }

  /** Whether it was told already that the target is not there. */
  private static boolean isMissed(Target target, Run run) {
    return run.end() == Run.End.ABSENT && target.place() instanceof Place.Folder;
  }

  private static Words since(Target target) {
    return target
        .lastGreen()
        .map(run -> Times.minute(run.began()))
        .map(
            day ->
                new Words("the last one there is of " + day, "l'ultima copia che ha è del " + day))
        .orElse(new Words("there is none there yet", "non ne ha ancora nessuna"));
  }

  private static Finding turn(Target target) {
    Words since = since(target);
    return Finding.need(
        Cause.of(Topic.BACKUP_OLD, target.name()),
        new Words(
            "It is the turn of the disk "
                + target.name()
                + ", "
                + since.english()
                + ": plug it in, and take the other one away from the box",
            "È il turno del disco "
                + target.name()
                + ", "
                + since.italian()
                + ": attaccarlo, e portare via l'altro dall'apparecchio"));
  }

  private static Finding unreached(Target target) {
    Words since = since(target);
    return Finding.need(
            Cause.of(Topic.BACKUP_OLD, target.name()),
            new Words(
                "No backups get to "
                    + target.name()
                    + ", "
                    + since.english()
                    + ": look at the network and at what is mounted, then make a backup there on"
                    + " the page Backup",
                "Su "
                    + target.name()
                    + " non arrivano copie, "
                    + since.italian()
                    + ": guardare la rete e se la cartella è montata, poi fare lì una copia dalla"
                    + " pagina Copie"))
        .typed(RUN + " " + target.name());
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
                  "There is no backup yet: plug in the disk and press the button, or make one on"
                      + " the page Backup",
                  "Non c'è ancora nessuna copia: attaccare il disco e premere il pulsante, o farne"
                      + " una dalla pagina Copie"))
          .typed(RUN);
    }
    return last(newest.get(), now);
  }

  private static Finding last(Green newest, Instant now) {
    Instant when = newest.run().began();
    String english =
        "The last backup that can be restored is of "
            + Times.minute(when)
            + ", on "
            + newest.target();
    String italian =
        "L'ultima copia che si può ripristinare è del "
            + Times.minute(when)
            + ", su "
            + newest.target();
    return when.plus(OLD).isBefore(now)
        ? Finding.need(
                Cause.of(Topic.BACKUP_OLD),
                new Words(
                    english + ": plug in the disk, or see on the page Backup what is wrong",
                    italian + ": attaccare il disco, o vedere nella pagina Copie che cosa non va"))
            .typed(RUN)
        : Finding.note(new Words(english + ".", italian + "."));
  }
}
