package portineria;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code portineria}, in a checkout and on a machine that are all make-believe. */
@Timeout(60)
class LauncherTest {
  @TempDir Path machine;
  private Path checkout;
  private Path bin;
  private Path jvms;

  @BeforeEach
  void set() throws IOException {
    checkout = Files.createDirectories(machine.resolve("checkout"));
    bin = Files.createDirectories(machine.resolve("bin"));
    jvms = Files.createDirectories(machine.resolve("jvms"));
    Files.copy(Path.of("../portineria"), checkout.resolve("portineria"));
    checkout.resolve("portineria").toFile().setExecutable(true);
    for (String file : List.of("pom.xml", "firmware/pom.xml", "firmware/src/main/A.java")) {
      Files.createDirectories(checkout.resolve(file).getParent());
      Files.writeString(checkout.resolve(file), "x");
    }
    Files.createDirectories(checkout.resolve(".mvn"));
    for (String tool : tools()) {
      Files.createSymbolicLink(bin.resolve(tool), Path.of("/usr/bin").resolve(tool));
    }
    script(bin.resolve("id"), "echo 1000");
    script(bin.resolve("mvn"), "echo \"mvn $*\" >>$LOG; mkdir -p firmware/target; touch $JAR");
  }

  /** What a machine without Java, Maven and root has. */
  private static List<String> tools() {
    return List.of(
        "bash",
        "dirname",
        "readlink",
        "sed",
        "find",
        "mkdir",
        "touch",
        "mv",
        "rm",
        "flock",
        "cat",
        "mktemp",
        "timeout",
        "grep",
        "env",
        "dpkg-query");
  }

