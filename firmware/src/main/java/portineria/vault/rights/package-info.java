/**
 * The rights desk: what the box holds of a person, to be shown, handed over and erased (GDPR art.
 * 15, 17, 20).
 *
 * <p>Start at {@link portineria.vault.rights.Person}, who is sought, and {@link
 * portineria.vault.rights.Finder}. An address can match half of a firm's correspondence, so a
 * person decides message by message: {@link portineria.vault.rights.TickList}. {@link
 * portineria.vault.rights.OtherData} is what is kept besides mail. Then {@link
 * portineria.vault.rights.HandOver}, or the two sides of an erasure: {@link
 * portineria.vault.rights.ErasureOrder} has the files of the person who asks for it, {@link
 * portineria.vault.rights.Erasing} has the mail.
 *
 * <p>What must always hold:
 *
 * <ul>
 *   <li>All mail is looked at, whatever became of it in its mailboxes. The search index names
 *       candidates; what it does not know, and whatever it names, is read.
 *   <li>What can't be read is named, never passed over in silence.
 *   <li>Mail is hostile: what is quoted from it is one line without controls in a list, and text
 *       without markup in a page.
 *   <li>A ticked message is looked at again before it is handed over or erased: somebody else's
 *       list does no harm.
 *   <li>All that is meant is erased, or nothing: not where a hold covers one of them, also one that
 *       begins meanwhile, nor without a reason where a decision keeps one.
 *   <li>What a report can say before is on the disk before anything is erased: the digests are
 *       nowhere else afterwards. It quotes no message.
 * </ul>
 *
 * <p>What counts. An address is an address and not a text, in whatever way a header writes it, and
 * names are looked for in display names. That a message within a message is from or to somebody is
 * told apart: of a forwarded message it says little, of certified mail (PEC) all, because there the
 * provider is the sender of what carries the message. An address that stands in no such field may
 * still be in the text; that is looked for where nothing else matched.
 */
@NullMarked
package portineria.vault.rights;

import org.jspecify.annotations.NullMarked;
