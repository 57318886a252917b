package portineria.webui;

import java.util.Optional;

/**
 * Who has logged in to the pages.
 *
 * @param account the account of who sees only their own; empty for the administrator
 * @param stamp changes with the password: who logged in with an old one is no longer known
 */
public record Visitor(Optional<String> account, String stamp) {

  /** Who looks after the box. */
  public static Visitor admin(String stamp) {
    return new Visitor(Optional.empty(), stamp);
  }

  /** Who has mail on it. */
  public static Visitor user(String account, String stamp) {
    return new Visitor(Optional.of(account), stamp);
  }

  public boolean isAdmin() {
    return account.isEmpty();
  }

  /** Shows no stamp. */
  @Override
  public String toString() {
    return account.orElse("administrator");
  }
}
