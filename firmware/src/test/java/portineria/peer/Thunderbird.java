package portineria.peer;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Debian's Thunderbird without a screen, told what to do from within: see {@code thunderbird.js}.
 * It keeps everything in a folder of its own, speaks to nobody but the server, and writes down what
 * it says to it. One thread.
 */
public final class Thunderbird implements Closeable {
  private static final Path PROGRAM = Path.of("/usr/lib/thunderbird/thunderbird");
  private static final Duration LONGEST = Duration.ofMinutes(2);
  private static final int LOG_LINES_MAX = 40;

  private static final Pattern LISTENS = Pattern.compile("Listening on port (\\d+)");
  private static final Pattern SAID = Pattern.compile("SendData: (?:\\d+ )?(.*)");

  /** A port of its own, nothing that asks at the first start, and no way to anywhere else. */
  private static final String PREFERENCES =
      """
      user_pref("marionette.port", 0);
      user_pref("mail.provider.suppress_dialog_on_startup", true);
      user_pref("mail.spotlight.firstRunDone", true);
      user_pref("mail.shell.checkDefaultClient", false);
      user_pref("mailnews.start_page.enabled", false);
      user_pref("datareporting.policy.dataSubmissionEnabled", false);
      user_pref("app.update.enabled", false);
      user_pref("network.proxy.type", 1);
      user_pref("network.proxy.http", "127.0.0.1");
      user_pref("network.proxy.http_port", 9);
      user_pref("network.proxy.ssl", "127.0.0.1");
      user_pref("network.proxy.ssl_port", 9);
      """;

  private final Path folder;
  private final Process process;
  private final Marionette marionette;
  private final String script;

  /** How its connection is secured, by Thunderbird's names. */
  public enum Security {
    SSL("SSL"),
    STARTTLS("alwaysSTARTTLS");

    private final String word;

    Security(String word) {
      this.word = word;
    }
  }

