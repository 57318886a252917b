package portineria.cli;

import portineria.admin.Failed;

/** What was typed can't be meant so: the exit code tells it from what could not be done. */
final class WrongUsage extends Failed {
  private static final long serialVersionUID = 1L;

  WrongUsage(String message) {
    super(message);
  }

  WrongUsage(String message, Throwable cause) {
    super(message, cause);
  }
}
