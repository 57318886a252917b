package portineria.cli;

import java.util.Map;
import portineria.backup.RecoveryWords;

/**
 * What is to be restored.
 *
 * @param from a folder, or a repository as restic names it
 * @param credentials what restic needs in its environment to get there
 */
public record RestoreWish(String from, RecoveryWords words, Map<String, String> credentials) {
  public RestoreWish {
    credentials = Map.copyOf(credentials);
  }

  /** Secrets are not for logs. */
  @Override
  public String toString() {
    return "restore";
  }
}
