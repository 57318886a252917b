/**
 * Implements the web pages' {@code Appliance}: what they show is read here, what they do is done
 * here, by the same {@link portineria.admin.Box} as the command line's, so that checks and entries
 * of the audit chain are the same.
 *
 * <p>Start at {@link portineria.admin.web.WebAppliance}; each page has its book.
 *
 * <p>What must always hold:
 *
 * <ul>
 *   <li>Who acts is in the audit chain: {@code admin}, or the account of a person who changes what
 *       is theirs. Door {@code web}.
 *   <li>What can be said in the person's language is refused with a {@code Refused.Why}; what only
 *       the store, restic or a provider's server can say goes through in their own words.
 *   <li>A page waits for the store and for hashes; what takes longer (fetching, a backup) is begun
 *       on a thread of its own, and the page asks how far it is.
 * </ul>
 *
 * <p>What is looked at for every page, the examination of everything, is looked at once in some
 * seconds, however many pages are open.
 */
@NullMarked
package portineria.admin.web;

import org.jspecify.annotations.NullMarked;
