package portineria;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertLinesMatch;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import portineria.service.NotifyListener;

/** The program as a process: its streams, its exit codes, its end. */
@Tag("slow")
@Timeout(120)
class ProcessTest {
  @TempDir Path data;

  private ProcessBuilder program(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-Xmx64m", "-XX:TieredStopAtLevel=1", "-ea", "--enable-native-access=ALL-UNNAMED"));
    // The tests' own configuration is on the class path, too.
    command.add("-Dlogback.configurationFile=" + Path.of("target/classes/logback.xml").toUri());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "portineria.Main"));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--data", data.toString()));
    return new ProcessBuilder(command);
  }

  private record Result(int exitCode, String out, String err) {}

  private Result run(String... arguments) throws Exception {
    Path err = Files.createTempFile(data.getParent(), "err", "");
    Process process = program(arguments).redirectError(err.toFile()).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Result result = new Result(process.waitFor(), out, Files.readString(err));
    Files.delete(err);
    return result;
  }

  @Test
  void runSaysItsDoorsThenReadyAndEndsWellWhenToldTo() throws Exception {
    String socket = "@portineria-test-process-" + ProcessHandle.current().pid();
    ProcessBuilder builder =
        program(
                "run",
                "--listen",
                "127.0.0.1",
                "--imap",
                "auto",
                "--imaps",
                "0",
                "--pop3",
                "0",
                "--pop3s",
                "auto",
                "--http",
                "0",
                "--https",
                "0")
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("NOTIFY_SOCKET", socket);
    builder.environment().put("WATCHDOG_USEC", "180000000");
    NotifyListener manager = new NotifyListener(socket);
    Process run = builder.start();
    try (manager;
        BufferedReader out = run.inputReader()) {
      List<String> said = List.of(out.readLine(), out.readLine(), out.readLine());
      assertLinesMatch(
          List.of("imap 127\\.0\\.0\\.1:\\d+", "pop3s 127\\.0\\.0\\.1:\\d+", "ready"), said);
      manager.next("READY=1");
      manager.next("WATCHDOG=1");
      Path password = Files.writeString(data.resolve("password"), "s3cret");
      Result added = run("user", "add", "maria", "--password-file", password.toString());
      assertEquals(new Result(0, "made maria\n", ""), added);
      run.toHandle().destroy(); // destroy() would close our end of its stdout
      manager.next("STOPPING=1");
      assertTrue(run.waitFor(10, TimeUnit.SECONDS), "closes within ten seconds");
      assertEquals(0, run.exitValue());
      assertEquals(null, out.readLine(), "nothing more on stdout");
    } finally {
      run.destroyForcibly();
    }
    Result list = run("user", "list");
    assertEquals(new Result(0, "maria  open  pop3-delete=hide  0 devices\n", ""), list);
    Result status = run("status");
    assertEquals(1, status.exitCode(), status.out());
    assertTrue(status.out().startsWith("! Portineria does not run"), status.out());
  }

  @Test
  void heldForFiveSecondsTheButtonEndsItSoThatThePowerIsSwitchedOff() throws Exception {
    List<String> arguments = new ArrayList<>(List.of("run", "--board", "simulated"));
    for (String door : List.of("--imap", "--imaps", "--pop3", "--pop3s", "--http", "--https")) {
      arguments.addAll(List.of(door, "0"));
    }
    Path log = Files.createTempFile(data.getParent(), "log", "");
    Process run = program(arguments.toArray(String[]::new)).redirectError(log.toFile()).start();
    try (BufferedReader out = run.inputReader()) {
      assertEquals("ready", out.readLine());
      assertEquals(new Result(0, "pressed\n", ""), run("board", "press"));
      assertEquals(new Result(0, "pressed\n", ""), run("board", "press", "6"));
      assertTrue(run.waitFor(20, TimeUnit.SECONDS), "closes by itself");
      assertEquals(90, run.exitValue());
    } finally {
      run.destroyForcibly();
    }
    String said = Files.readString(log);
    assertTrue(said.contains("there is no backup target here"), said);
    assertTrue(said.contains("closed"), said);
    Files.delete(log);
    assertEquals(new Result(0, "There are no lights: portineria does not run\n", ""), run("board"));
    assertEquals(1, run("board", "press").exitCode());
  }

  @Test
  void errorsAreOneLineAndNoLog() throws Exception {
    Result unknown = run("frobnicate");
    assertEquals(2, unknown.exitCode());
    assertEquals("", unknown.out());
    assertEquals(1, unknown.err().lines().count(), unknown.err());
    Result nobody = run("user", "disable", "nobody");
    assertEquals(1, nobody.exitCode());
    assertEquals("portineria: there is no user nobody: see portineria user list\n", nobody.err());
  }

  @Test
  void anIndexThatIsLostIsSaidAndRebuilt() throws Exception {
    Path password = Files.writeString(data.resolve("password"), "s3cret");
    assertEquals(0, run("user", "add", "maria", "--password-file", password.toString()).exitCode());
    assertEquals("all is well\n", run("verify").out());
    Result rebuilt = run("rebuild");
    assertEquals(0, rebuilt.exitCode(), rebuilt.err());
    assertTrue(rebuilt.out().contains("took in 0 messages"), rebuilt.out());
    assertEquals(0, run("user", "list").exitCode());
  }
}
