package portineria.vault.rights;

import java.util.List;

/** Why an erasure was refused: messages of it are held. Who has no list of them reads this. */
public final class HeldBack extends Exception {
  private static final long serialVersionUID = 1L;

  private final String names;

  HeldBack(List<String> holds) {
    super("held by " + String.join(", ", holds));
    this.names = String.join(", ", holds);
  }

  /** The names of the holds. */
  public String names() {
    return names;
  }
}
