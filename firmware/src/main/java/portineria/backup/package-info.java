/**
 * Backups: snapshots of the box by restic, and the way back.
 *
 * <p>Start at {@link portineria.backup.Backups}, what a person can do; one of them is {@code
 * SingleBackup}; then {@code ReadBack}, because of which green means that it can be restored, and
 * {@code Repository}, what is asked of restic. {@link portineria.backup.Restoring} is the way back.
 * For these, of the store this room knows {@link portineria.store.Still} alone: a copy of the
 * index, and which octets of which volumes belong to it. {@link portineria.backup.Healer} goes
 * between the two for messages that the box's own disk has damaged, and {@link
 * portineria.backup.Snapshots} is for who looks for single messages.
 *
 * <p>What must always hold:
 *
 * <ul>
 *   <li>A snapshot is a state that was true at one moment: first the index is copied, then restic
 *       reads the volumes where they lie. They only grow; when something in them was overwritten or
 *       removed meanwhile, the snapshot is thrown away and another one is made. Nobody waits for a
 *       backup, not even an erasure.
 *   <li>Green is said after reading back: the index as a whole, all volumes that were never read
 *       back from this target as they are now (as far as ten minutes reach; the next backups go
 *       on), and two others by lot. Besides, restic checks its structure and, once a day, reads a
 *       thirtieth of all its octets, in turn: all of them in a month.
 *   <li>A snapshot that was read back has restic's tag {@code green}, and gets it after that: who
 *       has lost the box, and all files of this room with it, takes the newest that has it.
 *   <li>What comes from a backup to heal a message has that message's digest, whatever target and
 *       snapshot it is from.
 *   <li>Who looks into a snapshot makes no lock and waits for no backup, and no backup waits for
 *       them. The copy of the index that comes for it has no name on the box's disk as soon as it
 *       is open: it tells of what may be erased later.
 *   <li>A message counts as backed up when the volume in which it lies now was read back, up to its
 *       end, from one target that has not been found damaged since: {@link
 *       portineria.backup.Backups#readBack}. A sample never counts for more than what was in it. An
 *       erasure changes the file's time, and then that volume has to be read back anew.
 *   <li>A repository is made by {@code backup target add} alone. A folder that is empty because its
 *       disk is not there is never filled, and one with another number is never written to.
 *   <li>The password goes to restic through its standard input, the repository through its
 *       environment; nothing secret is in an argument.
 *   <li>restic may be killed at any moment: it writes what refers to something after that. A lock
 *       that it left here is removed when it is met.
 * </ul>
 *
 * <p>No volume is copied before restic reads it, and nothing is restored to the box's own disk to
 * be compared: its SD card would bear both. For the same reason there is no cache for targets
 * beside the box; those that are far away have one in {@code DATA/backup/cache}, because each
 * question to them costs time and money.
 *
 * <p>What is known of the targets lies in small files, not in the index: an index that comes back
 * from a backup would tell of what had been read back before that.
 */
@NullMarked
package portineria.backup;

import org.jspecify.annotations.NullMarked;
