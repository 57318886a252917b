package portineria.webui;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Where backups go, and how they went. */
public interface BackupBook {

  /** All targets, by name. */
  List<Target> targets();

  /** The names of the disks that are plugged in; empty where that is not to be seen. */
  List<String> disks();

  /** The backup that runs now, whoever began it. */
  Optional<Going> going();

  /**
   * Adds a target, and makes a repository there unless there is one of this box. Takes as long as
   * the target does.
   *
   * @param credentials lines of {@code NAME=value} for a remote place; may be empty
   */
  void add(String name, Kind kind, String where, String credentials) throws Refused;

  /** Forgets a target; what is on it stays. */
  void remove(String name) throws Refused;

  /** Begins a backup to one target, or to all that are there where it is empty, and returns. */
  void run(Optional<String> name) throws Refused;

  /** Ends the one that runs, whoever began it, cleanly; the next one goes on. */
  void cancel() throws Refused;

  /**
   * The words without which no backup can be read, after the administrator's password. Who sees
   * them is written down.
   */
  List<String> words(String password, InetAddress from) throws Refused;

  /** The newest backup of all that can be restored. */
  static Optional<Run> lastGreen(List<Target> targets) {
    return targets.stream()
        .flatMap(target -> target.lastGreen().stream())
        .max(Comparator.comparing(Run::began));
  }

  /** What a target is. */
  enum Kind {
    DISK,
    FOLDER,
    REMOTE
  }

  /**
   * A target.
   *
   * @param there whether it can be reached, as far as that is seen without asking
   * @param runs the last ones, the newest first
   */
  record Target(String name, Kind kind, String where, boolean there, List<Run> runs) {
    public Target {
      runs = List.copyOf(runs);
    }

    /** The last that can be restored. */
    Optional<Run> lastGreen() {
      return runs.stream().filter(Run::green).findFirst();
    }
  }

  /**
   * One backup, as it ended.
   *
   * @param added octets that are new on the target
   * @param octets how large it is
   * @param sentence what was found
   */
  record Run(Instant began, Duration took, End end, long added, long octets, Sentence sentence) {
    /** Whether it was read back and can be restored. */
    boolean green() {
      return end == End.GREEN;
    }
  }

  /** How a backup ended. */
  enum End {
    /** It was read back and can be restored. */
    GREEN,
    FAILED,
    /** Somebody wanted it no more. */
    CANCELLED,
    /** Its target was not there. */
    ABSENT
  }

  /**
   * A backup under way.
   *
   * @param step how far it is
   * @param readsBack whether all is written, and it is read back and compared
   */
  record Going(String target, Sentence step, boolean readsBack) {}
}
