package portineria.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
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
 */
final class ReadBack {
  private static final int PIECE_OCTETS = 64 * 1024;

  /** Volumes that are read once more, drawn by lot. */
  private static final int SAMPLE = 2;

  private final Repository repository;
  private final String snapshot;
  private final Taken taken;
  private final Still still;
  private final Map<Integer, Target.Read> read;
  private final byte[] piece = new byte[PIECE_OCTETS];
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
      here = digest(in);
    }
    List<Digest> there = new ArrayList<>();
    repository.dump(snapshot, path, in -> there.add(digest(in)));
    if (!there.equals(List.of(here))) {
      throw damaged("the index");
    }
  }

  private Digest digest(InputStream in) throws IOException {
    MessageDigest sha256 = sha256();
    for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
      sha256.update(piece, 0, count);
    }
    return Digest.of(sha256.digest());
  }

  /** Compares every volume, whether it was read back before or not. */
  void everything(Watch watch) throws IOException {
    read.clear();
    for (Still.Volume volume : still.volumes()) {
      watch.at("reading back: volume " + volume.number());
      look(volume);
    }
  }

  /**
   * Compares what was never read back, as far as there is time, and a sample.
   *
   * @param time at least one volume is read, and none is begun after that
   */
  void some(RandomGenerator random, InstantSource clock, Duration time, Watch watch)
      throws IOException {
    Instant until = clock.instant().plus(time);
    for (Still.Volume volume : inOrder(random)) {
      watch.at("reading back: volume " + volume.number());
      look(volume);
      if (clock.instant().isAfter(until)) {
        return;
      }
    }
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

  private void look(Still.Volume volume) throws IOException {
    List<Still.Content> bad = new ArrayList<>();
    List<Still.Content> contents = still.contents(volume);
    volumes++;
    repository.dump(snapshot, "/" + volume.name(), in -> compare(in, contents, bad));
    for (Still.Content content : bad) {
      if (isWholeHere(volume, content)) {
        throw damaged("volume " + volume.number());
      }
    }
    if (bad.isEmpty()) {
      read.put(volume.number(), new Target.Read(volume.end(), taken.changed(volume)));
    } else {
      // Damaged on the box's own disk, as others say already: nobody may rely on its backup.
      read.remove(volume.number());
    }
  }

  private void compare(InputStream in, List<Still.Content> contents, List<Still.Content> bad)
      throws IOException {
    long at = 0;
    for (Still.Content content : contents) {
      if (content.offset() < at) {
        throw new AssertionError("messages overlap at " + content.offset());
      }
      long skipped = skip(in, content.offset() - at);
      Optional<Digest> digest =
          skipped == content.offset() - at ? digest(in, content.size()) : Optional.empty();
      at = content.offset() + content.size();
      if (!digest.equals(Optional.of(content.digest()))) {
        bad.add(content);
      }
    }
    long rest = in.transferTo(OutputStream.nullOutputStream());
    assert rest >= 0;
  }

  private long skip(InputStream in, long count) throws IOException {
    long done = 0;
    while (done < count) {
      int some = in.read(piece, 0, (int) Math.min(piece.length, count - done));
      if (some < 0) {
        return done;
      }
      done += some;
    }
    return done;
  }

  /** Of the next octets; empty where there are not so many. */
  private Optional<Digest> digest(InputStream in, long count) throws IOException {
    MessageDigest sha256 = sha256();
    for (long left = count; left > 0; ) {
      int some = in.read(piece, 0, (int) Math.min(piece.length, left));
      if (some < 0) {
        return Optional.empty();
      }
      sha256.update(piece, 0, some);
      left -= some;
    }
    return Optional.of(Digest.of(sha256.digest()));
  }

  private boolean isWholeHere(Still.Volume volume, Still.Content content) throws IOException {
    try (InputStream in = Files.newInputStream(taken.data().resolve(volume.name()))) {
      return skip(in, content.offset()) == content.offset()
          && digest(in, content.size()).equals(Optional.of(content.digest()));
    }
  }

  private BackupFailed damaged(String what) {
    return new BackupFailed(
        Kind.DAMAGED,
        "what came back from "
            + repository.where()
            + " is not what was sent, in "
            + what
            + ": take another disk, or empty it and add it anew");
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
