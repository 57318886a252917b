/**
 * The command line: what can be typed, what it needs, what it answers. A contract that scripts rely
 * on: exit codes 0 (done), 1 (failed), 2 (wrong usage); errors are one line that says what to do
 * next.
 *
 * <p>Start at {@link portineria.cli.Cli}, then a command, {@code UserCommands} for instance. A
 * command that works on the box is a {@code BoxCommand}: picocli fills it from the command line, it
 * gathers files and passwords where the person is, and then runs where the box is open, here or in
 * the process that owns the data. What only the composition root can do, opening a store or
 * starting the doors, stands behind {@link portineria.cli.Premises}.
 *
 * <p>Passwords never are arguments: anybody on the machine can list those.
 */
@NullMarked
package portineria.cli;

import org.jspecify.annotations.NullMarked;
