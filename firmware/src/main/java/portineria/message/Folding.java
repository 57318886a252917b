package portineria.message;

import java.text.Normalizer;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Text as searches compare it: without case, accents and other marks, and with compatibility
 * characters taken apart.
 *
 * <p>What RFC 5051 §2 (i;unicode-casemap) calls equal is equal here. Beyond it, as our own: marks
 * are dropped (è is e, ё is е), a dotless ı is an i, and the letters inside of compatibility
 * characters lose their case too (ﬁ is fi). As there, ß is not ss, since only simple mappings are
 * used.
 *
 * <p>Each character is folded by itself, so the folded whole is the folded pieces put together, and
 * a text contains another if its folded form does. Controls become blanks, except tab and line
 * ends; so {@link SearchedText} can use them for its own purpose.
 */
public final class Folding {
  private static final int PAGE_BITS = 8;
  private static final int PAGE = 1 << PAGE_BITS;
  private static final char[] ASCII = ascii();

  /** The folded forms of the first plane's characters, page by page as they are needed. */
  private static final AtomicReferenceArray<String[]> PAGES =
      new AtomicReferenceArray<>((Character.MAX_VALUE + 1) >> PAGE_BITS);

  private Folding() {}

  public static String fold(String text) {
    StringBuilder folded = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      fold(c, folded);
      i += Character.charCount(c);
    }
    return folded.toString();
  }

  static void fold(int codePoint, StringBuilder into) {
    if (codePoint < ASCII.length) {
      into.append(ASCII[codePoint]);
    } else {
      into.append(folded(codePoint));
    }
  }

  /** The folded form of one character: none for a mark, several where it is taken apart. */
  private static String folded(int codePoint) {
    if (codePoint > Character.MAX_VALUE) {
      return make(codePoint);
    }
    String[] page = PAGES.get(codePoint >> PAGE_BITS);
    if (page == null) {
      page = page(codePoint & -PAGE);
      PAGES.set(codePoint >> PAGE_BITS, page);
    }
    return page[codePoint & (PAGE - 1)];
  }

  private static String[] page(int first) {
    String[] page = new String[PAGE];
    for (int i = 0; i < PAGE; i++) {
      page[i] = make(first + i).intern();
    }
    return page;
  }

  private static char[] ascii() {
    char[] ascii = new char[128];
    for (int i = 0; i < ascii.length; i++) {
      ascii[i] = make(i).charAt(0);
    }
    return ascii;
  }

  private static String make(int codePoint) {
    if (Character.isISOControl(codePoint)) {
      return codePoint == '\t' || codePoint == '\r' || codePoint == '\n'
          ? "" + (char) codePoint
          : " ";
    }
    if (isNoCharacter(codePoint)) {
      return "\uFFFD";
    }
    StringBuilder folded = new StringBuilder(2);
    Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFKD)
        .codePoints()
        .filter(c -> !isMark(c))
        .forEach(c -> folded.appendCodePoint(Character.toLowerCase(Character.toTitleCase(c))));
    return folded.toString();
  }

  /** Half a character, or one that no text holds: UTF-8 or SQLite would replace it. */
  private static boolean isNoCharacter(int codePoint) {
    return (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE)
        || codePoint == 0xFFFE
        || codePoint == 0xFFFF;
  }

  private static boolean isMark(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> true;
      default -> false;
    };
  }
}
