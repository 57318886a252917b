/**
 * What becomes of mail in the long run: so far, how it leaves the box.
 *
 * <p>Start at {@link portineria.vault.Export}. This room knows the store's interfaces and no files
 * of the store.
 */
@NullMarked
package portineria.vault;

import org.jspecify.annotations.NullMarked;
