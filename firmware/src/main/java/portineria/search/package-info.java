/**
 * Finding text in mail.
 */
@NullMarked
package portineria.search;

import org.jspecify.annotations.NullMarked;
