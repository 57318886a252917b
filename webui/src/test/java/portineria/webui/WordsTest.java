package portineria.webui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
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
