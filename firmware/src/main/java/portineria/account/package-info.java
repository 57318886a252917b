/**
 * Logins: who may come in, with which device.
 *
 * <p>Start at {@link portineria.account.Authenticator}. The doors ask it; nobody else sees
 * passwords. What is stored of logins is declared by {@link portineria.store.Directory}; hashes are
 * made and checked here, one at a time on a platform thread of their own, because Argon2id is meant
 * to be slow and would hold up a carrier of virtual threads.
 */
@NullMarked
package portineria.account;

import org.jspecify.annotations.NullMarked;
