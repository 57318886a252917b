package portineria.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import portineria.mail.MailGenerator;
import portineria.peer.Appliance;
import portineria.peer.ImapClient;

/**
 * Imports and exports that are killed at some moment go on where they were: in the end everything
 * is there once. And neither holds more than a little of what it carries.
 *
 * <p>The moment of a kill is random by the clock; all else comes from a seed.
 */
@Tag("slow")
@Timeout(600)
class TransferKillTest {
  private static final int MESSAGES = 1_500;
  private static final int KILLS = 2;
  private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(2);
  private static final Pattern COUNT = Pattern.compile("MESSAGES (\\d+)");
  private static final Pattern SIZE = Pattern.compile("RFC822.SIZE (\\d+)");

  @TempDir Path temp;
  private final Random random = new Random();

  private Path mbox() throws IOException {
    Path file = temp.resolve("Posta");
    MailGenerator mail = new MailGenerator(20260302).withOddShare(0).withAttachmentsUpTo(20_000);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      for (int i = 0; i < MESSAGES; i++) {
        out.write("From - Mon Mar 02 08:00:00 2026\r\n".getBytes(StandardCharsets.US_ASCII));
        out.write(("X-Number: " + i + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(mail.message(i));
        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
      }
    }
    return file;
  }

  private static Process start(String heap, Path data, String... command) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(List.of("--data", data.toString()));
    return new ProcessBuilder(Appliance.command(List.of(heap), arguments.toArray(String[]::new)))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(data.resolveSibling("said").toFile()))
        .start();
  }

  /** Until {@code enough}, or the process has ended; then a moment longer. */
  private void await(Process process, Condition enough) throws IOException {
    long until = System.nanoTime() + LONGEST_NANOS;
    while (process.isAlive() && !enough.holds()) {
      assertTrue(System.nanoTime() < until, "nothing has moved");
      LockSupport.parkNanos(5_000_000);
    }
    LockSupport.parkNanos(random.nextInt(200_000_000));
  }

  private interface Condition {
    boolean holds() throws IOException;
  }

  private static int count(Appliance box) throws IOException {
    try (ImapClient client = new ImapClient(box.port("imap"))) {
      client.login(Setting.ACCOUNT, Setting.PASSWORD);
      String status = client.command("STATUS Posta (MESSAGES)").untagged().toString();
      Matcher count = COUNT.matcher(status);
      return count.find() ? Integer.parseInt(count.group(1)) : 0;
    }
  }

  @Test
  void anImportThatIsKilledBringsTheRestAndNothingTwice() throws Exception {
    Path data = Setting.account(temp);
    Path mbox = mbox();
    int before = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      try (Appliance box = Appliance.run(data)) {
        int known = before;
        Process command = start("-Xmx64m", data, "import", "maria", mbox.toString());
        await(command, () -> count(box) > known);
        if (kill % 2 == 0) {
          box.kill();
        }
        command.destroyForcibly().waitFor();
        before = kill % 2 == 0 ? known : count(box);
      }
    }
    String said = Setting.say(data, "import", "maria", mbox.toString()).text();
    assertTrue(said.contains(" were there already"), said);
    String again = Setting.say(data, "import", "maria", mbox.toString()).text();
    assertTrue(again.contains("0 messages imported, 0 B; " + MESSAGES + " were there"), again);
    try (Appliance box = Appliance.run(data)) {
      assertEquals(MESSAGES, count(box));
    }
    Setting.say(data, "verify");
  }

  @Test
  void anExportThatIsKilledIsCompletedByTheNext() throws Exception {
    Path data = Setting.account(temp);
    Setting.say(data, "import", "maria", mbox().toString());
    for (String format : List.of("eml", "mbox")) {
      Path folder = temp.resolve(format);
      for (int kill = 0; kill < KILLS; kill++) {
        Process command =
            start("-Xmx64m", data, "export", "maria", folder.toString(), "--format", format);
        long known = size(folder);
        await(command, () -> size(folder) > known);
        command.destroyForcibly().waitFor();
      }
      if (Files.notExists(folder.resolve("messages.csv"))) {
        Setting.say(data, "export", "maria", folder.toString(), "--format", format);
      }
      String said =
          Setting.say(data, "import", "maria", folder.toString(), "--into", "X", "--dry-run")
              .text();
      assertTrue(said.contains(MESSAGES + " messages would come"), said);
    }
  }

  private static long size(Path folder) throws IOException {
    if (Files.notExists(folder)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    } catch (UncheckedIOException e) {
      return 0; // a file was renamed meanwhile
    }
  }

  @Test
  void aMessageOfAHundredMegabytesPassesThroughSmallHeaps() throws Exception {
    Path data = Setting.account(temp);
    Path mbox = temp.resolve("Grande");
    long size = 100_000_000;
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(mbox));
        InputStream large = new MailGenerator(1).large(0, size)) {
      out.write("From - Mon Mar 02 08:00:00 2026\r\n".getBytes(StandardCharsets.US_ASCII));
      large.transferTo(out);
      out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
    }
    try (Appliance box = Appliance.run(List.of("-Xmx64m"), data)) {
      assertEquals(0, start("-Xmx40m", data, "import", "maria", mbox.toString()).waitFor());
      for (String format : List.of("eml", "mbox")) {
        String folder = temp.resolve(format).toString();
        assertEquals(
            0, start("-Xmx40m", data, "export", "maria", folder, "--format", format).waitFor());
      }
      try (ImapClient client = new ImapClient(box.port("imap"))) {
        client.login(Setting.ACCOUNT, Setting.PASSWORD).expectOk("EXAMINE Grande");
        Matcher found = SIZE.matcher(client.command("FETCH 1 RFC822.SIZE").untagged().toString());
        assertTrue(found.find());
        assertEquals(size, Long.parseLong(found.group(1)));
      }
    }
    assertEquals(size, Files.size(temp.resolve("eml/Grande/0000000001.eml")));
  }
}
