package portineria;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portineria.backup.Backups;
import portineria.backup.Ender;
import portineria.backup.Target;

/**
 * The backup that somebody at the box begins by the button: to the targets here, disks first. One
 * that is not there leaves a trace that says so.
 *
 * <p>Who stands there does not wait for what is far away: a backup to such a target ends, and goes
 * on an hour later.
 */
record ButtonBackup(Backups backups, BackupLights lights) {
  private static final Logger log = LoggerFactory.getLogger(ButtonBackup.class);

  /** Begins one, unless one runs that somebody at the box has begun. */
  void begin() {
    if (!backups.series().begin(this::here)) {
      log.info("a backup runs already; hold the button for 3 s to cancel it");
    }
  }

  private List<Target> here() {
    lights.pressed();
    List<Target> here =
        backups.wanted().stream().filter(target -> target.place().isLocal()).toList();
    if (here.isEmpty()) {
      log.warn("button: there is no backup target here, see portineria backup target list");
      lights.foundNothing();
    } else {
      backups.makeWay();
    }
    return here;
  }

  /** Ends the one that runs, whoever began it, cleanly; the next one goes on. */
  void cancel() {
    boolean ran = backups.cancel(Ender.BUTTON);
    log.info("button: {}", ran ? "the backup is cancelled" : "no backup ran");
  }
}
