package portineria.search;

import java.time.Duration;

/**
 * What bounds this room.
 *
 * @param textChars of one message's body that are kept; a longer one is read when that may matter
 * @param batchMessages that are taken in by one transaction, which an erasure waits for
 * @param batchChars of texts in one transaction
 * @param reserveOctets of free space that the index leaves to those who keep mail
 * @param patience after trouble with the disk, until the next attempt
 * @param readers threads that look things up
 */
public record SearchLimits(
    int textChars,
    int batchMessages,
    long batchChars,
    long reserveOctets,
    Duration patience,
    int readers) {

  /**
   * As on the box. A million characters is a thick book: what is longer was not written by people.
   */
  public static final SearchLimits STANDARD =
      new SearchLimits(1 << 20, 100, 1 << 20, 1_000_000_000, Duration.ofMinutes(1), 2);
}
