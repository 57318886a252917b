package portineria.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** How FTS5 is asked. */
class TrigramsTest {

  @Test
  void eachThreeCharactersAreAsked() {
    assertEquals("\"abc\"", Trigrams.expression("abc"));
    assertEquals("\"abc\" AND \"bcd\"", Trigrams.expression("abcd"));
    assertEquals("\"aaa\"", Trigrams.expression("aaaaaa"));
  }

  @Test
  void aCharacterIsNotHalfASurrogatePair() {
    assertFalse(Trigrams.isEnough("\ud83d\ude00\ud83d\ude00"));
    assertTrue(Trigrams.isExact("\ud83d\ude00\ud83d\ude00!"));
    assertEquals("\"\ud83d\ude00ab\"", Trigrams.expression("\ud83d\ude00ab"));
  }

  @Test
  void whatMeansSomethingToFts5IsQuoted() {
    assertEquals("\"\"\"a\"\"\" AND \"a\"\"*\"", Trigrams.expression("\"a\"*"));
  }

  @Test
  void ofALongTextSomeAreAskedFromBeginToEnd() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      text.append((char) (0x4e00 + i));
    }
    String[] asked = Trigrams.expression(text.toString()).split(" AND ");
    assertEquals(24, asked.length);
    assertEquals('"' + text.substring(0, 3) + '"', asked[0]);
    assertEquals('"' + text.substring(997) + '"', asked[23]);
    assertEquals(24, Arrays.stream(asked).distinct().count());
  }
}
