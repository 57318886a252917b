package portineria.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import portineria.store.Digest;
import portineria.store.Still;

/** Compares a volume that came back with the digests of the messages that must be in it. */
final class Comparison {
  private static final int PIECE_OCTETS = 64 * 1024;

  private final Path here;
  private final List<Still.Content> contents;
  private final List<Still.Content> bad = new ArrayList<>();
  private final byte[] piece = new byte[PIECE_OCTETS];

  /**
   * Of one volume.
   *
   * @param here the file that was backed up
   * @param contents in the order in which they lie
   */
  Comparison(Path here, List<Still.Content> contents) {
    this.here = here;
    this.contents = contents;
  }

  /** Of all that is left of a stream. */
  static Digest digest(InputStream in) throws IOException {
    byte[] piece = new byte[PIECE_OCTETS];
    MessageDigest sha256 = Digest.sha256();
    for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
      sha256.update(piece, 0, count);
    }
    return Digest.of(sha256.digest());
  }

  /** Reads what came back, to its end. */
  void compare(InputStream in) throws IOException {
    bad.clear();
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

  /** Whether every message came back as it was sent. */
  boolean isEqual() {
    return bad.isEmpty();
  }

  /** Whether a message that is whole in the box did not come back whole. */
  boolean isDamagedThere() throws IOException {
    for (Still.Content content : bad) {
      if (isWholeHere(content)) {
        return true;
      }
    }
    return false;
  }

  private boolean isWholeHere(Still.Content content) throws IOException {
    try (InputStream in = Files.newInputStream(here)) {
      return skip(in, content.offset()) == content.offset()
          && digest(in, content.size()).equals(Optional.of(content.digest()));
    }
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
    MessageDigest sha256 = Digest.sha256();
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
}
