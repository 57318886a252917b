/**
 * The box as a thing on the shelf: three lights and one button.
 *
 * <p>This room knows no mail. Start at {@link portineria.board.Panel}: it is told what is true
 * ({@link portineria.board.LightPattern}, each with one meaning), draws that on a {@link
 * portineria.board.Board}, and says how long the button was held ({@link portineria.board.Press}).
 * What is true is decided in the firmware's {@code front} room.
 *
 * <pre>
 *   say(patterns), flash() ──→ Panel, one thread ──→ Board.light
 *             Consumer of Press ←─┘      ↑  ↑
 *                             LightPlayer  Button: when to change a light, what the contact means
 * </pre>
 *
 * <p>What must always hold:
 *
 * <ul>
 *   <li>A light that says something moves. Steady are only the marks while a finger is on the
 *       button, and {@link portineria.board.LightPattern#SAFE_TO_UNPLUG}; so a box that hangs with
 *       a light on is seen.
 *   <li>Who says what is true must go on saying it. When nobody does for {@link
 *       portineria.board.LightPlayer#SILENCE_LONGEST}, the status light goes out and the attention
 *       light calls.
 *   <li>The button acts when it is let go, once, by how long it was held. What was closed when we
 *       came, or is held for longer than {@link portineria.board.Button#STUCK}, is a fault in the
 *       wiring and does nothing.
 *   <li>Patterns and presses are measured by a clock that only goes forward, and which is passed
 *       in; the time of day serves the night alone.
 * </ul>
 *
 * <p>Debouncing is ours. Pi4J's is by time stamps that differ between kernels, and where it was
 * tried on the kernel's simulated pins it had no effect. So every change of the contact is only a
 * knock; the level is read when it matters, and a knock that got lost is made up for at the next
 * look, a second later at most.
 *
 * <p>{@link portineria.board.Pi4jBoard} is the only class that knows Pi4J, 3.0.4 with its gpiod
 * provider: of Pi4J 4 that provider's successor can't be had yet, and the step to it is this one
 * class. It is never loaded unless somebody asks for it. It passes the same contract as {@link
 * portineria.board.SimulatedBoard}, on Pi4J's own mock pins: those prove how we use Pi4J, not that
 * libgpiod reaches a pin. The kernel's {@code gpio-sim}, which would prove that, exists only in the
 * boot test of the system image.
 */
@NullMarked
package portineria.board;

import org.jspecify.annotations.NullMarked;
