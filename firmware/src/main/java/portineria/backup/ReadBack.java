package portineria.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import portineria.backup.BackupFailed.Kind;
import portineria.store.Digest;
import portineria.store.Still;

/**
 * Reads a snapshot back from its target and compares it, octet by octet: the copy of the index as a
 * whole, and of each volume that it looks at every message with its digest. It reads a stream and
 * writes nothing: a scratch folder would wear out the box's own disk by as much.
 *
 * <p>What was not read back yet comes first, the newest volumes before the others, as long as there
 * is time; then some that were, drawn by lot. What is left is done by the next backups.
 *
 * <p>Each call of restic costs it a second to find its way in the repository, and each message of
 * more than 1 MiB is a volume: where many volumes of a folder are to be read, the folder is read as
 * one stream.
 */
final class ReadBack {
  /** As many can be read for nothing in the time that a call of restic takes. */
  private static final long CALL_OCTETS = 32L << 20;

  /** Volumes that are read once more, drawn by lot. */
  private static final int SAMPLE = 2;

  private final Repository repository;
  private final String snapshot;
  private final Taken taken;
  private final Still still;
  private final Map<Integer, Target.Read> read;
  private int volumes;

  /**
   * Of one snapshot.
   *
   * @param taken that of which the snapshot was made
   * @param known what was read back from the same repository before
   */
  ReadBack(Repository repository, String snapshot, Taken taken, Map<Integer, Target.Read> known)
      throws IOException {
    this.repository = repository;
    this.snapshot = snapshot;
    this.taken = taken;
    this.still = taken.still();
    this.read = stillTrue(known);
  }

  /** What was changed since, by an erasure for instance, is another file in the repository now. */
  private Map<Integer, Target.Read> stillTrue(Map<Integer, Target.Read> known) throws IOException {
    Map<Integer, Target.Read> same = new HashMap<>();
    for (Still.Volume volume : still.volumes()) {
      Target.Read before = known.get(volume.number());
      if (before != null && before.changed() == taken.changed(volume)) {
        same.put(volume.number(), before);
      }
    }
    return same;
  }

  /** What is known now to be in the repository as it should be. */
  Map<Integer, Target.Read> read() {
    return read;
  }

  /** How many volumes were looked at. */
  int volumes() {
    return volumes;
  }

  /** How many volumes were never read back as they are. */
  long unread() throws IOException {
    return still.volumes().stream().filter(this::isUnread).count();
  }

  private boolean isUnread(Still.Volume volume) {
    Target.Read before = read.get(volume.number());
    return before == null || before.end() < volume.end();
  }

  /**
   * Compares the index.
   *
   * @param index the copy that was backed up
   * @param path what it is called in the snapshot
   */
  void index(Path index, String path) throws IOException {
    Digest here;
    try (InputStream in = Files.newInputStream(index)) {
      here = Comparison.digest(in);
    }
    List<Digest> there = new ArrayList<>();
    repository.dump(snapshot, path, in -> there.add(Comparison.digest(in)));
    if (!there.equals(List.of(here))) {
      throw damaged("the index", "nell'indice");
    }
  }

  /** Compares every volume, whether it was read back before or not. */
  void everything(Watch watch) throws IOException {
    read.clear();
    look(still.volumes(), () -> true, watch);
  }

  /**
   * Compares what was never read back, as far as there is time, and a sample.
   *
   * @param time at least one volume is read, and none is begun after that
   */
  void some(RandomGenerator random, InstantSource clock, Duration time, Watch watch)
      throws IOException {
    Instant until = clock.instant().plus(time);
    look(inOrder(random), () -> !clock.instant().isAfter(until), watch);
  }

  private List<Still.Volume> inOrder(RandomGenerator random) throws IOException {
    List<Still.Volume> fresh = new ArrayList<>();
    List<Still.Volume> others = new ArrayList<>();
    for (Still.Volume volume : still.volumes()) {
      (isUnread(volume) ? fresh : others).add(volume);
    }
    fresh.sort(Comparator.comparingInt(Still.Volume::number).reversed());
    Collections.shuffle(others, new Random(random.nextLong()));
    fresh.addAll(others.subList(0, Math.min(SAMPLE, others.size())));
    return fresh;
  }

