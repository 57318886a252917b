package portineria.backup;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * restic as a process: arguments as a list, never a shell; the password on its standard input, the
 * repository in its environment, so that neither shows in a list of processes; and an environment
 * of which every variable is named here.
 *
 * <p>It runs with a low priority for processor and disk: mail programs come first. Not with the
 * lowest: a backup beside hours of work, such as the first indexing of all mail, would stand still
 * (5 MB/s were left of 50). It ends with the box: {@code setpriv} lets the kernel kill it when the
 * thread that started it is no more, also after {@code kill -9}.
 *
 * @param program its name or path
 * @param path where programs are looked for, as in {@code PATH}
 */
record Restic(String program, String path) {
  /** What is kept of what it complains about. */
  private static final int COMPLAINT_LENGTH_MAX = 8000;

  /** How often it is asked whether to end. */
  private static final Duration LOOKING = Duration.ofMillis(100);

  /** What of the caller's environment restic's ssh needs. */
  private static final List<String> KEPT = List.of("HOME", "USER", "SSH_AUTH_SOCK");

  static Restic ofThisMachine() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin");
    return new Restic("restic", path);
  }

  /**
   * Where restic works.
   *
   * @param repository as restic names it
   * @param cache where to keep copies of what it often reads of a repository that is far away
   * @param folder what names in arguments are relative to
   * @param temporary for its temporary files
   */
  record Setting(
      String repository,
      String password,
      Map<String, String> credentials,
      Optional<Path> cache,
      Path folder,
      Path temporary) {
    Setting {
      credentials = Map.copyOf(credentials);
    }

    /** Secrets are not for logs. */
    @Override
    public String toString() {
      return "restic in " + folder;
    }
  }

  /** Takes what restic says. */
  interface Output {
    void from(InputStream out) throws IOException;
  }

  /** How it ended, with what it complained about. */
  record Ended(int exit, String complaint) {}

  /**
   * Runs it to its end, or ends it.
   *
   * @param over asked again and again, on another thread, whether it is to end
   */
  Ended run(Setting setting, Output output, List<String> arguments, BooleanSupplier over)
      throws IOException {
    Files.createDirectories(setting.temporary());
    Process process = process(setting, arguments).start();
    try {
      StringBuilder complaint = new StringBuilder();
      Thread listener = Thread.ofVirtual().start(() -> listen(process, complaint));
      Thread guard = Thread.ofVirtual().start(() -> guard(process, over));
      tellPassword(process, setting.password());
      output.from(process.getInputStream());
      int exit = process.waitFor();
      listener.join();
      guard.join();
      return new Ended(exit, complaint.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      process.destroy();
    }
  }

  private ProcessBuilder process(Setting setting, List<String> arguments) throws BackupFailed {
    List<String> command = new ArrayList<>();
    prefix(command, "setpriv", "--pdeathsig", "KILL");
    prefix(command, "nice", "-n", "10");
    prefix(command, "ionice", "-c", "2", "-n", "7");
    command.add(
        find(program)
            .orElseThrow(
                () ->
                    new BackupFailed(
                        BackupFailed.Kind.OTHER,
                        "restic, which makes the backups, is missing: install it (Debian: apt-get"
                            + " install restic)",
                        "manca restic, che fa le copie: installarlo (Debian: apt-get install"
                            + " restic)")));
    setting
        .cache()
        .ifPresentOrElse(
            cache -> command.addAll(List.of("--cache-dir", cache.toString())),
            () -> command.add("--no-cache"));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).directory(setting.folder().toFile());
    builder.environment().clear();
    builder.environment().putAll(environment(setting));
    return builder;
  }

  private Map<String, String> environment(Setting setting) {
    Map<String, String> environment = new HashMap<>(setting.credentials());
    for (String name : KEPT) {
      Optional.ofNullable(System.getenv(name)).ifPresent(value -> environment.put(name, value));
    }
    environment.put("PATH", path);
    environment.put("LC_ALL", "C.UTF-8");
    environment.put("TMPDIR", setting.temporary().toString());
    environment.put("RESTIC_REPOSITORY", setting.repository());
    environment.put("RESTIC_PASSWORD_FILE", "/dev/stdin");
    environment.put("RESTIC_PROGRESS_FPS", "1");
    environment.put("GOGC", "25"); // a box has 1 GB of memory for everything
    return environment;
  }

  private void prefix(List<String> command, String name, String... arguments) {
    Optional<String> found = find(name);
    if (found.isPresent()) {
      command.add(found.get());
      command.addAll(List.of(arguments));
    }
  }

  private Optional<String> find(String name) {
    if (name.contains("/")) {
      return Optional.of(name).filter(file -> Files.isExecutable(Path.of(file)));
    }
    return List.of(path.split(":")).stream()
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }

  private static void guard(Process process, BooleanSupplier over) {
    try {
      while (!process.waitFor(LOOKING.toMillis(), TimeUnit.MILLISECONDS)) {
        if (over.getAsBoolean()) {
          // Not Process.destroy: that closes the streams under who reads them.
          boolean asked = process.toHandle().destroy();
          assert asked || !process.isAlive();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void tellPassword(Process process, String password) {
    try (OutputStream in = process.getOutputStream()) {
      in.write((password + "\n").getBytes(StandardCharsets.US_ASCII));
    } catch (IOException endedBefore) {
      // Its exit code and its complaint say why.
    }
  }

  private static void listen(Process process, StringBuilder complaint) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (complaint.length() < COMPLAINT_LENGTH_MAX) {
          complaint.append(line).append('\n');
        }
      }
    } catch (IOException closed) {
      // Whoever waited for it has given up.
    }
  }
}
