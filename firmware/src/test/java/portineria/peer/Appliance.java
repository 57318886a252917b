package portineria.peer;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The appliance as a process of its own, with the flags that it has on the box: what a test starts,
 * kills and starts again. It ends only the process that it started.
 */
public final class Appliance implements Closeable {
  /** Of a machine that does much else. */
  private static final Duration START_LONGEST = Duration.ofMinutes(3);

  /** {@code imap 127.0.0.1:1143}, as {@code run} prints it for each door. */
  private static final Pattern DOOR = Pattern.compile("([a-z0-9]+) .*:([0-9]+)");

  private final Process process;
  private final Map<String, Integer> ports;
  private final Duration toReady;

  private Appliance(Process process, Map<String, Integer> ports, Duration toReady) {
    this.process = process;
    this.ports = ports;
    this.toReady = toReady;
  }

  /**
   * The command line that runs {@code arguments} with the program under test: its classes as they
   * are in the class path, or, where the property {@code portineria.jar} names it, the jar with the
   * JVM's flags as on the box.
   */
  public static List<String> command(List<String> jvmFlags, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmFlags);
    String jar = System.getProperty("portineria.jar", "");
    if (jar.isEmpty()) {
      command.addAll(List.of("-ea", "--enable-native-access=ALL-UNNAMED", "-cp"));
      command.add(System.getProperty("java.class.path"));
      command.add("portineria.Main");
    } else {
      command.addAll(List.of("-jar", jar));
    }
    command.addAll(List.of(arguments));
    return command;
  }

  /** Starts {@code run} on {@code data}, on free ports of the loopback address. */
  public static Appliance run(Path data, String... more) throws IOException {
    return run(List.of("-Xmx192m"), data, more);
  }

  public static Appliance run(List<String> jvmFlags, Path data, String... more) throws IOException {
    return run(UnaryOperator.identity(), jvmFlags, data, more);
  }

  /** As above; {@code place} makes of a command line one that runs it somewhere else. */
  static Appliance run(
      UnaryOperator<List<String>> place, List<String> jvmFlags, Path data, String... more)
      throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("run", "--data", data.toString(), "--listen", "127.0.0.1"));
    for (String door : List.of("--imap", "--imaps", "--pop3", "--pop3s")) {
      if (!List.of(more).contains(door)) {
        arguments.addAll(List.of(door, "auto"));
      }
    }
    for (String web : List.of("--http", "--https")) {
      if (!List.of(more).contains(web)) {
        arguments.addAll(List.of(web, "0"));
      }
    }
    arguments.addAll(List.of("--board", "none"));
    arguments.addAll(List.of(more));
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(place.apply(command(jvmFlags, arguments.toArray(String[]::new))))
            .redirectError(
                ProcessBuilder.Redirect.appendTo(
                    data.resolveSibling(data.getFileName() + ".log").toFile()))
            .start();
    Map<String, Integer> ports = awaitReady(process, data);
    return new Appliance(process, ports, Duration.ofNanos(System.nanoTime() - start));
  }

  /** The ports that it has opened. */
  private static Map<String, Integer> awaitReady(Process process, Path data) throws IOException {
    // A program that hangs says where, and is ended, so that reading its output ends too.
    CompletableFuture<String> stacks =
        CompletableFuture.supplyAsync(
            () -> stacks(process),
            CompletableFuture.delayedExecutor(START_LONGEST.toSeconds(), TimeUnit.SECONDS));
    stacks.thenRun(process::destroyForcibly);
    Map<String, Integer> ports = new HashMap<>();
    BufferedReader out = process.inputReader();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.equals("ready")) {
        stacks.cancel(false);
        Thread.ofVirtual().start(() -> drain(out));
        return ports;
      }
      Matcher door = DOOR.matcher(line);
      if (door.matches()) {
        ports.put(door.group(1), Integer.valueOf(door.group(2)));
      }
    }
    process.destroyForcibly();
    Path log = data.resolveSibling(data.getFileName() + ".log");
    String said = Files.exists(log) ? Files.readString(log) : "";
    String hung = stacks.getNow("");
    stacks.cancel(false);
    throw new IOException("the appliance did not get ready:\n" + said + hung);
  }

  /** What its threads are at. */
  private static String stacks(Process process) {
    Path jstack = Path.of(System.getProperty("java.home"), "bin", "jstack");
    try {
      Process asked =
          new ProcessBuilder(jstack.toString(), Long.toString(process.pid()))
              .redirectErrorStream(true)
              .start();
      return new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static void drain(BufferedReader out) {
    try {
      while (out.readLine() != null) {
        // What it prints after "ready" is not looked at.
      }
    } catch (IOException e) {
      // Ended.
    }
  }

  /** The port of a door: "imap", "imaps", "pop3" or "pop3s". */
  public int port(String door) {
    return ports.get(door);
  }

  /** From the start of the process to its line {@code ready}. */
  public Duration toReady() {
    return toReady;
  }

  public long pid() {
    return process.pid();
  }

  /** Kibibytes of resident memory. */
  public long residentKib() {
    try {
      return Files.readAllLines(Path.of("/proc/" + pid() + "/status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .map(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As a power cut: {@code kill -9}, and waits until it is gone. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Stops it as systemd would. */
  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
        throw new IOException("the appliance did not stop within 20 s");
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** Runs another command of the program to its end and gives what it said. */
  public static Said say(String... arguments) throws IOException, InterruptedException {
    return say(UnaryOperator.identity(), arguments);
  }

  static Said say(UnaryOperator<List<String>> place, String... arguments)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(place.apply(command(List.of("-Xmx192m"), arguments)))
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Said(process.waitFor(), text);
  }

  /** An exit code and all output. */
  public record Said(int exit, String text) {
    /** Throws where the command failed. */
    public Said expectDone() {
      if (exit != 0) {
        throw new AssertionError("exit " + exit + ": " + text);
      }
      return this;
    }
  }
}