  private static void script(Path file, String body) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/bash\n" + body + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** A JDK that only says what it was started with. */
  private Path jdk(Path home, String version) throws IOException {
    script(home.resolve("bin/javac"), "true");
    script(home.resolve("bin/java"), "echo \"$0 $*\"");
    Files.writeString(
        home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    return home;
  }

  private record Result(int exitCode, String out, String err) {}

  private Result run(Map<String, String> environment, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(checkout.resolve("portineria").toString());
    command.addAll(List.of(arguments));
    Path err = machine.resolve("err");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().putAll(new TreeMap<>(environment));
    builder.environment().put("PATH", bin.toString());
    builder.environment().put("PORTINERIA_JVMS", jvms.toString());
    builder.environment().put("LOG", machine.resolve("log").toString());
    builder.environment().put("JAR", "firmware/target/portineria.jar");
    Process process = builder.start();
    try (InputStream out = process.getInputStream()) {
      String text = new String(out.readAllBytes(), StandardCharsets.UTF_8);
      return new Result(process.waitFor(), text, Files.readString(err));
    }
  }

  private List<String> builds() throws IOException {
    Path log = machine.resolve("log");
    return Files.exists(log) ? Files.readAllLines(log) : List.of();
  }

  @Test
  void aJdkThatIsTooOldIsPassedOver() throws Exception {
    Path old = jdk(machine.resolve("old"), "17.0.15");
    jdk(jvms.resolve("java-21"), "21.0.1");
    Path right = jdk(jvms.resolve("java-25"), "25.0.3");
    Result result = run(Map.of("JAVA_HOME", old.toString()), "status");
    assertEquals(0, result.exitCode(), result.err());
    assertTrue(result.out().startsWith(right + "/bin/java "), result.out());
    assertTrue(
        result.out().strip().endsWith("firmware/target/portineria.jar status"), result.out());
  }

  /** Else each start unpacks it into /tmp, and a kill -9 leaves it there. */
  @Test
  void theDriverOfSqliteFindsItsLibraryUnpacked() throws Exception {
    jdk(jvms.resolve("java-25"), "25.0.3");
    Result result = run(Map.of(), "status");
    String processor = System.getProperty("os.arch").equals("amd64") ? "x86_64" : "aarch64";
    assertTrue(
        result
            .out()
            .contains(
                " -Dorg.sqlite.lib.path="
                    + checkout.toRealPath().resolve("firmware/target/lib/org/sqlite/native/Linux")
                    + "/"
                    + processor
                    + " "),
        result.out());
  }

  @Test
  void theJdkOfTheEnvironmentComesFirst() throws Exception {
    Path mine = jdk(machine.resolve("mine"), "26");
    jdk(jvms.resolve("java-25"), "25.0.3");
    Result result = run(Map.of("JAVA_HOME", mine.toString()), "status");
    assertTrue(result.out().startsWith(mine + "/bin/java "), result.out() + result.err());
  }

  @Test
  void theJdkOnThePathIsFoundBehindItsLink() throws Exception {
    Path far = jdk(machine.resolve("opt/jdk"), "25");
    Files.createSymbolicLink(bin.resolve("java"), far.resolve("bin/java"));
    Result result = run(Map.of(), "status");
    assertTrue(result.out().startsWith(far + "/bin/java "), result.out() + result.err());
  }

  @Test
  void withoutAJdkOneLineSaysWhatIsMissing() throws Exception {
    jdk(jvms.resolve("java-17"), "17");
    Result result = run(Map.of(), "status");
    assertEquals(1, result.exitCode());
    assertEquals(1, result.err().lines().count(), result.err());
    assertTrue(result.err().contains("JDK 25"), result.err());
  }

  @Test
  void rootGetsTheJdkFromDebian() throws Exception {
    script(bin.resolve("id"), "echo 0");
    Path made = machine.resolve("prepared");
    jdk(made, "25");
    script(
        bin.resolve("apt-get"),
        "echo \"apt-get $*\" >>$LOG; case $* in *openjdk-25*) mv "
            + made
            + " $PORTINERIA_JVMS/j;; esac");
    Result result = run(Map.of(), "status");
    assertEquals(0, result.exitCode(), result.err());
    assertTrue(builds().get(1).contains("install"), builds().toString());
    assertTrue(result.out().startsWith(jvms.resolve("j/bin/java") + " "), result.out());
  }

  @Test
  void whereDebianHasNoSuchJdkTheLastLineSaysWhatIsMissing() throws Exception {
    jdk(jvms.resolve("java-17"), "17");
    script(bin.resolve("id"), "echo 0");
    script(bin.resolve("apt-get"), "echo \"E: Unable to locate\" >&2; exit 100");
    Result result = run(Map.of(), "status");
    assertEquals(1, result.exitCode());
    assertEquals("", result.out());
    String last = result.err().lines().toList().getLast();
    assertTrue(last.startsWith("portineria: needs a JDK 25 or newer: install one"), result.err());
  }

  @Test
  void itBuildsOnceAndAgainWhenASourceChanges() throws Exception {
    jdk(jvms.resolve("java-25"), "25");
    run(Map.of(), "status");
    assertEquals(1, builds().size());
    run(Map.of(), "status");
    assertEquals(1, builds().size(), "nothing has changed");
    Files.setLastModifiedTime(
        checkout.resolve("firmware/src/main/A.java"), FileTime.from(Instant.now().plusSeconds(9)));
    run(Map.of(), "status");
    assertEquals(2, builds().size());
    Files.delete(checkout.resolve("firmware/target/portineria.jar"));
    Result result = run(Map.of(), "status");
    assertEquals(3, builds().size(), result.err());
  }

  @Test
  void aBuildThatFailsIsSaidAndNothingIsStarted() throws Exception {
    jdk(jvms.resolve("java-25"), "25");
    script(bin.resolve("mvn"), "echo no; exit 1");
    Result result = run(Map.of(), "status");
    assertEquals(1, result.exitCode());
    assertEquals("", result.out());
    assertTrue(result.err().contains("the build failed"), result.err());
  }

  @Test
  void optionsForTheJvmComeLast() throws Exception {
    jdk(jvms.resolve("java-25"), "25");
    Result result = run(Map.of("PORTINERIA_JAVA_OPTS", "-Xmx64m -Dx=y"), "status");
    assertTrue(result.out().contains(" -Xmx64m -Dx=y "), result.out());
    assertTrue(result.out().indexOf("-Xmx64m") > result.out().indexOf("-Xmx192m"), result.out());
  }

  @Test
  void theTestsSayWhichPeersAreMissing() throws Exception {
    jdk(jvms.resolve("java-25"), "25");
    Files.delete(bin.resolve("dpkg-query"));
    script(bin.resolve("dpkg-query"), "[ \"${@: -1}\" != mpop ] && echo install ok installed");
    Result result = run(Map.of(), "test");
    assertEquals(1, result.exitCode());
    assertTrue(result.err().endsWith("Debian packages: mpop\n"), result.err());
    assertFalse(builds().stream().anyMatch(line -> line.contains("verify")), "no test was run");
  }

  @Test
  void aPeerThatCanNotBeInstalledIsSaidByRootToo() throws Exception {
    jdk(jvms.resolve("java-25"), "25");
    script(bin.resolve("id"), "echo 0");
    script(bin.resolve("apt-get"), "exit 100");
    Files.delete(bin.resolve("dpkg-query"));
    script(bin.resolve("dpkg-query"), "[ \"${@: -1}\" != isync ] && echo install ok installed");
    Result result = run(Map.of(), "test");
    assertEquals(1, result.exitCode());
    assertTrue(result.err().endsWith("Debian packages: isync\n"), result.err());
    assertFalse(builds().stream().anyMatch(line -> line.contains("verify")), "no test was run");
  }

  @Test
  void testRunsTheSlowAndTheLongOnesWhereItIsTold() throws Exception {
    jdk(jvms.resolve("java-25"), "25");
    Files.delete(bin.resolve("dpkg-query"));
    script(bin.resolve("dpkg-query"), "echo install ok installed");
    assertEquals(0, run(Map.of(), "test").exitCode());
    assertEquals(0, run(Map.of(), "test", "--all").exitCode());
    assertTrue(builds().get(0).endsWith("verify"), builds().toString());
    assertTrue(builds().get(1).endsWith("verify -DexcludedGroups="), builds().toString());
    assertEquals(0, run(Map.of(), "test", "--slow", "-Dx=y").exitCode());
    assertTrue(builds().get(2).endsWith("verify -DexcludedGroups=long -Dx=y"), builds().toString());
  }

  @Test
  void theBenchmarkGetsThePageThatItWritesAndTheOptionsOfTheBox() throws Exception {
    jdk(jvms.resolve("java-25"), "25");
    Files.delete(bin.resolve("dpkg-query"));
    script(bin.resolve("dpkg-query"), "echo install ok installed");
    script(
        bin.resolve("mvn"),
        "mkdir -p firmware/target; touch $JAR; echo lib/x.jar >firmware/target/test.classpath");
    Result result = run(Map.of("PORTINERIA_JAVA_OPTS", "-Xmx64m"), "bench", "start");
    assertEquals(0, result.exitCode(), result.err());
    String out = result.out().strip();
    assertTrue(
        out.endsWith("portineria.bench.Bench " + checkout + "/firmware/BENCH.md start"), out);
    assertTrue(
        out.contains("-Dportineria.jar=" + checkout + "/firmware/target/portineria.jar"), out);
    String flags = out.substring(out.indexOf("-Dportineria.flags="), out.indexOf(" -cp "));
    assertTrue(flags.contains("-Xmx192m\n"), flags);
    assertTrue(
        flags.endsWith("-Xmx64m\n-XX:AOTCache=" + checkout + "/firmware/target/portineria.aot"),
        flags);
  }
}
