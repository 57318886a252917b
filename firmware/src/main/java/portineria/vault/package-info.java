/**
 * What the box keeps for good, and how it comes in and goes out as a whole.
 *
 * <p>{@code vault.transfer} is the inner room where mail becomes files that other programs read,
 * and where their files become mail. That mail left or came is recorded before: {@code
 * vault.audit}. How long mail stays is decided in {@code vault.retention}.
 *
 * <p>What is known of removals: {@link portineria.vault.RemovalSeries}. The store knows acts in one
 * mailbox, a person asks what one device has done. Bringing back is the store's: {@link
 * portineria.store.Recovery}.
 */
@NullMarked
package portineria.vault;

import org.jspecify.annotations.NullMarked;
