package portineria.message;

import java.io.IOException;
import java.io.Reader;
import java.util.Objects;
import java.util.Set;

/**
 * HTML without its markup: good enough to find words in, not to show.
 *
 * <p>A tag ends at the next {@code >}. Tags that break the flow of words become a space, and so
 * does any run of blanks and line ends, because that is how it is shown: programs break lines
 * wherever they like. Nothing is held but the name of a tag or of an entity.
 */
final class HtmlText extends Reader {
  private static final Set<String> INLINE =
      Set.of(
          "a", "abbr", "acronym", "b", "big", "code", "em", "font", "i", "ins", "s", "small",
          "span", "strike", "strong", "sub", "sup", "tt", "u");

  /** Longer than any element's name. */
  private static final int NAME_CHARS_MAX = 12;

  private final Reader in;
  private final char[] chars = new char[4096];
  private int at;
  private int limit;

  /** What was read ahead or decoded and is still to be given out. */
  private String pending = "";

  private int pendingAt;

  /** Whether the last char that was given out is a blank. */
  private boolean afterBlank;

  HtmlText(Reader in) {
    this.in = in;
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    int count = 0;
    while (count < length) {
      int c = next();
      if (c < 0) {
        break;
      }
      boolean blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
      if (!blank || !afterBlank) {
        target[offset + count++] = blank ? ' ' : (char) c;
      }
      afterBlank = blank;
    }
    return count == 0 && length > 0 ? -1 : count;
  }

  private int next() throws IOException {
    while (true) {
      if (pendingAt < pending.length()) {
        return pending.charAt(pendingAt++);
      }
      int c = take();
      switch (c) {
        case '<' -> give(tag());
        case '&' -> give(entity());
        default -> {
          return c;
        }
      }
    }
  }

  private void give(String text) {
    pending = text;
    pendingAt = 0;
  }

  /** After the open bracket: passes over the tag, gives what stands for it. */
  private String tag() throws IOException {
    int first = peek();
    if (first == '!') {
      skipDeclaration();
      return "";
    }
    boolean closing = first == '/';
    if (closing) {
      take();
    } else if (first != '?' && !Character.isLetter(first)) {
      return "<";
    }
    String name = name();
    skipPast(">");
    if (!closing && (name.equals("script") || name.equals("style"))) {
      skipPast("</" + name);
      skipPast(">");
    }
    return INLINE.contains(name) ? "" : " ";
  }

  private String name() throws IOException {
    StringBuilder name = new StringBuilder();
    while (name.length() < NAME_CHARS_MAX && Character.isLetterOrDigit(peek())) {
      name.append((char) Character.toLowerCase(take()));
    }
    return name.toString();
  }

  private void skipDeclaration() throws IOException {
    take();
    if (peek() == '-') {
      take();
      if (peek() == '-') {
        take();
        skipPast("-->");
        return;
      }
    }
    skipPast(">");
  }

  /**
   * Passes over all up to the end of {@code wanted}, in any case. The first char of it does not
   * come again in it, except in {@code -->}, where one more hyphen changes nothing.
   */
  private void skipPast(String wanted) throws IOException {
    int matched = 0;
    while (matched < wanted.length()) {
      int c = take();
      if (c < 0) {
        return;
      }
      if (Character.toLowerCase(c) == wanted.charAt(matched)) {
        matched++;
      } else if (matched != 2 || c != '-' || !wanted.startsWith("--")) {
        matched = c == wanted.charAt(0) ? 1 : 0;
      }
    }
  }

  /** After the ampersand: the character, or the ampersand and what followed it. */
  private String entity() throws IOException {
    if (peek() != '#' && !Character.isLetter(peek())) {
      return "&";
    }
    StringBuilder name = new StringBuilder();
    while (name.length() < HtmlEntities.NAME_CHARS_MAX
        && (Character.isLetterOrDigit(peek()) || (name.isEmpty() && peek() == '#'))) {
      name.append((char) take());
    }
    String character = HtmlEntities.character(name.toString());
    if (character.isEmpty()) {
      return "&" + name;
    }
    if (peek() == ';') {
      take();
    }
    return character;
  }

  private int peek() throws IOException {
    if (at == limit) {
      at = 0;
      limit = Math.max(0, in.read(chars, 0, chars.length));
    }
    return at < limit ? chars[at] : -1;
  }

  private int take() throws IOException {
    int c = peek();
    if (c >= 0) {
      at++;
    }
    return c;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
