package portineria.backup;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import portineria.backup.BackupFailed.Kind;

/**
 * A restic repository, and what the box does with it. One thread at a time uses it, a platform
 * thread that lives as long as restic is to run: {@link Restic}.
 *
 * <p>Snapshots of the box carry its host name and tag; others in the same repository are left
 * alone.
 */
final class Repository {
  /** Not the machine's name: a new box that takes over goes on with the backups of the old one. */
  private static final String HOST = "portineria";

  private static final String TAG = "portineria";

  /** What was read back has it, too. */
  private static final String GREEN = "green";

  private static final List<String> OURS = List.of("--host", HOST, "--tag", TAG);

  /** The name of restic's folder on a disk that may hold other things. */
  static final String FOLDER = "portineria";

  private final Restic restic;
  private final Restic.Setting setting;
  private final String where;
  private final Watch watch;
  private final boolean locks;

  /**
   * A repository.
   *
   * @param where what people call it
   */
  Repository(Restic restic, Restic.Setting setting, String where, Watch watch) {
    this(restic, setting, where, watch, true);
  }

  private Repository(
      Restic restic, Restic.Setting setting, String where, Watch watch, boolean locks) {
    this.restic = restic;
    this.setting = setting;
    this.where = where;
    this.watch = watch;
    this.locks = locks;
  }

  /** The same, for who reads alone and keeps nobody from anything: no lock is made. */
  Repository reading() {
    return new Repository(restic, setting, where, watch, false);
  }

  /**
   * A snapshot of the box.
   *
   * @param id as restic names it
   * @param first as restic named it before it was marked
   * @param green whether it was read back and can be restored
   */
  record Snapshot(String id, String first, Instant time, boolean green) {
    /** Whether this is one that somebody names, by all of its name or by the begin. */
    boolean isNamed(String name) {
      return id.startsWith(name) || first.startsWith(name);
    }
  }

  /** What a backup has done. */
  record Summary(String snapshot, long added, long octets) {}

  /**
   * A file in a snapshot. What restic has read anew differs in one of them.
   *
   * @param modified when its octets were last changed, as restic writes it
   * @param changed when anything of it was, as restic writes it
   */
  record Entry(String path, long size, String modified, String changed) {}

  /** Where a folder holds a repository: in it, or where {@link #init} puts one. */
  static Path inFolder(Path folder) {
    return Files.exists(folder.resolve("config")) && Files.isDirectory(folder.resolve("snapshots"))
        ? folder
        : folder.resolve(FOLDER);
  }

  /** Whether there is one, where that is a folder of this machine. */
  boolean isInFolder() {
    return Files.exists(Path.of(setting.repository()).resolve("config"));
  }

  void init() throws IOException {
    say(List.of("init"));
  }

  /** The number that restic gave to the repository. */
  String id() throws IOException {
    return Json.parse(say(List.of("cat", "config", "--no-lock"))).text("id");
  }

  /** Those of the box, the newest first. */
  List<Snapshot> snapshots() throws IOException {
    List<String> arguments = new ArrayList<>(List.of("snapshots", "--json", "--no-lock"));
    arguments.addAll(OURS);
    return Json.parse(say(arguments)).items().stream()
        .map(Repository::snapshot)
        .sorted(Comparator.comparing(Snapshot::time).reversed())
        .toList();
  }

  private static Snapshot snapshot(Json said) {
    String id = said.text("id");
    String first = said.text("original");
    return new Snapshot(
        id,
        first.isEmpty() ? id : first,
        OffsetDateTime.parse(said.text("time")).toInstant(),
        said.tags().contains(GREEN));
  }

  /**
   * Marks a snapshot as one that can be restored, so that who has nothing but the repository knows.
   * restic writes it anew for that.
   *
   * @return its new name
   */
  String markGreen(String snapshot) throws IOException {
    say(List.of("tag", "--add", GREEN, snapshot));
    return snapshots().stream()
        .filter(one -> one.green() && one.isNamed(snapshot))
        .findFirst()
        .map(Snapshot::id)
        .orElseThrow(
            () -> new BackupFailed(Kind.OTHER, "the snapshot " + snapshot + " can't be found"));
  }

