package portineria.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import portineria.backup.BackupFailed.Kind;
import portineria.keys.KeyFile;

/**
 * How the box gets to its targets: whether a place is there, and the repository in it, with what
 * opens that. Safe for many threads.
 *
 * @param data the box's folder
 */
record Sites(Path data, Restic restic, Disks disks, RandomGenerator random) {

  /** The words without which no backup can be read. */
  RecoveryWords words() throws IOException {
    return RecoveryWords.of(data.resolve("keys"), random);
  }

  /** Where the box keeps what restic needs to get to a target. */
  KeyFile secrets(String name) {
    return new KeyFile(data.resolve("keys"), "backup-" + name);
  }

  /** Whether a target's place is there now, as far as that can be seen without asking anybody. */
  boolean isThere(Target target) {
    try {
      return switch (target.place()) {
        case Place.Folder(Path folder) -> holdsRepository(folder);
        case Place.Disk(String label) -> {
          Optional<Path> folder = disks.folder(label);
          yield folder.isPresent() && holdsRepository(folder.get());
        }
        case Place.Remote remote -> true;
      };
    } catch (IOException unreadable) {
      return false;
    }
  }

  private static boolean holdsRepository(Path folder) {
    return Files.exists(Repository.inFolder(folder).resolve("config"));
  }

  /** What a target holds. */
  Repository repository(Target target, Watch watch) throws IOException {
    return repository(target.name(), target.place(), watch, false);
  }

  /**
   * What is in a place.
   *
   * @param adding whether it may be the place for a repository that is not there yet
   */
  Repository repository(String name, Place place, Watch watch, boolean adding) throws IOException {
    String where = called(name, place);
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

  /** What people call a target, in every language: {@code usb (BACKUP)}. */
  static String called(String name, Place place) {
    return name + " (" + place.where() + ")";
  }

  private String at(Place place, String where, boolean adding, Map<String, String> credentials)
      throws IOException {
    return switch (place) {
      case Place.Folder(Path folder) -> in(folder, where, adding);
      case Place.Disk(String label) -> in(mounted(label, where), where, adding);
      case Place.Remote(String url) -> BackendCredentials.into(url, credentials);
    };
  }

  /** The folder in which a disk is mounted. */
  Path mounted(String label, String where) throws IOException {
    Optional<Path> folder = disks.folder(label);
    if (folder.isPresent()) {
      return folder.get();
    }
    throw disks.isPlugged(label)
        ? new BackupFailed(
            Kind.NOT_THERE,
            where + " is plugged in but not mounted: pull it out and plug it in again",
            where + " è attaccato ma non montato: staccarlo e riattaccarlo")
        : new BackupFailed(
            Kind.NOT_THERE, where + " is not there: plug it in", where + " non c'è: attaccarlo");
  }

  /**
   * A folder without a repository is one whose disk is not mounted, or another disk: nothing is
   * begun there but by {@link Backups#add}.
   */
  private static String in(Path folder, String where, boolean adding) throws BackupFailed {
    if (!Files.isDirectory(folder)) {
      throw new BackupFailed(
          Kind.NOT_THERE,
          where + " is not there: plug it in, or mount it",
          where + " non c'è: attaccare il disco, o montare la cartella");
    }
    if (!adding && !holdsRepository(folder)) {
      throw new BackupFailed(
          Kind.NOT_THERE,
          where + " holds no backup: is it the right disk, and mounted?",
          where + " non contiene copie: è il disco giusto, ed è montato?");
    }
    return Repository.inFolder(folder).toString();
  }
}
