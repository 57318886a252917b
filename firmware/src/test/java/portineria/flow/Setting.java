package portineria.flow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import portineria.peer.Appliance;
import portineria.peer.Dovecot;

/** Sets a box up by its command line, as a person would. */
final class Setting {
  static final String ACCOUNT = "maria";
  static final String PASSWORD = Dovecot.PASSWORD;

  private Setting() {}

  /** The box's folder in {@code temp}, with the account. */
  static Path account(Path temp) throws IOException, InterruptedException {
    Path data = temp.resolve("data");
    say(data, "user", "add", ACCOUNT, "--password-file", passwordFile(temp));
    return data;
  }

  /** The same, and a source {@code hoster} that feeds the account from {@code upstream}. */
  static Path accountAndSource(Path temp, Dovecot upstream, String... more)
      throws IOException, InterruptedException {
    Path data = account(temp);
    List<String> command = new ArrayList<>(List.of("source", "add", "hoster"));
    command.addAll(List.of("--account", ACCOUNT, "--user", "user"));
    command.addAll(List.of("--password-file", passwordFile(temp), "--host", "localhost"));
    command.addAll(List.of("--port", Integer.toString(upstream.pop3Port())));
    command.addAll(List.of(more));
    say(data, command.toArray(String[]::new));
    return data;
  }

  private static String passwordFile(Path temp) throws IOException {
    return Files.writeString(temp.resolve("password"), PASSWORD + "\n").toString();
  }

  /** A command that must succeed. */
  static Appliance.Said say(Path data, String... command) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(List.of("--data", data.toString()));
    return Appliance.say(arguments.toArray(String[]::new)).expectDone();
  }
}