  /** Reads volumes as long as there is time. */
  private void look(List<Still.Volume> wanted, BooleanSupplier time, Watch watch)
      throws IOException {
    Map<Path, List<Still.Volume>> folders = new LinkedHashMap<>();
    for (Still.Volume volume : wanted) {
      folders.computeIfAbsent(folder(volume), folder -> new ArrayList<>()).add(volume);
    }
    boolean more = true;
    for (Map.Entry<Path, List<Still.Volume>> folder : folders.entrySet()) {
      if (more) {
        more =
            isStreamed(folder.getKey(), folder.getValue())
                ? stream(folder.getKey(), folder.getValue(), time, watch)
                : oneByOne(folder.getValue(), time, watch);
      }
    }
  }

  private static Path folder(Still.Volume volume) {
    return Folders.parent(Path.of(volume.name()));
  }

  /** Whether what is read for nothing costs less than to call restic for each. */
  private boolean isStreamed(Path folder, List<Still.Volume> wanted) throws IOException {
    long all = octets(still.volumes().stream().filter(one -> folder(one).equals(folder)).toList());
    return all - octets(wanted) < (wanted.size() - 1) * CALL_OCTETS;
  }

  private static long octets(List<Still.Volume> volumes) {
    return volumes.stream().mapToLong(Still.Volume::end).sum();
  }

  private boolean oneByOne(List<Still.Volume> wanted, BooleanSupplier time, Watch watch)
      throws IOException {
    for (Still.Volume volume : wanted) {
      watch.at("reading back: volume " + volume.number());
      Comparison seen = comparison(volume);
      repository.dump(snapshot, "/" + volume.name(), seen::compare);
      judge(volume, seen);
      if (!time.getAsBoolean()) {
        return false;
      }
    }
    return true;
  }

  private Comparison comparison(Still.Volume volume) {
    return new Comparison(taken.data().resolve(volume.name()), still.contents(volume));
  }

  private boolean stream(Path folder, List<Still.Volume> wanted, BooleanSupplier time, Watch watch)
      throws IOException {
    Map<String, Still.Volume> due = new HashMap<>();
    for (Still.Volume volume : wanted) {
      due.put(String.valueOf(Path.of(volume.name()).getFileName()), volume);
    }
    boolean[] more = {true};
    repository.dumpFolder(
        snapshot,
        "/" + folder,
        (name, in) -> {
          Still.Volume volume = due.remove(name);
          if (volume != null) {
            watch.at("reading back: volume " + volume.number());
            Comparison seen = comparison(volume);
            seen.compare(in);
            judge(volume, seen);
            more[0] = time.getAsBoolean();
          }
          return more[0] && !due.isEmpty();
        });
    if (more[0] && !due.isEmpty()) {
      int lost = due.size();
      throw damaged(
          lost == 1 ? "1 volume that is not there" : lost + " volumes that are not there",
          lost == 1 ? "in 1 volume che non c'è" : "in " + lost + " volumi che non ci sono");
    }
    return more[0];
  }

  private void judge(Still.Volume volume, Comparison seen) throws IOException {
    volumes++;
    if (seen.isDamagedThere()) {
      throw damaged("volume " + volume.number(), "nel volume " + volume.number());
    }
    if (seen.isEqual()) {
      read.put(volume.number(), new Target.Read(volume.end(), taken.changed(volume)));
    } else {
      // Damaged on the box's own disk, as others say already: nobody may rely on its backup.
      read.remove(volume.number());
    }
  }

  /** With where, in both languages. */
  private BackupFailed damaged(String what, String where) {
    return new BackupFailed(
        Kind.DAMAGED,
        "what came back from "
            + repository.where()
            + " is not what was sent, in "
            + what
            + ": take another disk, or empty it and add it anew",
        "quello che è tornato da "
            + repository.where()
            + " non è quello che era stato mandato, "
            + where
            + ": usare un altro disco, o svuotarlo e aggiungerlo di nuovo");
  }
}
