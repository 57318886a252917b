package portineria.backup;

import java.nio.file.Path;
import java.util.Optional;

/** Where a target is. */
public sealed interface Place {
  /** A folder of this machine, a NAS mount for instance. */
  record Folder(Path folder) implements Place {}

  /** A disk that is plugged in now and then, known by its label. */
  record Disk(String label) implements Place {}

  /** Away from here, as restic names it: {@code sftp:…}, {@code s3:…}, {@code rest:…}. */
  record Remote(String url) implements Place {}

  /** Whether reading and writing there costs no network of the provider's. */
  default boolean isLocal() {
    return !(this instanceof Remote);
  }

  /** {@code /mnt/nas}. */
  default String where() {
    return switch (this) {
      case Folder(Path folder) -> folder.toString();
      case Disk(String label) -> label;
      case Remote(String url) -> url;
    };
  }

  /** {@code folder /mnt/nas}. */
  default String text() {
    return switch (this) {
          case Folder folder -> "folder ";
          case Disk disk -> "disk ";
          case Remote remote -> "repository ";
        }
        + where();
  }

  /** The opposite of {@link #text}. */
  static Optional<Place> parse(String text) {
    int blank = text.indexOf(' ');
    if (blank < 0 || blank == text.length() - 1) {
      return Optional.empty();
    }
    String value = text.substring(blank + 1);
    return switch (text.substring(0, blank)) {
      case "folder" -> Optional.of(new Folder(Path.of(value)));
      case "disk" -> Optional.of(new Disk(value));
      case "repository" -> Optional.of(new Remote(value));
      default -> Optional.empty();
    };
  }
}
