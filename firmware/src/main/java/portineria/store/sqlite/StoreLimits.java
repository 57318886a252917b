package portineria.store.sqlite;

import java.time.Duration;

/**
 * What bounds this room.
 *
 * @param waiting changes that may wait for the writer; who comes then waits to be let in
 * @param groupChanges changes in one commit: bounds what one commit can hold up
 * @param groupOctets octets of messages that one commit copies into the volume
 * @param mailboxes of one account, because all of them are always in memory
 * @param readers threads that read the index
 * @param viewsOctets of entries that stay in memory although nobody looks at them
 * @param walPages of the write-ahead log, in pages of 4 KiB, above which the writer empties it at
 *     once and not only when it has nothing else to do
 * @param crashes in a row after which the store opens for reading only
 * @param healthyAfter a start that was up for so long does not count as a crash
 * @param safeCopies nights whose copy of the index is kept
 */
public record StoreLimits(
    int waiting,
    int groupChanges,
    long groupOctets,
    int mailboxes,
    int readers,
    long viewsOctets,
    int walPages,
    int crashes,
    Duration healthyAfter,
    int safeCopies) {

  private static final long MIB = 1024 * 1024;

  /** As on the box. */
  public static final StoreLimits DEFAULT =
      new StoreLimits(1024, 256, 8 * MIB, 10_000, 3, 24 * MIB, 4096, 3, Duration.ofMinutes(10), 7);
}
