/**
 * Tells people who are not looking how the box is: into the INBOX of the account that is concerned
 * and of those marked as caretakers, by mail through a provider's server to addresses outside, and
 * by a daily call whose silence is the alarm.
 *
 * <p>Start at {@link portineria.notice.Notices}, the loop. What is remembered and what is news is
 * decided by {@code Ledger}, without a clock or a store; {@code Bulletin} finds the words; {@link
 * portineria.notice.Courier} brings them.
 *
 * <p>What must always hold:
 *
 * <ul>
 *   <li>People are told once of a cause, once more when it has become urgent, and once when it is
 *       over, across restarts too: that somebody was told, and the message, are one commit; the
 *       message is sent afterwards, and tried again until it is.
 *   <li>A message into an INBOX has the same octets however often it is tried, so that it is never
 *       there twice. Over SMTP there is a moment, between the server's answer and our commit, in
 *       which a power cut makes a second one; it has the same Message-ID.
 *   <li>Whoever is told of a thing within the hour at most: what comes and goes by itself has its
 *       time to do so before ({@code health.Topic}).
 *   <li>Where nobody is to be told of a thing, nobody counts as told: who is named later hears of
 *       what is still wrong.
 *   <li>The heartbeat is sent only by a box that can write.
 * </ul>
 *
 * <p>This room alone knows Jakarta Mail.
 */
@NullMarked
package portineria.notice;

import org.jspecify.annotations.NullMarked;
