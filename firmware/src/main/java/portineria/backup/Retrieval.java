package portineria.backup;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portineria.backup.BackupFailed.Kind;
import portineria.store.Digest;
import portineria.store.Still;

/**
 * Looks for single messages in the snapshots of a repository, the newest first. In each of them a
 * message lies where the box's own index has it, because octets in a volume never move; a snapshot
 * from before it was moved to another volume is passed over.
 *
 * <p>What a disk has lost in silence may have been copied since: so where a volume holds other
 * octets than it should, an older state of it is looked at, until there is none. Whoever takes the
 * octets compares them. Used by one thread.
 */
final class Retrieval {
  /** A volume in a snapshot. */
  static final Pattern VOLUME = Pattern.compile("/volumes/\\d{4}/(\\d{6,9})\\.tar");

  private static final Logger log = LoggerFactory.getLogger(Retrieval.class);

  private final Repository repository;
  private final Taker taker;
  private final Watch watch;
  private final List<Piece> pieces = new ArrayList<>();
  private final Set<Digest> left;

  /** States of volumes that were looked at. */
  private final Set<Repository.Entry> tried = new HashSet<>();

  private record Piece(Digest digest, Still.Place place) {}

  /** Of these messages, wherever the box has them. */
  Retrieval(
      Repository repository,
      Still.Whereabouts whereabouts,
      Collection<Digest> wanted,
      Taker taker,
      Watch watch) {
    this.repository = repository;
    this.taker = taker;
    this.watch = watch;
    this.left = new LinkedHashSet<>(wanted);
    for (Digest digest : left) {
      whereabouts.of(digest).forEach(place -> pieces.add(new Piece(digest, place)));
    }
    pieces.sort(Comparator.comparingLong(piece -> piece.place.offset()));
  }

  /** Looks into all snapshots, and gives those that were not found. */
  Set<Digest> run() throws IOException {
    return run(repository.snapshots());
  }

  /** Looks into some, and gives those that were not found. */
  Set<Digest> run(List<Repository.Snapshot> snapshots) throws IOException {
    for (Repository.Snapshot snapshot : snapshots) {
      if (left.isEmpty()) {
        break;
      }
      look(snapshot);
    }
    return left;
  }

  private void look(Repository.Snapshot snapshot) throws IOException {
    for (Repository.Entry file : repository.files(snapshot.id())) {
      Matcher volume = VOLUME.matcher(file.path());
      List<Piece> here = volume.matches() ? piecesIn(Integer.parseInt(volume.group(1))) : List.of();
      if (!here.isEmpty() && tried.add(file)) {
        watch.at("looking for messages in a backup: volume " + volume.group(1));
        look(snapshot, file, here);
      }
    }
  }

  private List<Piece> piecesIn(int volume) {
    return pieces.stream()
        .filter(piece -> piece.place.volume() == volume && left.contains(piece.digest))
        .toList();
  }

  private void look(Repository.Snapshot snapshot, Repository.Entry file, List<Piece> here)
      throws IOException {
    try {
      repository.dump(snapshot.id(), file.path(), in -> pick(in, here));
    } catch (BackupFailed failed) {
      if (failed.kind() == Kind.CANCELLED
          || failed.kind() == Kind.NOT_THERE
          || failed.kind() == Kind.GONE) {
        throw failed;
      }
      // It may be the target that is damaged here, and whole in another snapshot.
      log.warn("retrieval-failed file={} cause=\"{}\"", file.path(), failed.getMessage());
    }
  }

  private void pick(InputStream in, List<Piece> here) throws IOException {
    long at = 0;
    for (Piece piece : here) {
      if (left.contains(piece.digest) && piece.place.offset() >= at) {
        new Slice(in, piece.place.offset() - at).drain();
        Slice slice = new Slice(in, piece.place.size());
        if (taker.take(piece.digest, piece.place.size(), slice)) {
          left.remove(piece.digest);
        }
        slice.drain();
        at = piece.place.end();
      }
    }
    new Slice(in, Long.MAX_VALUE).drain();
  }

  /** The next octets of a stream; closing it closes nothing. */
  private static final class Slice extends InputStream {
    private static final int PIECE_OCTETS = 64 * 1024;

    private final InputStream in;
    private long remaining;

    Slice(InputStream in, long octets) {
      this.in = in;
      this.remaining = octets;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] octets, int offset, int length) throws IOException {
      if (remaining == 0) {
        return -1;
      }
      int count = in.read(octets, offset, (int) Math.min(length, remaining));
      remaining = count < 0 ? 0 : remaining - count;
      return count;
    }

    void drain() throws IOException {
      byte[] piece = new byte[PIECE_OCTETS];
      while (read(piece, 0, piece.length) >= 0) {
        // They are somebody else's.
      }
    }
  }
}
