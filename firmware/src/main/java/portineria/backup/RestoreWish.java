package portineria.backup;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * What is to be restored.
 *
 * @param from a folder, or a repository as restic names it
 * @param credentials what restic needs in its environment to get there
 */
public record RestoreWish(
    String from, RecoveryWords words, Map<String, String> credentials, Which which) {

  /** Of the backups in one repository. */
  public sealed interface Which {
    /** The newest that was read back. */
    record Green() implements Which {}

    /** The newest, whether it was read back or not. */
    record Newest() implements Which {}

    /**
     * A certain one.
     *
     * @param snapshot restic's name of it, or the begin of that
     */
    record Named(String snapshot) implements Which {
      /** As much as tells one from another, as restic shows it. */
      private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{4,64}");

      public Named {
        if (!SHAPE.matcher(snapshot).matches()) {
          throw new IllegalArgumentException(
              "a snapshot's name has 4 to 64 of the digits 0 to 9 and a to f");
        }
      }
    }
  }

  public RestoreWish {
    credentials = Map.copyOf(credentials);
  }

  /** Secrets are not for logs. */
  @Override
  public String toString() {
    return "restore";
  }
}
