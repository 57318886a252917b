package portineria.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import portineria.backup.BackupFailed.Kind;
import portineria.store.Digest;
import portineria.store.Still;

/**
 * The snapshots that lie on the targets, for who looks into one of them: its index as a file, and
 * single messages. It has a thread of its own and makes no lock, so that no backup waits for a
 * person who looks through old mail, nor the other way round; what a backup tidies away meanwhile
 * can't be read any more, and that is said. Safe for many threads.
 */
public final class Snapshots {
  private static final String INDEX = "/" + SingleBackup.INDEX;

  /** What must stay free on the box's own disk while an index lies there: new mail comes first. */
  private static final long RESERVE_OCTETS = 512L << 20;

  private static final int PIECE_OCTETS = 64 * 1024;

  private final Backups backups;
  private final Lane lane = new Lane("backup-looking");

  Snapshots(Backups backups) {
    this.backups = backups;
  }

  /**
   * One of them.
   *
   * @param id as restic names it
   * @param when it was made
   * @param green whether it was read back after that
   */
  public record Snapshot(String id, Instant when, boolean green) {}

  /** Deletes what an interruption has left. */
  static void tidyUp(Path data) throws IOException {
    Folders.delete(folder(data));
  }

  private static Path folder(Path data) {
    return data.resolve("backup/looking");
  }

  /** Hears how much of something has come. */
  @FunctionalInterface
  public interface Progress {
    void at(long octets, long octetsTotal);
  }

  private interface Reading<T> {
    T of(Repository repository) throws IOException;
  }

  private <T> T read(String target, Watch watch, Reading<T> reading) throws IOException {
    Relay relay = new Relay(watch, backups::isClosing);
    try {
      return lane.run(() -> reading.of(backups.reading(target, relay)), relay::tell);
    } catch (BackupFailed ended) {
      throw told(target, ended);
    }
  }

  /** What restic says of a snapshot that it can't read says nothing to a person. */
  private BackupFailed told(String target, BackupFailed ended) {
    if (ended.kind() == Kind.CANCELLED && backups.isGone(target)) {
      return new BackupFailed(
          Kind.GONE,
          target + " went away in the middle: plug it in again, and begin anew",
          target + " è sparito a metà: riattaccarlo, e ricominciare",
          ended);
    }
    boolean unclear = String.valueOf(ended.getMessage()).startsWith("restic ended with ");
    return ended.kind() == Kind.DAMAGED || unclear ? damaged(target, ended) : ended;
  }

  /**
   * Those on a target, the newest first.
   *
   * @throws IOException with a sentence, as the other methods
   */
  public List<Snapshot> on(String target, Watch watch) throws IOException {
    return read(
        target,
        watch,
        repository ->
            repository.snapshots().stream()
                .map(one -> new Snapshot(one.id(), one.time(), one.green()))
                .toList());
  }

  /** Brings the index of one of them into a new file, for who then deletes that. */
  public Path index(String target, String snapshot, Progress progress, Watch watch)
      throws IOException {
    Path file =
        Files.createTempFile(Files.createDirectories(folder(backups.data())), "index", ".db");
    try {
      return read(
          target,
          watch,
          repository -> {
            long octets = indexOctets(repository, snapshot);
            requireRoom(octets);
            repository.dump(snapshot, INDEX, in -> copy(in, file, octets, progress));
            requireWhole(file, octets);
            return file;
          });
    } catch (IOException failed) {
      Files.deleteIfExists(file);
      throw failed;
    }
  }

  private static long indexOctets(Repository repository, String snapshot) throws IOException {
    Optional<Repository.Entry> index =
        repository.files(snapshot).stream().filter(file -> file.path().equals(INDEX)).findFirst();
    return index.orElseThrow(Snapshots::damaged).size();
  }

  private void requireRoom(long octets) throws IOException {
    if (Files.getFileStore(backups.data()).getUsableSpace() - octets < RESERVE_OCTETS) {
      throw new BackupFailed(
          Kind.OTHER,
          "there is no room on the box's own disk to look into this backup: make room on it",
          "sul disco dell'apparecchio non c'è spazio per guardare in questa copia: fare spazio");
    }
  }

  /** At most as much as was said. */
  private static void copy(InputStream in, Path file, long octets, Progress progress)
      throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      byte[] piece = new byte[PIECE_OCTETS];
      long done = 0;
      for (int count = in.read(piece); count >= 0 && done < octets; count = in.read(piece)) {
        out.write(piece, 0, count);
        done += count;
        progress.at(done, octets);
      }
      long rest = in.transferTo(OutputStream.nullOutputStream());
      assert rest >= 0;
    }
  }

  private static void requireWhole(Path file, long octets) throws IOException {
    if (!Files.exists(file) || Files.size(file) != octets) {
      throw damaged();
    }
  }

  private static BackupFailed damaged() {
    return new BackupFailed(Kind.DAMAGED, "it does not hold what it should");
  }

  private static BackupFailed damaged(String target, BackupFailed cause) {
    return new BackupFailed(
        Kind.DAMAGED,
        "this backup on " + target + " can't be read: take another one",
        "questa copia su " + target + " non si legge: prenderne un'altra",
        cause);
  }

  /**
   * Reads messages where they lie in a snapshot.
   *
   * @param places of the messages that are wanted, as its index has them
   * @return those that are not to be had from there
   */
  public Set<Digest> read(
      String target, String snapshot, Map<Digest, Still.Place> places, Taker taker, Watch watch)
      throws IOException {
    return read(
        target,
        watch,
        repository -> {
          List<Repository.Snapshot> only =
              repository.snapshots().stream().filter(one -> one.isNamed(snapshot)).toList();
          if (only.isEmpty()) {
            throw damaged();
          }
          Still.Whereabouts there = digest -> place(places, digest);
          return new Retrieval(repository, there, places.keySet(), taker, watch).run(only);
        });
  }

  private static List<Still.Place> place(Map<Digest, Still.Place> places, Digest digest) {
    Still.Place place = places.get(digest);
    return place == null ? List.of() : List.of(place);
  }

  /** Waits for what is being read; others tell it to end. */
  void close() {
    lane.close();
  }
}
