package portineria.store;

/**
 * Who does something: it is written beside every removal.
 *
 * @param device the label of the device, or of the part of the box, that acts; empty for a login
 *     with the account's own password
 * @param door the door it came through: "imap", "pop3", "fetch", "cli", "web"
 */
public record Actor(String device, String door) {}
