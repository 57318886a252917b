/** The composition root. */
@NullMarked
package portineria;

import org.jspecify.annotations.NullMarked;
