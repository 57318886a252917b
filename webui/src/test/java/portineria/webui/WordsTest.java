package portineria.webui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WordsTest {
  @Test
  void everyLanguageSaysTheSameThings() {
    for (Language language : Language.values()) {
      Words words = new Words(language);
      assertEquals(new Words(Language.ENGLISH).keys(), words.keys(), language.tag());
      words.keys().forEach(key -> assertFalse(words.say(key).isBlank(), language + " " + key));
    }
  }

  /** The later of two would be said in the place of the earlier. */
  @Test
  void nothingIsSaidTwiceUnderOneKey() throws IOException {
    for (Language language : Language.values()) {
      Set<String> seen = new HashSet<>();
      assertEquals(
          List.of(),
          keys("words-" + language.tag() + ".properties").stream()
              .filter(key -> !seen.add(key))
              .toList());
    }
  }

  private static List<String> keys(String file) throws IOException {
    try (InputStream in = Objects.requireNonNull(Words.class.getResourceAsStream(file), file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.contains(" = "))
          .map(line -> line.substring(0, line.indexOf(" = ")))
          .toList();
    }
  }

  @Test
  void aSpanOfTimeIsSaidAsPeopleSayIt() {
    Words words = new Words(Language.ENGLISH);
    assertEquals("0 seconds", words.span(Duration.ofSeconds(-3)));
    assertEquals("59 seconds", words.span(Duration.ofSeconds(59)));
    assertEquals("1 minute 56 seconds", words.span(Duration.ofSeconds(116)));
    assertEquals("2 minutes", words.span(Duration.ofSeconds(121)));
    assertEquals("1 hour", words.span(Duration.ofSeconds(3601)));
    assertEquals("1 hour 59 minutes", words.span(Duration.ofMinutes(119)));
    assertEquals("1 day 5 hours", words.span(Duration.ofHours(29)));
    assertEquals("3 giorni", new Words(Language.ITALIAN).span(Duration.ofHours(80)));
  }
}
