/**
 * The folder {@code DATA/keys}: what only the owner of the data may read, and what must not be
 * lost.
 *
 * <p>There is one door, {@link portineria.keys.KeyFile}. The rooms above decide what is in such a
 * file; here is how it gets to the disk. Knows nobody.
 *
 * <p>What must always hold:
 *
 * <ul>
 *   <li>The folder and its files are their owner's alone, from the moment on in which they are
 *       made.
 *   <li>After a power cut there is the old file or the new one, whole. When a write has returned,
 *       the new one is on the disk: nothing is sealed with a key that a power cut could take.
 *   <li>What is half written is called {@code *.new}; backups leave that out.
 * </ul>
 */
@NullMarked
package portineria.keys;

import org.jspecify.annotations.NullMarked;
