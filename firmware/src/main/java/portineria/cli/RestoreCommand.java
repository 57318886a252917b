package portineria.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import portineria.admin.Console;
import portineria.admin.Failed;
import portineria.backup.BackendCredentials;
import portineria.backup.RecoveryWords;
import portineria.backup.RestoreWish;
import portineria.backup.RestoreWish.Which;

/** {@code portineria restore}. */
@Command(
    name = "restore",
    description = {
      "Brings the newest backup that was read back into an empty folder: accounts, passwords,",
      "mail, keys. When a newer one was not read back, it says so.",
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

  @ArgGroup private Other other = new Other();

  /** What else than the newest that was read back; one of two. */
  static final class Other {
    @Option(names = "--newest", description = "The newest, whether it was read back or not.")
    private boolean newest;

    @Option(
        names = "--snapshot",
        paramLabel = "ID",
        converter = ToNamed.class,
        description = "A certain one, by restic's name of it or the begin of that.")
    private Optional<Which.Named> named = Optional.empty();

    Which which() {
      return named
          .<Which>map(one -> one)
          .orElseGet(() -> newest ? new Which.Newest() : new Which.Green());
    }
  }

  /** From {@code 1a2b3c4d}. */
  static final class ToNamed implements ITypeConverter<Which.Named> {
    @Override
    public Which.Named convert(String value) {
      try {
        return new Which.Named(value);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException("'" + value + "': " + e.getMessage());
      }
    }
  }

  @Override
  public int run(Premises premises, Path data, Console console) throws Failed, Busy, IOException {
    Map<String, String> environment =
        credentials.isPresent() ? BackendCredentials.parse(text(credentials.get())) : Map.of();
    RecoveryWords words = RecoveryWords.parse(text(keyFile));
    return premises.restore(
        data, new RestoreWish(from, words, environment, other.which()), console);
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
