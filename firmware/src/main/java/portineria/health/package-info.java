/**
 * What is well and what is not, in sentences; lights and pages are drawn from it.
 *
 * <p>Start at {@link portineria.health.Examination}. A finding either informs or needs a person,
 * and then it says what the person should do, and whether now (mail is being lost or can't be taken
 * in) or some time today. This room looks and changes nothing.
 */
@NullMarked
package portineria.health;

import org.jspecify.annotations.NullMarked;
