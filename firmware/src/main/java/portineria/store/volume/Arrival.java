package portineria.store.volume;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import portineria.message.Octets;
import portineria.store.Digest;
import portineria.store.Incoming;
import portineria.store.Refusal;

/** A message that comes in: in memory while it is small, then in a file. For one thread. */
final class Arrival implements Incoming {
  /** How far the file grows between two looks at the free space. */
  private static final long LOOK_OCTETS = 1024 * 1024;

  private final Spool spool;
  private final MessageDigest sha256 = Digest.sha256();

  /** The whole message, or what was not written to the file yet. */
  private byte[] buffer;

  private int filled;
  private long size;
  private long lookedAt;
  private Optional<SpoolFile> file = Optional.empty();
  private Optional<IOException> failure = Optional.empty();
  private boolean finished;

  Arrival(Spool spool, int firstOctets) {
    this.spool = spool;
    this.buffer = new byte[firstOctets];
  }

  @Override
  public void write(byte[] octets, int offset, int length) throws Refusal {
    Objects.checkFromIndexSize(offset, length, octets.length);
    assert !finished;
    refuseAfterFailure();
    if (size + length > TarHeader.NUMBER_MAX) {
      throw new Refusal(Refusal.Reason.LIMIT, "a message of more than 8 GB");
    }
    sha256.update(octets, offset, length);
    size += length;
    try {
      take(octets, offset, length);
    } catch (IOException failed) {
      failure = Optional.of(failed);
      refuseAfterFailure();
    }
  }

  private void take(byte[] octets, int offset, int length) throws IOException {
    int done = 0;
    while (done < length) {
      if (filled == buffer.length && !grow()) {
        flush();
      }
      int count = Math.min(length - done, buffer.length - filled);
      System.arraycopy(octets, offset + done, buffer, filled, count);
      filled += count;
      done += count;
    }
  }

  private boolean grow() {
    int wanted = spool.larger(buffer.length);
    if (wanted == buffer.length) {
      return false;
    }
    buffer = Arrays.copyOf(buffer, wanted);
    return true;
  }

  private void flush() throws IOException {
    if (file.isEmpty()) {
      file = Optional.of(spool.newFile());
    }
    if (size - lookedAt >= LOOK_OCTETS) {
      lookedAt = size;
      spool.checkSpace(0);
    }
    file.get().append(buffer, 0, filled);
    filled = 0;
  }

  /** What failed once is refused from then on: octets are missing, or a force has failed. */
  private void refuseAfterFailure() throws Refusal {
    if (failure.isPresent()) {
      IOException cause = failure.get();
      throw cause instanceof NoSpace
          ? new Refusal(Refusal.Reason.NO_SPACE, "the disk is full", cause)
          : new Refusal(Refusal.Reason.UNAVAILABLE, "the disk did not take the message", cause);
    }
  }

  @Override
  public Parcel finish() throws Refusal {
    assert !finished;
    refuseAfterFailure();
    finished = true;
    Digest digest = Digest.of(sha256.digest());
    if (file.isEmpty()) {
      return new Parcel(digest, Octets.of(buffer).slice(0, filled), Optional.empty());
    }
    boolean isOwn = size > spool.limits().ownVolumeOctets();
    try {
      flush();
      if (isOwn) {
        file.get().complete();
      }
    } catch (IOException failed) {
      failure = Optional.of(failed);
      refuseAfterFailure();
    }
    releaseBuffer();
    return new Parcel(digest, file.get().octets(), isOwn ? file : Optional.empty());
  }

  private void releaseBuffer() {
    spool.release(buffer.length);
    buffer = new byte[0];
  }

  @Override
  public void close() {
    finished = true;
    releaseBuffer();
    try {
      if (file.isPresent()) {
        file.get().discard();
      }
    } catch (IOException left) {
      // The file may be left in the spool; nobody reads it, and the next start empties the spool.
    } finally {
      file = Optional.empty();
    }
  }
}
