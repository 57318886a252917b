/**
 * The box as a thing on the shelf: three lights and one button.
 *
 * <p>This room knows no mail. It says what a {@link portineria.board.Board} is and, later, drives a
 * real one; what a light means is decided in the firmware's {@code health} room.
 */
@NullMarked
package portineria.board;

import org.jspecify.annotations.NullMarked;
