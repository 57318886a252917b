package portineria.search;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** How FTS5 is asked for a text, when all it knows is which messages hold three characters. */
final class Trigrams {
  /** Characters of one, as SQLite counts: code points. */
  private static final int LENGTH = 3;

  /** With so many the answer is as good as it gets; each costs a walk through its messages. */
  private static final int MOST = 24;

  private Trigrams() {}

  /** Whether a text is long enough to be asked for. */
  static boolean isEnough(String text) {
    return text.codePointCount(0, text.length()) >= LENGTH;
  }

  /** Whether messages that hold the text's trigrams hold the text. */
  static boolean isExact(String text) {
    return text.codePointCount(0, text.length()) == LENGTH;
  }

  /** FTS5's expression for a text that is long enough. */
  static String expression(String text) {
    int[] characters = text.codePoints().toArray();
    int count = characters.length - LENGTH + 1;
    Set<String> trigrams = new LinkedHashSet<>();
    int most = Math.min(count, MOST);
    for (int i = 0; i < most; i++) {
      int at = most == 1 ? 0 : (int) ((long) i * (count - 1) / (most - 1));
      trigrams.add(new String(characters, at, LENGTH));
    }
    return trigrams.stream()
        .map(trigram -> '"' + trigram.replace("\"", "\"\"") + '"')
        .collect(Collectors.joining(" AND "));
  }
}
