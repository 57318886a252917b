/**
 * What is well and what is not, in sentences; lights and pages are drawn from it.
 *
 * <p>Start at {@link portineria.health.Examination}. A finding either informs or needs a person,
 * and then it says what the person should do, and whether now (mail is being lost or can't be taken
 * in) or some time today. This room looks and changes nothing; what was found before, and who was
 * told, is kept by {@code notice} in the store.
 *
 * <p>Each finding that needs a person has a {@link portineria.health.Cause}, which stays the same
 * as long as the thing lasts, whatever its words say meanwhile (a date, a percentage): by it nobody
 * is told twice. The words of each are in both languages of the box, {@link
 * portineria.health.Words}, and for everybody: what is typed in a terminal is beside them, and only
 * a terminal shows it.
 *
 * <p>What only the kernel knows (heat, voltage, since when the machine is on) is read below a root
 * folder that tests choose.
 */
@NullMarked
package portineria.health;

import org.jspecify.annotations.NullMarked;
