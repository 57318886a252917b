package portineria.store;

import java.util.Optional;

/**
 * Who does something: it is written beside every removal.
 *
 * @param device the label of the device, or of the part of the box, that acts; empty for a login
 *     with the account's own password. Of who uses another's mailboxes: {@code @}, their account,
 *     and behind a blank their device, if it is one
 * @param door the door it came through: "imap", "pop3", "fetch", "cli", "web"
 */
public record Actor(String device, String door) {
  /** No label of a device begins so. */
  public static final String VISITOR = "@";

  /** The same, of the account {@code name}, in mailboxes of another one. */
  public Actor visiting(String name) {
    return new Actor(VISITOR + name + (device.isEmpty() ? "" : " " + device), door);
  }

  /** The account of who acts in another's mailboxes; empty of who acts in their own. */
  public Optional<String> visitor() {
    return device.startsWith(VISITOR)
        ? Optional.of(device.substring(VISITOR.length()).split(" ", 2)[0])
        : Optional.empty();
  }

  /** The device of who acts in another's mailboxes; empty for a login with their own password. */
  public Optional<String> visitorsDevice() {
    int blank = device.indexOf(' ');
    return visitor().isPresent() && blank > 0
        ? Optional.of(device.substring(blank + 1))
        : Optional.empty();
  }
}
