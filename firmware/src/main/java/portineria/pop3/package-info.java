/**
 * POP3: the door through which office PCs fetch their mail, RFC 1939 and its extensions.
 *
 * <p>Start at {@link portineria.pop3.Pop3Session}, the loop that reads a command, runs it and
 * answers; then {@link portineria.pop3.Maildrop}, what a session sees. Each command is one file in
 * {@code pop3.command}, and the table there is the manual. This room knows the store, the logins
 * and {@code net}; it knows no command.
 *
 * <p>What always holds:
 *
 * <ul>
 *   <li>Sessions of one maildrop run side by side, each with the view that it got at its login.
 *       This departs from RFC 1939 §4, which asks for an exclusive lock: office PCs poll at the
 *       same minute, and a lock would turn all but one away. Nothing is lost by it, because a
 *       removed message stays readable to whoever sees it still.
 *   <li>DELE changes nothing before QUIT, and QUIT changes all or nothing: RFC 1939 §6. By default
 *       it hides messages from the device that asked and keeps them in INBOX, because programs that
 *       speak POP3 delete by default and one of them must not empty everybody's INBOX.
 *   <li>A message goes out as it is stored, octet by octet. What POP3 adds is a dot before a line
 *       that begins with one, and what the last line lacks of a CRLF.
 *   <li>No octets that a client sends do anything but a command, {@code -ERR}, or the end of the
 *       connection. What it may use of each is in {@link portineria.pop3.Pop3Limits}.
 *   <li>A password never crosses the network in the clear, by any fault of ours.
 * </ul>
 */
@NullMarked
package portineria.pop3;

import org.jspecify.annotations.NullMarked;
