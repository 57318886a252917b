package portineria.webui;

import java.io.IOException;
import java.io.StringReader;
import java.util.Properties;
import java.util.Set;

/** The words of the pages in one language. */
final class Words {
  private final Language language;
  private final Properties byKey = new Properties();

  Words(Language language) {
    this.language = language;
    try {
      byKey.load(new StringReader(Resources.text("words-" + language.tag() + ".properties")));
    } catch (IOException e) {
      throw new IllegalStateException("unreadable words", e);
    }
  }

  Language language() {
    return language;
  }

  /** The words for {@code key}; a missing one is a bug. */
  String say(String key) {
    String words = byKey.getProperty(key);
    if (words == null) {
      throw new IllegalArgumentException("no words for " + key);
    }
    return words;
  }

  Set<String> keys() {
    return byKey.stringPropertyNames();
  }
}
