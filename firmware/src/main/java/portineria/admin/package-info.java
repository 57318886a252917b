/**
 * What a person who looks after the box can see and do, whatever way they come: the command line or
 * the web page.
 *
 * <p>Commands are parsed by {@code cli}; where they run is decided by who owns the data. While
 * {@code run} runs, a command goes to it through the control socket ({@link
 * portineria.admin.ControlServer}, {@link portineria.admin.ControlClient}) and the very same code
 * runs there; what it says comes back line by line.
 *
 * <p>The web pages' side is the inner room {@code web}; what both do is {@link
 * portineria.admin.Box}.
 *
 * <p>A command that brings much along, an import for instance, has two sides that work at the same
 * time: the person's side reads the files and asks at a {@link portineria.admin.Desk}, the box's
 * side answers. In one process the desk is the box's side itself; over the socket questions go one
 * way with the octets that belong to them, and answers the other, strictly in turn, so that neither
 * side holds more than one piece of what is on its way.
 *
 * <p>What always holds:
 *
 * <ul>
 *   <li>One process owns the data.
 *   <li>What changes something or takes mail out is in the audit chain, with the name that the
 *       machine knows the person by: over the control socket as the kernel tells it, by the pages
 *       {@code admin} or the account that logged in.
 *   <li>Files are read where the person is: their content travels, not their names. Passwords
 *       travel the same way, and are never logged.
 *   <li>A client that goes away stops its command at the next step, never in the middle of one.
 * </ul>
 */
@NullMarked
package portineria.admin;

import org.jspecify.annotations.NullMarked;
