/**
 * The audit chain as those see it who check it, and when its names go.
 *
 * <p>Start at {@link portineria.vault.audit.ChainCheck}. What an entry says and how it is hashed is
 * {@link portineria.store.AuditText}; it is appended by the store, in the commit of what it
 * records.
 *
 * <p>What must always hold:
 *
 * <ul>
 *   <li>One octet that was changed, in whatever column, an entry that was taken out, moved or put
 *       in: the check names the entry. The chain can't tell that its last entries were cut off
 *       together with the count of them, or that all of it was written anew; a head that somebody
 *       wrote down elsewhere tells both.
 *   <li>The chain itself names nobody. What names somebody stands beside it for some weeks, and
 *       that it went is an entry, so that a name that goes before its time is missed.
 *   <li>No name goes while the clock is not set: its age is not certain.
 * </ul>
 */
@NullMarked
package portineria.vault.audit;

import org.jspecify.annotations.NullMarked;
