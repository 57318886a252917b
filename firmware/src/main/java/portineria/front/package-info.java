/**
 * What the box says with its lights, and does at its button.
 *
 * <p>Start at {@link portineria.front.Front}, which everybody may ask and tell; {@link
 * portineria.front.Attendant} is the loop behind it. How a light moves and what a bouncing contact
 * means is next door, in {@code board}; what is well and what is not is {@code health}'s.
 *
 * <p>What must always hold:
 *
 * <ul>
 *   <li>The heart beats for real progress alone: each beat stands for an answer of the store's
 *       writer, which every delivery and every change of a flag has to pass. When it has not
 *       answered for {@link portineria.front.Signals#BEAT_LONGEST}, the status light goes out and
 *       the attention light calls. That is longer than any group takes on a slow card, and shorter
 *       than anybody would wait.
 *   <li>"Look now" is for what loses mail or keeps it out at this hour; whatever else needs a
 *       person is "look today". {@link portineria.health.Urgency} is decided where it is found.
 *   <li>What the button asks for is begun here and done by others: an action returns at once.
 *   <li>A box without a board does all of its work; this room then costs it nothing.
 * </ul>
 *
 * <p>Who has a finger on the button is in the room, as the one who could carry the box away is:
 * that is why a long press opens the way to a new password. That is written into the audit chain,
 * and ends with the program.
 */
@NullMarked
package portineria.front;

import org.jspecify.annotations.NullMarked;
