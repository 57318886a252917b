package portineria.transcript;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** All transcripts of a folder as tests, each with a stage of its own. */
public final class Transcripts {
  private Transcripts() {}

  /**
   * For a {@code @TestFactory}.
   *
   * @param folder of the test resources, as {@code /portineria/pop3}; every {@code *.txt} in it is
   *     one transcript
   */
  public static Stream<DynamicTest> in(String folder, Supplier<Stage> stages) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(path(folder))) {
      files = all.filter(file -> file.toString().endsWith(".txt")).sorted().toList();
    }
    return files.stream().map(file -> test(file, stages));
  }

  private static DynamicTest test(Path file, Supplier<Stage> stages) {
    try {
      Transcript transcript =
          Transcript.parse(file.getFileName().toString(), Files.readString(file));
      return DynamicTest.dynamicTest(
          transcript.name() + ": " + transcript.title(),
          file.toUri(),
          () -> Player.play(transcript, stages.get()));
    } catch (IOException e) {
      throw new IllegalArgumentException(file.toString(), e);
    }
  }

  private static Path path(String folder) {
    URL url = Transcripts.class.getResource(folder);
    if (url == null) {
      throw new IllegalArgumentException("no test resources in " + folder);
    }
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(folder, e);
    }
  }
}
