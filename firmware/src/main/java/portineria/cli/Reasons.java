package portineria.cli;

import portineria.admin.Failed;
import portineria.store.Act;

/** Reasons that a person gives, as they can be kept. */
final class Reasons {
  private Reasons() {}

  static String checked(String reason) throws Failed {
    if (reason.isBlank() || reason.length() > Act.NAME_MAX) {
      throw new Failed("a reason has 1 to " + Act.NAME_MAX + " characters: say why with --reason");
    }
    return reason.strip();
  }
}
