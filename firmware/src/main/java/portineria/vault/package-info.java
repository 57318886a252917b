/**
 * What leaves the archive as a whole, and what is known of removals. The archive itself is the
 * volumes; here it becomes what other programs read.
 *
 * <p>Start at {@link portineria.vault.Export}, and for removals at {@link
 * portineria.vault.RemovalSeries}: the store knows acts in one mailbox, a person asks what one
 * device has done. Bringing back is the store's ({@link portineria.store.Recovery}). That it left
 * is recorded before: {@code vault.audit}.
 *
 * <p>An export never changes the store, holds no more than one buffer of a message, and can be
 * started again on a folder where it was interrupted: a file that is there is whole, because each
 * is written under another name first and then renamed.
 */
@NullMarked
package portineria.vault;

import org.jspecify.annotations.NullMarked;
