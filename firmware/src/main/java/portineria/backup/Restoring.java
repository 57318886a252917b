package portineria.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import portineria.backup.BackupFailed.Kind;
import portineria.backup.RestoreWish.Which;
import portineria.keys.KeyFile;

/**
 * The way back: brings a snapshot of a repository into a folder without mail.
 *
 * <p>What is small comes first, then the volumes in batches, each of which is moved to its place
 * when it is whole and on the disk. So a restore that was interrupted goes on with the batch that
 * it was at, with any version of restic.
 */
public final class Restoring {
  /** What an interruption costs at most. */
  private static final long BATCH_OCTETS = 512L * 1024 * 1024;

  private static final int BATCH_FILES = 200;

  private static final String INDEX = "backup/index.db";

  /** Says which snapshot was begun with. */
  private static final String NOTE = "snapshot";

  private static final String LEDGER = "volumes/erased";

  private static final Pattern REMOTE =
      Pattern.compile("(sftp|s3|rest|b2|azure|gs|swift|rclone):.+");

  private final Ground ground;
  private final Repository repository;
  private final Which which;
  private final Watch watch;
  private final Path first;

  /** The folder into which all comes, held for this alone. */
  public interface Ground {
    Path data();

    /** A folder for what is on its way; it is there until {@link #end}. */
    Path restoring();

    /** Whether an interrupted restore has come so far. */
    boolean isSettled();

    /** The highest number of a volume that a copy of the index knows. */
    int lastVolume(Path index) throws IOException;

    /** Makes a store of an index and of the volumes, which are in their place. */
    void settle(Path index, Path ledger) throws IOException;

    /** All is done. */
    void end() throws IOException;
  }

  private Restoring(Ground ground, Repository repository, Which which, Watch watch) {
    this.ground = ground;
    this.repository = repository;
    this.which = which;
    this.watch = watch;
    this.first = ground.restoring().resolve("first");
  }

  /**
   * Brings everything back, or goes on with it.
   *
   * @throws IOException with a sentence, when it could not be done; done once more, it goes on
   */
  public static void run(Ground ground, RestoreWish wish, Watch watch) throws IOException {
    run(ground, wish, watch, Restic.ofThisMachine());
  }

  static void run(Ground ground, RestoreWish wish, Watch watch, Restic restic) throws IOException {
    if (!ground.isSettled()) {
      bring(ground, wish, watch, restic);
    }
    ground.end();
  }

  private static void bring(Ground ground, RestoreWish wish, Watch watch, Restic restic)
      throws IOException {
    Path restoring = ground.restoring();
    try {
      boolean remote = REMOTE.matcher(wish.from()).matches();
      Restic.Setting setting =
          new Restic.Setting(
              remote
                  ? BackendCredentials.into(wish.from(), wish.credentials())
                  : folder(Path.of(wish.from())).toString(),
              wish.words().text(),
              wish.credentials(),
              remote ? Optional.of(restoring.resolve("cache")) : Optional.empty(),
              restoring,
              restoring.resolve("temporary"));
      Repository repository = new Repository(restic, setting, wish.from(), watch);
      new Restoring(ground, repository, wish.which(), watch).run();
    } catch (IOException failed) {
      if (!Files.exists(restoring.resolve(NOTE))) {
        ground.end(); // nothing was brought: the folder is as it was
      }
      throw failed;
    }
  }

  private static Path folder(Path from) throws BackupFailed {
    Path repository = Repository.inFolder(from.toAbsolutePath().normalize());
    if (!Files.exists(repository.resolve("config"))) {
      throw new BackupFailed(
          Kind.NOT_THERE,
          "there is no backup in " + from + ": is it the right folder, and mounted?",
          "non c'è nessuna copia in " + from + ": è la cartella giusta, ed è montata?");
    }
    return repository;
  }

  private void run() throws IOException {
    List<Repository.Snapshot> all = repository.snapshots();
    Repository.Snapshot chosen = chosen(all);
    String snapshot = chosen.id();
    List<Repository.Entry> files = repository.files(snapshot);
    small(snapshot);
    ledger(all.subList(0, all.indexOf(chosen)));
    volumes(snapshot, files);
    keys();
    targets();
    watch.at("putting the index in its place");
    ground.settle(first.resolve(INDEX), first.resolve(LEDGER));
  }

  /** The one that was begun with, else the one that is wished for. */
  private Repository.Snapshot chosen(List<Repository.Snapshot> all) throws IOException {
    Path note = ground.restoring().resolve(NOTE);
    if (all.isEmpty()) {
      throw new BackupFailed(Kind.OTHER, "there is no backup of a box in " + repository.where());
    }
    if (Files.exists(note)) {
      return begun(all, Files.readString(note, StandardCharsets.US_ASCII).strip());
    }
    Repository.Snapshot chosen = Wished.among(all, which, repository.where(), watch);
    Folders.write(note, chosen.first() + "\n");
    return chosen;
  }

  private Repository.Snapshot begun(List<Repository.Snapshot> all, String name)
      throws BackupFailed {
    Optional<Repository.Snapshot> begun = all.stream().filter(one -> one.isNamed(name)).findFirst();
    boolean another =
        which instanceof Which.Named(String wished)
            && begun.isPresent()
            && !begun.get().isNamed(wished);
    if (begun.isEmpty() || another) {
      throw new BackupFailed(
          Kind.OTHER,
          ground.data()
              + " holds half of a restore from another backup: take that one, or empty the folder");
    }
    return begun.get();
  }

