package portineria.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Debian's user {@code nobody}: as whom programs work that won't touch mail as root. Where the
 * tests are not run by root, all this does nothing.
 */
final class Nobody {
  private static final int ID = 65_534;

  private Nobody() {}

  static boolean isNeeded() {
    return System.getProperty("user.name").equals("root");
  }

  /** Runs a command as it. */
  static List<String> running(List<String> command) {
    if (!isNeeded()) {
      return command;
    }
    List<String> words = new ArrayList<>(List.of("setpriv", "--clear-groups"));
    words.addAll(List.of("--reuid", String.valueOf(ID), "--regid", String.valueOf(ID)));
    words.addAll(command);
    return List.copyOf(words);
  }

  /** Gives it that file or folder. */
  static void own(Path path) throws IOException {
    if (isNeeded()) {
      Files.setAttribute(path, "unix:uid", ID);
      Files.setAttribute(path, "unix:gid", ID);
    }
  }

  /** Lets it through to {@code folder}: a temporary folder lets nobody through but its owner. */
  static void letPass(Path folder) throws IOException {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir")).toRealPath();
    Path at = folder.toRealPath();
    while (isNeeded() && at.startsWith(temporary) && !at.equals(temporary)) {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(at);
      permissions.add(PosixFilePermission.OTHERS_EXECUTE);
      Files.setPosixFilePermissions(at, permissions);
      at = at.getParent();
    }
  }
}
