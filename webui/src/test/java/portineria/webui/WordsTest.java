package portineria.webui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

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
}
