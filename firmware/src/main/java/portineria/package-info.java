/**
 * The composition root: the only room that knows all others.
 *
 * <p>Start at {@link portineria.Main}. {@code RunningBox} is the box as it runs, wired by hand from
 * the ground up and closed in reverse; {@code Demo} puts an upstream beside it. Nothing here
 * decides anything about mail.
 *
 * <p>What must always hold: whatever was opened is closed, in reverse, also when a later part can't
 * be opened; and at the end nothing that was acknowledged is lost, because the store goes last.
 */
@NullMarked
package portineria;

import org.jspecify.annotations.NullMarked;
