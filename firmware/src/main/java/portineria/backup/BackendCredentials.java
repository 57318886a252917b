package portineria.backup;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import portineria.keys.KeyFile;

/**
 * What restic needs in its environment to get to a target that is away from here: {@code
 * AWS_ACCESS_KEY_ID=…} and the like, one a line. Only what restic reads for this gets through: a
 * file must not bring in a variable that makes it do something else.
 */
public final class BackendCredentials {
  private static final Pattern NAME =
      Pattern.compile("(AWS|AZURE|B2|GOOGLE|OS|ST|RCLONE|RESTIC_REST)_[A-Z0-9_]{1,60}");

  /** A user's name and password before the host. */
  private static final Pattern PASSWORD = Pattern.compile(".*://[^/@]*:[^/@]*@.*");

  private BackendCredentials() {}

  /**
   * The URL of a repository, with what a REST server wants to know: restic before 0.17 takes it
   * from there alone. It goes into restic's environment, never into an argument.
   *
   * @throws BackupFailed when there is a password in the URL: it was an argument, and is logged
   */
  static String into(String url, Map<String, String> credentials) throws BackupFailed {
    if (PASSWORD.matcher(url).matches()) {
      throw new BackupFailed(
          BackupFailed.Kind.OTHER,
          "a password is no part of the URL: put RESTIC_REST_USERNAME=… and"
              + " RESTIC_REST_PASSWORD=… into a file and name it with --credentials-file");
    }
    String user = credentials.getOrDefault("RESTIC_REST_USERNAME", "");
    String password = credentials.getOrDefault("RESTIC_REST_PASSWORD", "");
    return url.startsWith("rest:") && !user.isEmpty()
        ? url.replaceFirst(
            "://", Matcher.quoteReplacement("://" + escaped(user) + ":" + escaped(password) + "@"))
        : url;
  }

  private static String escaped(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Reads lines; empty ones and those that begin with {@code #} are passed over. */
  public static Map<String, String> parse(String text) throws BackupFailed {
    Map<String, String> credentials = new TreeMap<>();
    for (String line : text.lines().map(String::strip).toList()) {
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      int equals = line.indexOf('=');
      String name = equals < 0 ? line : line.substring(0, equals);
      if (equals < 0 || !NAME.matcher(name).matches()) {
        throw new BackupFailed(
            BackupFailed.Kind.OTHER,
            "credentials are lines like AWS_ACCESS_KEY_ID=…, of those that restic knows for its"
                + " remote kinds");
      }
      credentials.put(name, line.substring(equals + 1));
    }
    return credentials;
  }

  static Map<String, String> read(KeyFile file) throws IOException {
    return file.exists() ? parse(Files.readString(file.path(), StandardCharsets.UTF_8)) : Map.of();
  }

  static void write(KeyFile file, Map<String, String> credentials) throws IOException {
    StringBuilder text = new StringBuilder();
    credentials.forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
    file.write(text.toString().getBytes(StandardCharsets.UTF_8));
  }
}