  /**
   * Backs up.
   *
   * @param paths relative to the folder of the setting
   */
  Summary backup(List<String> paths) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("backup", "--json"));
    arguments.addAll(OURS);
    arguments.addAll(List.of("--exclude", "*.cut", "--exclude", "*.new"));
    arguments.addAll(paths);
    List<Summary> summary = new ArrayList<>();
    call(
        arguments,
        lines(
            line -> {
              Json said = Json.parse(line);
              switch (said.text("message_type")) {
                case "status" -> {
                  watch.check();
                  watch.at(progress(said));
                }
                case "summary" -> summary.add(summary(said));
                default -> {
                  // errors come again at the end
                }
              }
            }));
    if (summary.isEmpty()) {
      throw new BackupFailed(Kind.OTHER, "restic did not say what it has done");
    }
    return summary.getFirst();
  }

  private static String progress(Json status) {
    return String.format(Locale.ROOT, "backup: %.0f %%", 100 * status.number("percent_done"));
  }

  private static Summary summary(Json said) {
    return new Summary(
        said.text("snapshot_id"),
        (long) said.number("data_added"),
        (long) said.number("total_bytes_processed"));
  }

  /**
   * Checks the structure of everything, and reads a part of all octets.
   *
   * @param part {@code 7/30}, or {@code 100%}; empty for the structure alone
   */
  void check(Optional<String> part) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("check"));
    part.ifPresent(some -> arguments.addAll(List.of("--read-data-subset", some)));
    call(arguments, lines(line -> {}));
  }

  /** Gives the octets of a file in a snapshot. */
  void dump(String snapshot, String path, Restic.Output output) throws IOException {
    call(List.of("dump", snapshot, path), output);
  }

  /** Takes files as they come. */
  @FunctionalInterface
  interface Taker {
    /**
     * One file.
     *
     * @param name without its folder
     * @return whether the next one is wanted
     */
    boolean take(String name, InputStream octets) throws IOException;
  }

  /** Gives the files of a folder in a snapshot one after the other, all by one call of restic. */
  void dumpFolder(String snapshot, String path, Taker taker) throws IOException {
    Unpacking unpacking = new Unpacking(taker);
    Restic.Ended ended =
        ended(List.of("dump", "--archive", "tar", snapshot, path), unpacking::unpack);
    if (unpacking.hadEnough()) {
      return; // and restic has nobody to write to
    }
    if (ended.exit() != 0) {
      throw Trouble.of(ended, where);
    }
    unpacking.check();
  }

  /** The files in a snapshot. */
  List<Entry> files(String snapshot) throws IOException {
    List<Entry> files = new ArrayList<>();
    call(
        List.of("ls", "--json", snapshot),
        lines(
            line -> {
              Json node = Json.parse(line);
              if (node.text("type").equals("file")) {
                files.add(
                    new Entry(
                        node.text("path"),
                        (long) node.number("size"),
                        node.text("mtime"),
                        node.text("ctime")));
              }
            }));
    return files;
  }

  /** Brings paths of a snapshot into a folder. */
  void restore(String snapshot, Path into, List<String> paths) throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("restore", snapshot, "--target", into.toString()));
    for (String path : paths) {
      arguments.addAll(List.of("--include", path));
    }
    call(arguments, lines(line -> {}));
  }

  /** Removes one snapshot. */
  void forget(String snapshot) throws IOException {
    say(List.of("forget", snapshot));
  }

  /**
   * Removes the snapshots that need not be kept, and what only they needed; before that all from
   * before the newest green one that never became green: they must not be kept in the place of one
   * that did.
   */
  void tidy() throws IOException {
    List<Snapshot> all = snapshots();
    List<String> never = all.stream().filter(one -> !one.green()).map(Snapshot::id).toList();
    if (!all.isEmpty() && all.getFirst().green() && !never.isEmpty()) {
      List<String> forget = new ArrayList<>(List.of("forget"));
      forget.addAll(never);
      say(forget);
    }
    List<String> arguments = new ArrayList<>(List.of("forget", "--prune", "--host", HOST));
    arguments.addAll(List.of("--tag", TAG + "," + GREEN)); // both
    arguments.addAll(List.of("--group-by", "host"));
    arguments.addAll(List.of("--keep-daily", "7", "--keep-weekly", "5", "--keep-monthly", "12"));
    say(arguments);
  }

  private String say(List<String> arguments) throws IOException {
    StringBuilder said = new StringBuilder();
    call(arguments, out -> said.append(new String(out.readAllBytes(), StandardCharsets.UTF_8)));
    return said.toString();
  }

  private void call(List<String> arguments, Restic.Output output) throws IOException {
    Restic.Ended ended = ended(arguments, output);
    if (ended.exit() != 0) {
      throw Trouble.of(ended, where);
    }
  }

  /** Where an own lock was left by a crash, removes it and tries once more. */
  private Restic.Ended ended(List<String> arguments, Restic.Output output) throws IOException {
    Restic.Ended ended = run(arguments, output);
    boolean locked = ended.exit() != 0 && Trouble.of(ended, where).kind() == Kind.LOCKED;
    return locked && removeOwnLocks() ? run(arguments, output) : ended;
  }

  private Restic.Ended run(List<String> arguments, Restic.Output output) throws IOException {
    watch.check();
    List<String> all = new ArrayList<>(arguments);
    if (!locks) {
      all.add("--no-lock");
    }
    Restic.Ended ended = restic.run(setting, output, all, watch::isOver);
    if (ended.exit() != 0) {
      watch.check(); // that is why
    }
    return ended;
  }

  private boolean removeOwnLocks() throws IOException {
    List<String> ids = new ArrayList<>();
    Restic.Ended listed = run(List.of("list", "locks", "--no-lock", "--quiet"), lines(ids::add));
    if (listed.exit() != 0) {
      return false;
    }
    for (String id : ids) {
      StringBuilder lock = new StringBuilder();
      Restic.Ended shown =
          run(
              List.of("cat", "lock", id, "--no-lock"),
              out -> lock.append(new String(out.readAllBytes(), StandardCharsets.UTF_8)));
      // One that went meanwhile is nobody's.
      if (shown.exit() == 0 && !isLeftHere(Json.parse(lock.toString()))) {
        return false;
      }
    }
    return run(List.of("unlock", "--remove-all"), lines(line -> {})).exit() == 0;
  }

  /** Whether a lock was made on this machine, by a restic that runs no more. */
  private static boolean isLeftHere(Json lock) throws IOException {
    Path hostname = Path.of("/proc/sys/kernel/hostname");
    Path process = Path.of("/proc", Long.toString((long) lock.number("pid")), "comm");
    return lock.text("hostname").equals(Files.readString(hostname).strip())
        && !(Files.exists(process) && Files.readString(process).strip().equals("restic"));
  }

  private interface Line {
    void take(String line) throws IOException;
  }

  private static Restic.Output lines(Line line) {
    return out -> each(out, line);
  }

  private static void each(InputStream out, Line line) throws IOException {
    BufferedReader reader = new BufferedReader(new InputStreamReader(out, StandardCharsets.UTF_8));
    for (String next = reader.readLine(); next != null; next = reader.readLine()) {
      if (!next.isBlank()) {
        line.take(next);
      }
    }
  }

  /** What people call it. */
  String where() {
    return where;
  }
}
