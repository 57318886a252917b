package portineria.admin;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.util.FileSize;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/**
 * The events of the last days, as the pages show them: the same lines that go to stderr, in files
 * of the data folder, because a journal may end with the power. They are bounded by days and by
 * size, and written without a sync: what a power cut takes of them nobody relies on.
 */
public final class EventLog implements AutoCloseable {
  private static final String PATTERN =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{0}"
          + " %replace(%msg){'[\\p{Cntrl}]+', ' '}%n%ex";

  private static final String CURRENT = "portineria.log";
  private static final int DAYS = 14;
  private static final long FILE_OCTETS = 2L << 20;
  private static final long ALL_OCTETS = 16L << 20;

  private final Path folder;
  private final Logger root;
  private final RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();

  private EventLog(Path folder, Logger root) {
    this.folder = folder;
    this.root = root;
  }

  /**
   * From now on events are kept in {@code data/log}. Where the disk takes none, the box works all
   * the same.
   */
  public static EventLog open(Path data) {
    Path folder = data.resolve("log");
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    EventLog log = new EventLog(folder, context.getLogger(Logger.ROOT_LOGGER_NAME));
    try {
      Files.createDirectories(folder);
      log.begin(context);
    } catch (IOException refused) {
      log.root.warn("events are not kept in {}: {}", folder, refused.getMessage());
    }
    return log;
  }

  private void begin(LoggerContext context) {
    appender.setContext(context);
    appender.setName("EVENTS");
    appender.setFile(folder.resolve(CURRENT).toString());
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(PATTERN);
    encoder.setCharset(StandardCharsets.UTF_8);
    encoder.start();
    appender.setEncoder(encoder);
    SizeAndTimeBasedRollingPolicy<ILoggingEvent> rolling = new SizeAndTimeBasedRollingPolicy<>();
    rolling.setContext(context);
    rolling.setParent(appender);
    rolling.setFileNamePattern(folder.resolve("portineria-%d{yyyy-MM-dd}.%i.log").toString());
    rolling.setMaxFileSize(new FileSize(FILE_OCTETS));
    rolling.setMaxHistory(DAYS);
    rolling.setTotalSizeCap(new FileSize(ALL_OCTETS));
    rolling.setCleanHistoryOnStart(true);
    rolling.start();
    appender.setRollingPolicy(rolling);
    appender.start();
    root.addAppender(appender);
  }

  /**
   * The last lines that somebody wants to see, the newest first.
   *
   * @param wanted of each line, which may go on over more than one when something was thrown
   */
  public List<String> last(Predicate<String> wanted, int most) throws IOException {
    List<String> newest = new ArrayList<>();
    for (Path file : files()) {
      if (newest.size() < most) {
        newest.addAll(last(file, wanted, most - newest.size()));
      }
    }
    return newest;
  }

  /** The newest first. */
  private List<Path> files() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> file.toString().endsWith(".log"))
          .sorted(Comparator.comparing(EventLog::changed).reversed())
          .toList();
    }
  }

  private static FileTime changed(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException gone) {
      return FileTime.fromMillis(0);
    }
  }

  private static List<String> last(Path file, Predicate<String> wanted, int most)
      throws IOException {
    Deque<String> last = new ArrayDeque<>();
    try (BufferedReader reader = reader(file)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (wanted.test(line)) {
          last.addFirst(line);
          if (last.size() > most) {
            last.removeLast();
          }
        }
      }
    } catch (NoSuchFileException rolledAway) {
      return List.of();
    }
    return List.copyOf(last);
  }

  /** A power cut may have left anything at its end. */
  private static BufferedReader reader(Path file) throws IOException {
    return new BufferedReader(
        new InputStreamReader(
            Files.newInputStream(file),
            StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE)));
  }

  @Override
  public void close() {
    root.detachAppender(appender);
    appender.stop();
  }
}
