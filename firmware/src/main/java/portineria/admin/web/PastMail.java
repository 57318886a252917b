package portineria.admin.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import portineria.admin.Box;
import portineria.backup.Snapshots.Progress;
import portineria.backup.Watch;
import portineria.message.Header;
import portineria.message.Octets;
import portineria.store.Account;
import portineria.store.Bygone.Kept;
import portineria.store.Digest;
import portineria.store.Remains;
import portineria.store.Still;
import portineria.webui.SnapshotBook;
import portineria.webui.SnapshotBook.Fate;
import portineria.webui.SnapshotBook.Line;

/**
 * Reads who wrote what in a mailbox of then. The index does not say it: it is read from the message
 * on the box's own disk where that still is, which is quick, and from the backup where it is not.
 * Of what was erased nothing is read. Used by one thread, and for what comes from the backup by the
 * thread that reads that.
 */
final class PastMail {
  /** Messages that the store is asked for at once. */
  private static final int BLOCK = 500;

  /** Characters of a sender or a subject: there may be many of them in memory. */
  private static final int TEXT_MAX = 160;

  /** As much of a message as a header may have. */
  private static final int HEADER_OCTETS_MAX = 256 * 1024;

  private static final int PIECE_OCTETS = 64 * 1024;

  private final Box box;
  private final SnapshotDesk.Place place;
  private final Account mail;
  private final Watch watch;
  private final Map<Digest, Line> lines = new LinkedHashMap<>();
  private final Map<Digest, Kept> absent = new HashMap<>();
  private List<Kept> kept = List.of();
  private boolean isCut;
  private int done;

  PastMail(Box box, SnapshotDesk.Place place, Account mail, Watch watch) {
    this.box = box;
    this.place = place;
    this.mail = mail;
    this.watch = watch;
  }

  /** The messages of the mailbox, the newest first. */
  List<Kept> kept() {
    return kept;
  }

  /** What is to be said of them, in the same order. */
  List<Line> lines() {
    return List.copyOf(lines.values());
  }

  /** Whether there were more. */
  boolean isCut() {
    return isCut;
  }

  /**
   * Reads them.
   *
   * @param all one more than are listed, where there are more
   */
  void read(List<Kept> all, Progress progress) throws IOException {
    isCut = all.size() > SnapshotBook.MESSAGES_MAX;
    kept = isCut ? List.copyOf(all.subList(0, SnapshotBook.MESSAGES_MAX)) : all;
    for (int from = 0; from < kept.size(); from += BLOCK) {
      watch.check();
      here(kept.subList(from, Math.min(kept.size(), from + BLOCK)));
      progress.at(done, kept.size());
    }
    if (!absent.isEmpty()) {
      fromBackup(progress);
    }
  }

  private void here(List<Kept> some) {
    List<Digest> digests = some.stream().map(Kept::digest).toList();
    Set<Digest> erased = mail.erased(digests);
    Set<Digest> damaged = mail.damaged(digests);
    Map<Digest, Remains> remains = new Fates(box.store(), mail).remains(digests);
    for (Kept one : some) {
      Digest digest = one.digest();
      Optional<Line> line =
          erased.contains(digest)
              ? Optional.of(line(one, "", "", Fate.ERASED))
              : Optional.ofNullable(remains.get(digest))
                  .filter(there -> !damaged.contains(digest))
                  .flatMap(there -> here(one, there));
      lines.put(digest, line.orElseGet(() -> line(one, "", "", Fate.UNREADABLE)));
      if (line.isEmpty()) {
        absent.put(digest, one);
      } else {
        done++;
      }
    }
  }

  private Optional<Line> here(Kept one, Remains there) {
    try {
      return Optional.of(line(one, mail.octets(there.message())));
    } catch (IOException | UncheckedIOException lost) {
      return Optional.empty();
    }
  }

  private void fromBackup(Progress progress) throws IOException {
    Map<Digest, Still.Place> places = new HashMap<>();
    absent.forEach((digest, one) -> places.put(digest, one.place()));
    Set<Digest> unreadable =
        box.backups()
            .snapshots()
            .read(
                place.target(),
                place.snapshot().id(),
                places,
                (digest, size, octets) -> {
                  boolean taken = take(digest, octets);
                  progress.at(++done, kept.size());
                  return taken;
                },
                watch);
    assert absent.keySet().containsAll(unreadable);
  }

  private boolean take(Digest digest, InputStream octets) throws IOException {
    DigestInputStream in = new DigestInputStream(octets, Digest.sha256());
    byte[] begin = in.readNBytes(HEADER_OCTETS_MAX);
    byte[] piece = new byte[PIECE_OCTETS];
    while (in.read(piece) >= 0) {
      // Only its digest is wanted of the rest.
    }
    Kept one = absent.get(digest);
    if (one == null || !Digest.of(in.getMessageDigest().digest()).equals(digest)) {
      return false;
    }
    lines.put(digest, line(one, Octets.of(begin)));
    return true;
  }

  private static Line line(Kept one, Octets octets) throws IOException {
    Header header = Header.read(octets);
    return line(one, text(header, "From"), text(header, "Subject"), Fate.MISSING);
  }

  private static String text(Header header, String field) {
    String line = MailSearch.line(header, field);
    return line.codePointCount(0, line.length()) <= TEXT_MAX
        ? line
        : line.substring(0, line.offsetByCodePoints(0, TEXT_MAX)) + "…";
  }

  private static Line line(Kept one, String from, String subject, Fate fate) {
    return new Line(one.digest().hex(), one.internalDate(), from, subject, fate, new ArrayList<>());
  }
}
