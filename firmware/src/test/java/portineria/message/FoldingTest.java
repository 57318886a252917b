package portineria.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.io.StringReader;
import java.text.Normalizer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a search takes for the same. */
class FoldingTest {

  @ParameterizedTest
  @CsvSource({
    "CAFFÈ, caffe",
    "Perche\u0301, perché",
    "naïve, NAIVE",
    "Straße, STRAẞE",
    "ĐORĐE, đorđe",
    "İstanbul, istanbul",
    "ISTANBUL, ıstanbul",
    "ΟΔΟΣ, οδός",
    "ЁЛКА, елка",
    "ﬁne, FINE",
    "１２３, 123",
    "Ⅷ, viii",
    "a\u00a0b, a b",
    "\uac00, \u1100\u1161",
    "ｶﾞ, カ",
    "Ǆ, dz",
    "\ud835\udc00, a",
    "\ud801\udc00, \ud801\udc28"
  })
  void theSame(String one, String other) {
    assertEquals(Folding.fold(one), Folding.fold(other));
  }

  @ParameterizedTest
  @CsvSource({"ß, ss", "æ, ae", "ø, o", "ł, l", "日, 曰", "и, u", "а, a", "\u200b, ' '"})
  void notTheSame(String one, String other) {
    assertNotEquals(Folding.fold(one), Folding.fold(other));
  }

  /** RFC 5051 §2: the titlecase of each character, then taken apart. */
  private static String casemap(int codePoint) {
    String title = Character.toString(Character.toTitleCase(codePoint));
    return Normalizer.normalize(title, Normalizer.Form.NFKD);
  }

  /** The iota below a letter, whose title is a letter of its own; here it is a mark. */
  private static final int IOTA_BELOW = 0x345;

  @Test
  void whatTheUnicodeCasemapCallsEqualIsEqual() {
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      if (c != IOTA_BELOW && !(c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
        String character = Character.toString(c);
        assertEquals(Folding.fold(casemap(c)), Folding.fold(character), Integer.toHexString(c));
      }
    }
  }

  @Test
  void foldedTextStaysAsItIs() {
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      String folded = Folding.fold(Character.toString(c));
      assertEquals(folded, Folding.fold(folded), Integer.toHexString(c));
    }
  }

  @Test
  void nothingFoldsToAControlOrToWhatUtf8CanNotSay() {
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      Folding.fold(Character.toString(c))
          .codePoints()
          .forEach(
              folded -> {
                boolean odd =
                    (Character.isISOControl(folded) && "\t\r\n".indexOf(folded) < 0)
                        || (folded >= Character.MIN_SURROGATE && folded <= Character.MAX_SURROGATE)
                        || folded >> 1 == 0xffff >> 1;
                assertEquals(false, odd, Integer.toHexString(folded));
              });
    }
  }

  @Property
  void aTextIsFoldedInAnyPieces(@ForAll String text, @ForAll byte split) throws IOException {
    String expected = Folding.fold(text);
    int at = Math.floorMod(split, text.length() + 1);
    int whole =
        at > 0
                && at < text.length()
                && Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at))
            ? at - 1
            : at;
    assertEquals(
        expected, Folding.fold(text.substring(0, whole)) + Folding.fold(text.substring(whole)));
    assertEquals(expected, Mails.all(new FoldingReader(new StringReader(text))));
    assertEquals(expected, Mails.all(new FoldingReader(new DribblingChars(text))));
  }
}