  /**
   * What was erased after the backup that is restored stays erased, as far as a later one tells of
   * it: its ledger has all lines of those before. One that can't be read keeps nobody from the
   * rest.
   */
  private void ledger(List<Repository.Snapshot> later) throws IOException {
    for (Repository.Snapshot snapshot : later) {
      try {
        watch.at("looking what was erased since");
        if (repository.files(snapshot.id()).stream().anyMatch(Restoring::isLedger)) {
          repository.dump(snapshot.id(), "/" + LEDGER, this::join);
        }
        return;
      } catch (BackupFailed unreadable) {
        if (unreadable.kind() == Kind.CANCELLED) {
          throw unreadable;
        }
        watch.says(
            "what was erased by "
                + Wished.said(snapshot)
                + " can't be read: "
                + unreadable.getMessage());
      }
    }
  }

  private static boolean isLedger(Repository.Entry file) {
    return file.path().equals("/" + LEDGER);
  }

  private void join(InputStream later) throws IOException {
    Path ledger = first.resolve(LEDGER);
    Files.createDirectories(Folders.parent(ledger));
    Set<String> lines = new LinkedHashSet<>();
    if (Files.exists(ledger)) {
      lines.addAll(Files.readAllLines(ledger, StandardCharsets.US_ASCII));
    }
    new String(later.readAllBytes(), StandardCharsets.US_ASCII).lines().forEach(lines::add);
    Folders.write(ledger, String.join("\n", lines) + "\n");
  }

  private void small(String snapshot) throws IOException {
    Path done = ground.restoring().resolve("small");
    if (Files.exists(done)) {
      return;
    }
    watch.at("restoring the index and the keys");
    Folders.delete(first);
    repository.restore(snapshot, first, List.of("/backup", "/keys", "/" + LEDGER));
    if (!Files.exists(first.resolve(INDEX))) {
      throw new BackupFailed(Kind.DAMAGED, "there is no index in the backup");
    }
    Folders.write(done, "done\n");
  }

  private void volumes(String snapshot, List<Repository.Entry> files) throws IOException {
    int last = ground.lastVolume(first.resolve(INDEX));
    List<Repository.Entry> wanted = new ArrayList<>();
    long octets = 0;
    for (Repository.Entry file : files) {
      if (isVolume(file, last) && !isHere(file)) {
        wanted.add(file);
        octets += file.size();
      }
    }
    requireRoom(octets);
    long left = octets;
    while (!wanted.isEmpty()) {
      watch.at((octets - left) / 1_000_000 + " MB of " + octets / 1_000_000 + " MB restored");
      List<Repository.Entry> batch = batch(wanted);
      batch(snapshot, batch);
      left -= batch.stream().mapToLong(Repository.Entry::size).sum();
      wanted.subList(0, batch.size()).clear();
    }
  }

  private static boolean isVolume(Repository.Entry file, int last) {
    Matcher volume = Retrieval.VOLUME.matcher(file.path());
    return volume.matches() && Integer.parseInt(volume.group(1)) <= last;
  }

  /** Only whole files are moved there. */
  private boolean isHere(Repository.Entry file) throws IOException {
    Path here = ground.data().resolve(file.path().substring(1));
    return Files.exists(here) && Files.size(here) == file.size();
  }

  private void requireRoom(long octets) throws IOException {
    long free = Files.getFileStore(ground.data()).getUsableSpace();
    if (free < octets) {
      throw new BackupFailed(
          Kind.OTHER,
          String.format(
              Locale.ROOT,
              "the backup needs %,d MB, and %s has only %,d MB free: take a larger disk",
              octets / 1_000_000,
              ground.data(),
              free / 1_000_000));
    }
  }

  private static List<Repository.Entry> batch(List<Repository.Entry> wanted) {
    long octets = 0;
    int count = 0;
    while (count < Math.min(wanted.size(), BATCH_FILES)
        && (count == 0 || octets + wanted.get(count).size() <= BATCH_OCTETS)) {
      octets += wanted.get(count).size();
      count++;
    }
    return List.copyOf(wanted.subList(0, count));
  }

  private void batch(String snapshot, List<Repository.Entry> files) throws IOException {
    Path folder = ground.restoring().resolve("batch");
    Folders.delete(folder);
    repository.restore(snapshot, folder, files.stream().map(Repository.Entry::path).toList());
    for (Repository.Entry file : files) {
      Path brought = folder.resolve(file.path().substring(1));
      if (!Files.exists(brought) || Files.size(brought) != file.size()) {
        throw new BackupFailed(Kind.DAMAGED, file.path() + " did not come back whole");
      }
      Folders.force(brought);
      Path there = ground.data().resolve(file.path().substring(1));
      Files.createDirectories(Folders.parent(there));
      Files.move(brought, there, StandardCopyOption.ATOMIC_MOVE);
      Folders.forceParent(there);
    }
    Folders.force(ground.data().resolve("volumes"));
  }

  private void keys() throws IOException {
    Path keys = ground.data().resolve("keys");
    try (DirectoryStream<Path> files = Files.newDirectoryStream(first.resolve("keys"))) {
      for (Path file : files) {
        new KeyFile(keys, file.getFileName().toString()).write(Files.readAllBytes(file));
      }
    }
  }

  /** What was read back is not known of this box. */
  private void targets() throws IOException {
    Targets brought = Targets.of(first);
    Targets here = Targets.of(ground.data());
    for (Target target : brought.all()) {
      here.put(target.withRead(Map.of()));
    }
  }
}
