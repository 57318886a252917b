/**
 * The tar volumes: messages are appended, read, checked and found again here; and the spool, where
 * a message is before it has a place. {@code firmware/FORMAT.md} is the law of this room; its
 * invariants V1, V2, … are cited in code and tests.
 *
 * <p>Start at {@link portineria.store.volume.Volumes}; then {@link portineria.store.volume.Spool}
 * for the way in. No SQL and no mailboxes here: who delivers gives a {@link
 * portineria.store.volume.Label}, and gets a {@link portineria.store.volume.Location}.
 *
 * <p>How a group is written, by the one writer thread:
 *
 * <pre>
 *   session:  incoming = spool.incoming(n); incoming.write(…)…; parcel = incoming.finish()
 *             parcel.address(label)             a message over 1 MiB is forced to disk here
 *   writer:   mark = volumes.position()
 *             location = volumes.append(parcel)  … for each of the group
 *             volumes.sync()                     bytes are on the disk
 *             commit the entries and volumes.position() in the index, in one transaction
 *             or, when any of this failed:  volumes.cutBack(mark)
 *   start:    volumes.recover(position of the last commit)
 *   eraser:   volumes.erase(graves)              when the index has forgotten these messages
 * </pre>
 *
 * <p>What must always hold:
 *
 * <ul>
 *   <li>Bytes are forced before the index commits to them; a new file is forced first, then the
 *       directories that lead to it.
 *   <li>A message is overwritten only behind a tombstone that is on the disk, and whoever reads
 *       looks at that place after reading: nobody takes the zeros for a message, in no process.
 *   <li>A failed force is never repeated: the kernel may have dropped the pages and call the next
 *       one a success. It is a {@link portineria.store.volume.DiskFailed}, an error that ends the
 *       program.
 *   <li>All access to files goes through {@link portineria.store.volume.Disk}, so that tests can
 *       fail any operation and cut the power.
 *   <li>Nobody interrupts a thread that reads or writes here: an interrupt closes the channel of a
 *       file for everybody. A reader opens it once more when it happened all the same.
 * </ul>
 */
@NullMarked
package portineria.store.volume;

import org.jspecify.annotations.NullMarked;
