package portineria.admin;

import java.io.IOException;

/** The box has ended the command instead of answering; it has said why. */
final class CommandEnded extends IOException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  CommandEnded(int exitCode) {
    super("the command has ended");
    this.exitCode = exitCode;
  }

  int exitCode() {
    return exitCode;
  }
}
