package portineria.webui;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import portineria.webui.Refused.Why;

/**
 * Photos that come with forms, one at a time in the whole box: each may fill a tenth of the memory,
 * and whoever sends them is not known yet. Nothing of them is kept or logged.
 *
 * <p>The pictures are read on a thread of the system, not on the request's: it is native code and
 * long loops, which would hold up the other pages.
 */
final class Photos {
  /** A telephone's picture of 48 megapixels, and some more. */
  static final int OCTETS_MAX = 20 * 1024 * 1024;

  /** What is read past of a larger one, so that the browser comes to read the answer. */
  private static final int DISCARDED_OCTETS_MAX = 100 * 1024 * 1024;

  /** In an office's network a photo takes a second or two. */
  private static final Duration UPLOAD_LONGEST = Duration.ofMinutes(2);

  /** Less than the time after which a silent connection is closed. */
  private static final Duration WAIT_LONGEST = Duration.ofSeconds(20);

  private static final int BEGINNING = 256 * 1024;

  private final Semaphore turn = new Semaphore(1);

  /** The right to send one; it ends when it is closed. */
  final class Turn implements AutoCloseable {
    private final long end = System.nanoTime() + UPLOAD_LONGEST.toNanos();

    /**
     * All that is sent, or one octet more than {@code most}.
     *
     * @throws Refused if it takes too long: others wait
     */
    byte[] octets(InputStream in, int most) throws IOException, Refused {
      byte[] octets = new byte[BEGINNING];
      int length = 0;
      for (int got = 0; got >= 0 && length <= most; length += Math.max(0, got)) {
        if (length == octets.length) {
          octets = Arrays.copyOf(octets, Math.min(2 * octets.length, most + 1));
        }
        got = in.read(octets, length, octets.length - length);
        checkTime();
      }
      if (length > most) {
        discard(in);
      }
      return Arrays.copyOf(octets, length);
    }

    private void discard(InputStream in) throws IOException, Refused {
      long left = DISCARDED_OCTETS_MAX;
      byte[] passed = new byte[64 * 1024];
      for (int got = 0; got >= 0 && left > 0; left -= got) {
        got = in.read(passed);
        checkTime();
      }
    }

    private void checkTime() throws Refused {
      if (System.nanoTime() - end > 0) {
        throw new Refused(Why.PHOTO_BROKEN);
      }
    }

    /** What is in a photo. */
    Photo read(ByteBuffer photo) {
      CompletableFuture<Photo> read = new CompletableFuture<>();
      Thread.ofPlatform()
          .name("web-photo")
          .daemon()
          .start(
              () -> {
                try {
                  read.complete(new Photo.Code(PhotoCode.read(photo)));
                } catch (Refused unread) {
                  read.complete(new Photo.Unread(unread));
                } catch (RuntimeException | Error bug) {
                  read.completeExceptionally(bug);
                }
              });
      try {
        return read.join();
      } catch (CompletionException bug) {
        throw new IllegalStateException("a photo could not be looked at", bug.getCause());
      }
    }

    @Override
    public void close() {
      turn.release();
    }
  }

  /** Waits until it is one's turn. */
  Turn turn() throws Refused {
    try {
      if (turn.tryAcquire(WAIT_LONGEST.toSeconds(), TimeUnit.SECONDS)) {
        return new Turn();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new Refused(Why.PHOTO_BUSY);
  }
}
