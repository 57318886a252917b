package portineria.backup;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import portineria.backup.BackupFailed.Kind;
import portineria.backup.RestoreWish.Which;

/** Which of the snapshots in a repository somebody wishes for. */
final class Wished {
  private static final int SHOWN = 5;

  /** As much of a name as restic shows. */
  private static final int NAME_LENGTH = 8;

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  private Wished() {}

  /**
   * The one that is wished for; tells the watch which it is, and what is not as one may expect.
   *
   * @param all those that there are, at least one, the newest first
   * @param where what people call the repository
   */
  static Repository.Snapshot among(
      List<Repository.Snapshot> all, Which which, String where, Watch watch) throws BackupFailed {
    Repository.Snapshot chosen =
        switch (which) {
          case Which.Green green -> green(all, watch);
          case Which.Newest newest -> all.getFirst();
          case Which.Named(String name) -> named(all, name, where);
        };
    watch.says("restoring the backup of " + said(chosen));
    return chosen;
  }

  private static Repository.Snapshot green(List<Repository.Snapshot> all, Watch watch) {
    Repository.Snapshot newest = all.getFirst();
    Optional<Repository.Snapshot> green =
        all.stream().filter(Repository.Snapshot::green).findFirst();
    if (green.isEmpty()) {
      watch.says("none of the backups was read back after it was made; this is the newest");
      return newest;
    }
    if (!newest.green()) {
      watch.says(
          "there is a newer backup, of "
              + said(newest)
              + ", which was not read back whole: --newest takes it instead, into an empty folder");
    }
    return green.get();
  }

  private static Repository.Snapshot named(List<Repository.Snapshot> all, String name, String where)
      throws BackupFailed {
    List<Repository.Snapshot> found = all.stream().filter(one -> one.isNamed(name)).toList();
    if (found.size() == 1) {
      return found.getFirst();
    }
    throw new BackupFailed(
        Kind.OTHER,
        (found.isEmpty() ? "there is no backup " : "there is more than one backup ")
            + name
            + " of a box in "
            + where
            + ": the newest are "
            + all.stream().limit(SHOWN).map(Wished::said).collect(Collectors.joining(", ")));
  }

  /** When it was made, by the clock of this machine, and its name. */
  static String said(Repository.Snapshot snapshot) {
    return MINUTE.format(snapshot.time().atZone(ZoneId.systemDefault()))
        + " ("
        + snapshot.id().substring(0, NAME_LENGTH)
        + ")";
  }
}