  private Thunderbird(Path folder, Process process, Marionette marionette) throws IOException {
    this.folder = folder;
    this.process = process;
    this.marionette = marionette;
    try (InputStream in = Thunderbird.class.getResourceAsStream("thunderbird.js")) {
      this.script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /**
   * Starts it in a folder, where it finds again what it had there.
   *
   * @param preferences more lines for its file user.js
   */
  public static Thunderbird start(Path folder, String... preferences)
      throws IOException, InterruptedException {
    if (!Files.isExecutable(PROGRAM)) {
      throw new IOException(PROGRAM + " is missing: apt-get install thunderbird");
    }
    Path profile = Files.createDirectories(folder.resolve("profile"));
    Files.writeString(
        profile.resolve("user.js"), PREFERENCES + String.join("\n", preferences) + "\n");
    try (Stream<Path> logs = Files.list(folder)) {
      for (Path log : logs.filter(one -> one.toString().endsWith(".moz_log")).toList()) {
        Files.delete(log);
      }
    }
    ProcessBuilder builder =
        new ProcessBuilder(
                PROGRAM.toString(),
                "--headless",
                "--marionette",
                "--remote-allow-system-access",
                "--no-remote",
                "--profile",
                profile.toString())
            .redirectErrorStream(true);
    builder.environment().put("HOME", folder.toString());
    builder.environment().put("TZ", "UTC");
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().put("MOZ_LOG", "sync,IMAP:4");
    builder.environment().put("MOZ_LOG_FILE", folder.resolve("said").toString());
    Process process = builder.start();
    try {
      return new Thunderbird(folder, process, new Marionette(port(process), LONGEST));
    } catch (IOException e) {
      end(process);
      throw e;
    }
  }

  /** Waits until it says where it listens; what it says afterwards is of no use. */
  private static int port(Process process) throws IOException {
    CompletableFuture<Void> late = new CompletableFuture<>();
    late.completeOnTimeout(null, LONGEST.toSeconds(), TimeUnit.SECONDS);
    CompletableFuture<Void> killing = late.thenRun(() -> process.destroyForcibly());
    ArrayDeque<String> log = new ArrayDeque<>();
    BufferedReader out = process.inputReader();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      Matcher listens = LISTENS.matcher(line);
      if (listens.find()) {
        killing.cancel(false);
        Thread.ofVirtual().name("thunderbird log").start(() -> drain(out));
        return Integer.parseInt(listens.group(1));
      }
      log.add(line);
      if (log.size() > LOG_LINES_MAX) {
        log.remove();
      }
    }
    throw new IOException("Thunderbird did not start:\n" + String.join("\n", log));
  }

  private static void drain(BufferedReader out) {
    try {
      while (out.readLine() != null) {
        // Complaints about fonts and icons.
      }
    } catch (IOException e) {
      // Ended.
    }
  }

  private String ask(String action, String... words) {
    try {
      return marionette.run(script, action, words);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> list(String action, String... words) {
    return ask(action, words).lines().toList();
  }

  /** As "Import" of its list of authorities, with "Trust this CA to identify websites". */
  public Thunderbird trust(Path pem) throws IOException {
    ask("trust", Files.readString(pem).replaceAll("-----.*-----|\\s", ""));
    return this;
  }

  /** As "Configure manually" of a new account. */
  public Thunderbird setUp(String user, String password, int port, Security security) {
    ask("setUp", user, password, Integer.toString(port), security.word);
    return this;
  }

  /** Waits for a box with a message, and puts it away: what it said. */
  public String alert() throws IOException {
    return marionette.alert();
  }

  /** Asks the server what is new in a mailbox. */
  public void update(String mailbox) {
    ask("update", mailbox);
  }

  /** Waits until the server has that mailbox. */
  public void find(String mailbox) {
    ask("find", mailbox);
  }

  /** Opens a mailbox in the window, once it has so many messages: the subjects in its list. */
  public List<String> show(String mailbox, int messages) {
    return list("show", mailbox, Integer.toString(messages));
  }

  /** Clicks a message in the list that is shown: its text, once that is shown and it is read. */
  public String read(String subject) {
    return ask("read", subject);
  }

  /** Presses Delete while a message is shown. */
  public void deleteShown() {
    ask("deleteShown");
  }

  /** Gives a message a star and a tag. */
  public void mark(String mailbox, String subject, String tag) {
    ask("mark", mailbox, subject, tag);
  }

  public void move(String mailbox, String subject, String to) {
    ask("move", mailbox, subject, to);
  }

  public void copy(String mailbox, String subject, String to) {
    ask("copy", mailbox, subject, to);
  }

  /** Lets the server search for a word in bodies: the subjects of what it found. */
  public List<String> search(String mailbox, String word) {
    return list("search", mailbox, word);
  }

  public void create(String mailbox) {
    ask("create", mailbox);
  }

  /** Saves a message that is being written. */
  public void draft(String mailbox, String message) {
    ask("draft", mailbox, message);
  }

  public void emptyTrash(String mailbox) {
    ask("emptyTrash", mailbox);
  }

  /**
   * What its database has of a mailbox, once that is so many messages: of each the subject, then
   * {@code read}, {@code starred} and the tags.
   */
  public List<String> known(String mailbox, int messages) {
    return list("known", mailbox, Integer.toString(messages));
  }

  /** The commands that it has sent since it was started, without their tags. */
  public List<String> said() throws IOException {
    try (Stream<String> lines =
        Files.lines(folder.resolve("said.moz_log"), StandardCharsets.ISO_8859_1)) {
      return lines.map(SAID::matcher).filter(Matcher::find).map(said -> said.group(1)).toList();
    }
  }

  @Override
  public void close() throws IOException {
    try (marionette) {
      marionette.quit();
    } finally {
      end(process);
    }
  }

  private static void end(Process process) {
    List<ProcessHandle> children = process.descendants().toList();
    try {
      process.waitFor(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
  }
}
