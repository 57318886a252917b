/**
 * The commands of POP3, one file each with its whole story: grammar, RFC sections, parse, run.
 *
 * <p>Start at {@link portineria.pop3.command.Commands}: the table is the manual. A command is a
 * record that is complete before it runs; all that it may do is offered by {@link
 * portineria.pop3.Pop3Session}. No command checks the state of the session: its row says when it
 * may come.
 */
@NullMarked
package portineria.pop3.command;

import org.jspecify.annotations.NullMarked;
