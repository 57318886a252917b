package portineria.backup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** restic as a person uses it. */
final class ByHand {
  private ByHand() {}

  /** What it says; it must succeed. */
  static String restic(Path repository, String password, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("restic", "--no-cache"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("RESTIC_REPOSITORY", repository.toString());
    builder.environment().put("RESTIC_PASSWORD", password);
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError(said);
    }
    return said;
  }
}
