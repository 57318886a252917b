/**
 * What the box keeps for good, and how it comes in and goes out as a whole.
 *
 * <p>{@code vault.transfer} is the inner room where mail becomes files that other programs read, and
 * where their files become mail. That mail left or came is recorded before: {@code vault.audit}. How
 * long mail stays is decided in {@code vault.retention}.
 */
@NullMarked
package portineria.vault;

import org.jspecify.annotations.NullMarked;
