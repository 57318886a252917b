/** MINA's callbacks turned into blocking connections. */
@NullMarked
package portineria.net.mina;

import org.jspecify.annotations.NullMarked;
