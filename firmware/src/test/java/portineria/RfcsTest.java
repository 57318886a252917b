package portineria;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code RFCS.md} promises; the code says where each promise is kept. */
class RfcsTest {
  private static final Pattern ROW =
      Pattern.compile("\\| *(\\d+) *\\|[^|]*\\| *(yes|partial|no) *\\|([^|]*)\\|([^|]*)\\|");

  private static final Pattern CITATION = Pattern.compile("RFC (\\d+)");

  private static List<Matcher> rows() throws IOException {
    return Files.readAllLines(Path.of("RFCS.md")).stream()
        .filter(line -> line.matches("\\| *\\d.*"))
        .map(ROW::matcher)
        .toList();
  }

  @Test
  void everyRowSaysYesPartialOrNoAndWhatIsMissing() throws IOException {
    for (Matcher row : rows()) {
      assertEquals(true, row.matches(), row.toString());
      boolean isWhole = row.group(2).equals("yes");
      assertEquals(isWhole, row.group(4).isBlank(), "RFC " + row.group(1) + ": what is missing?");
    }
  }

  @Test
  void everyYesIsCitedInTheCodeThatDoesIt() throws IOException {
    Set<String> cited = cited();
    Set<String> promised = new TreeSet<>();
    for (Matcher row : rows()) {
      if (row.matches() && row.group(2).equals("yes")) {
        promised.add(row.group(1));
      }
    }
    assertFalse(cited.isEmpty(), "no code was found");
    promised.removeAll(cited);
    assertEquals(Set.of(), promised, "promised, but cited nowhere");
  }

  private static Set<String> cited() throws IOException {
    Set<String> cited = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        Matcher citation = CITATION.matcher(read(file));
        while (citation.find()) {
          cited.add(citation.group(1));
        }
      }
    }
    return cited;
  }

  @Test
  void citationsAreSpelledInOneWay() throws IOException {
    Pattern other = Pattern.compile("R(FC|fc)[-_ ]{0,2}\\d{3,}");
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        Set<String> odd =
            other
                .matcher(read(file))
                .results()
                .map(found -> found.group())
                .filter(found -> !CITATION.matcher(found).matches())
                .filter(found -> !found.equals("RFC822")) // items of FETCH are called so
                .collect(Collectors.toSet());
        assertEquals(Set.of(), odd, file.toString());
      }
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
