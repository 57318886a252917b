/**
 * The commands of IMAP, one file each with its whole story: grammar, RFC sections, parse, run.
 *
 * <p>Start at {@link portineria.imap.command.Commands}, the table. A new command is one file, one
 * row, and one transcript. What a row can say, no command repeats: the state in which it is
 * allowed, and whether the client may hear of expunges after it.
 *
 * <p>A command is a complete record before anything happens. The exceptions are APPEND, whose
 * messages stream to the disk while it runs, and AUTHENTICATE and IDLE, which are dialogues.
 */
@NullMarked
package portineria.imap.command;

import org.jspecify.annotations.NullMarked;
