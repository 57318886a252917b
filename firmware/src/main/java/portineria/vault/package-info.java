/**
 * What leaves the archive as a whole. The archive itself is the volumes; here it becomes what other
 * programs read.
 *
 * <p>Start at {@link portineria.vault.Export}. That it left is recorded before: {@code vault.audit}.
 *
 * <p>An export never changes the store, holds no more than one buffer of a message, and can be
 * started again on a folder where it was interrupted: a file that is there is whole, because each
 * is written under another name first and then renamed.
 */
@NullMarked
package portineria.vault;

import org.jspecify.annotations.NullMarked;
