package portineria.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import portineria.admin.Console;
import portineria.admin.Failed;
import portineria.backup.BackendCredentials;
import portineria.backup.RecoveryWords;

/** {@code portineria restore}. */
@Command(
    name = "restore",
    description = {
      "Brings the newest backup back into an empty folder: accounts, passwords, mail, keys.",
      "Interrupted, the same command goes on."
    })
final class RestoreCommand implements OwnCommand {
  private static final long FILE_OCTETS_MAX = 64 * 1024;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "DIR-OR-URL",
      description = "The folder of the backup, or a repository as restic names it.")
  private String from = "";

  @Option(
      names = "--key-file",
      required = true,
      paramLabel = "F",
      description = "A text file with the 24 words of the recovery sheet.")
  private Path keyFile = Path.of("");

  @Option(
      names = "--credentials-file",
      paramLabel = "F",
      description = "Lines like AWS_ACCESS_KEY_ID=…, for restic's remote kinds.")
  private Optional<Path> credentials = Optional.empty();

  @Override
  public int run(Premises premises, Path data, Console console) throws Failed, Busy, IOException {
    Map<String, String> environment =
        credentials.isPresent() ? BackendCredentials.parse(text(credentials.get())) : Map.of();
    RecoveryWords words = RecoveryWords.parse(text(keyFile));
    return premises.restore(data, new RestoreWish(from, words, environment), console);
  }

  private static String text(Path file) throws Failed {
    try {
      if (Files.size(file) > FILE_OCTETS_MAX) {
        throw new Failed(file + " is too long to be that: is it the right file?");
      }
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new Failed(file + " can't be read: check its name and its permissions", e);
    }
  }
}
