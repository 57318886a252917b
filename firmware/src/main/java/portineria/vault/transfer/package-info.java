/**
 * An account's mail as files, on its way out and in: {@code .eml}, mbox and Maildir++ in both
 * directions, and Outlook's PST inwards.
 *
 * <p>Out: start at {@link portineria.vault.transfer.Export}. Beside the mail stand two lists,
 * {@code mailboxes.csv} and {@code messages.csv}, with all that the format can't say; so every
 * octet, flag and date can be had back from each format. {@link
 * portineria.vault.transfer.ConservationPackage} makes of an export what one hands to a
 * conservator.
 *
 * <p>In: start at {@link portineria.vault.transfer.Import}, the side that reads, and {@link
 * portineria.vault.transfer.Importer}, the side that has the mailboxes. They may be in two
 * processes. {@code MailSources} finds out what there is; each kind of file has one class.
 *
 * <p>What must always hold:
 *
 * <ul>
 *   <li>An export changes nothing in the store. A file that is there is whole, because each is
 *       written under another name first, and is the message, because it is compared with its
 *       digest. A message that can't be read keeps no other from going out.
 *   <li>An import brings nothing twice: of each content a mailbox gets as many copies as the source
 *       has, less those that it has or ever had. What was erased it leaves out and counts: that is
 *       no trouble. What is damaged on the disk it mends. What it could not read it names, and goes
 *       on.
 *   <li>Nothing here holds more than some blocks of a message, nor a list of all messages.
 * </ul>
 *
 * <p>What is done to the octets of other programs' files, and nothing else: an LF without CR
 * becomes CRLF; of an mbox the {@code From } lines, the empty line behind each message and one
 * {@code >} before a quoted {@code From } go; fields in which a program notes flags
 * (X-Mozilla-Status and its like, Status in an mbox) become flags and go, because they change with
 * every reading and the message would never be the same twice; what readpst counts over a whole
 * file is counted anew in each message.
 */
@NullMarked
package portineria.vault.transfer;

import org.jspecify.annotations.NullMarked;
