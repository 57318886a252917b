/**
 * What the service manager hears of the box: that it is ready, that it ends, and that it lives.
 *
 * <p>Start at {@link portineria.service.Notifier}, which speaks systemd's protocol (sd_notify(3));
 * {@link portineria.service.Watchdog} is the loop that says "alive", and {@link
 * portineria.service.Knock} one of the questions that it asks first. Knows nobody: what is asked
 * comes from the composition root.
 *
 * <p>What must always hold:
 *
 * <ul>
 *   <li>"Alive" is said after a whole round of questions: the store's writer has done a turn, and
 *       every door has let somebody in and spoken, by the way that a mail program takes. A thread
 *       that merely ticks would go on ticking in a box that serves nobody.
 *   <li>One thread asks one question after the other. Where a part hangs, that thread hangs with it
 *       and nothing more is said: there is nothing that could go wrong about the silence.
 *   <li>A part that refuses is named in the log and in {@code systemctl status}, and the next round
 *       asks it again. The manager is patient for several rounds.
 *   <li>Without a manager nothing is sent, nothing is asked and no thread is started.
 * </ul>
 *
 * <p>The message is a datagram on a Unix socket, which Java's channels do not have: it goes by the
 * C library. {@code systemd-notify} would be a process for each message, and the manager would have
 * to listen to every process of the service.
 */
@NullMarked
package portineria.service;

import org.jspecify.annotations.NullMarked;
